"""A file that claims to be a recording, opened, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import av

from coach.call import InputError

KINDS = "WAV, MP3, FLAC, M4A or OGG"
MOST_CHANNELS = 64

# Only what holds sound, so that no play list can name another file or an address.
_CONTAINERS = (
    "wav,w64,mp3,flac,mov,ogg,aac,matroska,webm,aiff,au,amr,caf,asf,mpegts,avi,wv,gsm,alaw,mulaw"
)


def open_file(source: Path) -> BinaryIO:
    """The file, opened here so that the decoder never sees a name it could take for an address."""
    if source.is_dir():
        raise InputError(f"{source} is a folder, not a recording.", "Name one of its files.")
    if source.exists() and not source.is_file():
        raise InputError(f"{source} is not an ordinary file.", "Save the recording first.")
    try:
        file = source.open("rb")
    except FileNotFoundError:
        raise InputError(f"There is no file {source}.", "Check the path.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{source} cannot be opened: {why}.", "Check the path.") from None
    if not file.read(1):
        file.close()
        raise InputError(f"{source.name} is empty (0 bytes).", "Export the recording again.")
    file.seek(0)
    return file


def open_container(file: BinaryIO, source: Path) -> av.container.InputContainer:
    try:
        return av.open(
            file,
            mode="r",
            metadata_errors="replace",
            options={"format_whitelist": _CONTAINERS},
        )
    except (av.FFmpegError, OSError, ValueError):
        raise InputError(
            f"{source.name} is not a recording that can be read.", f"Use a complete {KINDS} file."
        ) from None


def first_audio(container: av.container.InputContainer, source: Path) -> av.AudioStream:
    if not container.streams.audio:
        raise InputError(f"{source.name} holds no sound.", "Use a recording with an audio track.")
    stream = container.streams.audio[0]
    if stream.codec_context is None or not 1 <= stream.channels <= MOST_CHANNELS:
        raise InputError(f"The sound in {source.name} cannot be decoded.", f"Use {KINDS}.")
    return stream
