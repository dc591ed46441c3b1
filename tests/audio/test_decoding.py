from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from made_sound import tones, write

from coach.audio.decoding import BLOCK_S, Decoder
from coach.call import InputError

FORMATS = [
    ("mulaw.wav", "pcm_mulaw", 8_000),
    ("alaw.wav", "pcm_alaw", 8_000),
    ("eight-bit.wav", "pcm_u8", 8_000),
    ("cd.wav", "pcm_s16le", 44_100),
    ("deep.wav", "pcm_s24le", 48_000),
    ("float.wav", "pcm_f32le", 16_000),
    ("a.mp3", "libmp3lame", 44_100),
    ("phone.mp3", "libmp3lame", 8_000),
    ("a.flac", "flac", 22_050),
    ("a.m4a", "aac", 44_100),
    ("a.ogg", "libopus", 48_000),
]


def decoded(file: Path) -> tuple[np.ndarray, Decoder]:
    with Decoder(file) as decoder:
        return np.concatenate(list(decoder.blocks())), decoder


def pitch_of(sound: np.ndarray) -> float:
    """The strongest frequency, in Hz at 16 kHz."""
    middle = sound[len(sound) // 4 : -len(sound) // 4]
    return float(np.abs(np.fft.rfft(middle)).argmax() * 16_000 / len(middle))


@pytest.mark.parametrize(("name", "codec", "rate_hz"), FORMATS)
def test_every_format_becomes_16_khz(tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
    """Each format and rate decodes to the same length, level and pitch, channel by channel."""
    left, right = tones(2.0, 400.0), tones(2.0, 1000.0)
    file = write(tmp_path / name, left, right, rate_hz=rate_hz, codec=codec)
    sound, decoder = decoded(file)
    lasts = len(left) / rate_hz
    assert abs(decoder.duration - lasts) < 0.06
    assert not decoder.problems
    assert sound.dtype == np.float32
    assert abs(pitch_of(sound[:, 0]) - 400 * rate_hz / 16_000) < 5
    assert abs(pitch_of(sound[:, 1]) - 1000 * rate_hz / 16_000) < 5
    assert np.allclose(sound[4000:-4000].std(axis=0), left.std(), rtol=0.1)


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_channels_are_kept(tmp_path: Path, channels: int) -> None:
    """A file has as many channels after decoding as before."""
    file = write(tmp_path / "call.wav", *[tones(0.5, 300.0)] * channels)
    sound, decoder = decoded(file)
    assert decoder.channels == channels
    assert sound.shape == (8000, channels)


def test_blocks_stay_small(tmp_path: Path) -> None:
    """However long a recording is, it comes in blocks of a few seconds."""
    file = write(tmp_path / "long.wav", tones(60.0, 300.0), codec="pcm_mulaw")
    with Decoder(file) as decoder:
        lengths = [len(block) for block in decoder.blocks()]
    assert sum(lengths) == 60 * 16_000
    assert max(lengths) <= 2 * BLOCK_S * 16_000


def test_a_truncated_mp3_is_decoded_as_far_as_it_goes(tmp_path: Path) -> None:
    """Half an MP3 gives half the sound, and a remark with both lengths."""
    file = write(tmp_path / "call.mp3", tones(10.0, 300.0), codec="libmp3lame")
    half = file.read_bytes()[: file.stat().st_size // 2]
    file.write_bytes(half)
    _, decoder = decoded(file)
    assert 4.5 < decoder.duration < 5.5
    assert decoder.problems == [
        f"call.mp3 is cut short: only {decoder.duration:.1f} of its 10.0 s are there."
    ]


def test_a_hole_in_the_stamps_becomes_silence(tmp_path: Path) -> None:
    """Packets that were never recorded leave silence, so that what follows stays in place."""
    whole = write(tmp_path / "whole.ogg", tones(6.0, 300.0), rate_hz=16_000, codec="libopus")
    holed = tmp_path / "holed.ogg"
    with av.open(str(whole)) as source, av.open(str(holed), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux():
            if packet.pts is not None and not 2.0 < float(packet.pts * packet.time_base) < 4.0:
                packet.stream = stream
                target.mux(packet)
    sound, decoder = decoded(holed)
    assert abs(decoder.duration - 6.0) < 0.1
    assert np.abs(sound[40_000:56_000]).max() < 0.01
    assert np.abs(sound[72_000:88_000]).max() > 0.1


def no_file(folder: Path) -> Path:
    return folder / "none.wav"


def a_folder(folder: Path) -> Path:
    return folder


def an_empty_file(folder: Path) -> Path:
    (folder / "empty.wav").write_bytes(b"")
    return folder / "empty.wav"


def a_text(folder: Path) -> Path:
    (folder / "text.wav").write_text("agent: Good morning.\n" * 200)
    return folder / "text.wav"


def a_header_alone(folder: Path) -> Path:
    file = write(folder / "head.wav", tones(1.0, 300.0))
    file.write_bytes(file.read_bytes()[:60])
    return file


def a_film_without_sound(folder: Path) -> Path:
    with av.open(str(folder / "film.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for packet in (*stream.encode(av.VideoFrame(64, 64, "yuv420p")), *stream.encode(None)):
            container.mux(packet)
    return folder / "film.mp4"


def a_play_list(folder: Path) -> Path:
    """A play list could make the decoder fetch an address: nothing may leave the machine."""
    write(folder / "call.wav", tones(1.0, 300.0))
    (folder / "list.m3u8").write_text("#EXTM3U\n#EXTINF:1,\ncall.wav\n")
    return folder / "list.m3u8"


def half_an_m4a(folder: Path) -> Path:
    file = write(folder / "half.m4a", tones(3.0, 300.0), codec="aac")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return file


@pytest.mark.parametrize(
    "make",
    [
        no_file,
        a_folder,
        an_empty_file,
        a_text,
        a_header_alone,
        a_film_without_sound,
        a_play_list,
        half_an_m4a,
    ],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, make: object) -> None:
    """What cannot be decoded is refused in one sentence, with a second that says what to do."""
    assert callable(make)
    with pytest.raises(InputError) as refused:
        decoded(make(tmp_path))
    assert refused.value.message.endswith(".")
    assert refused.value.message.count(". ") == 0
    assert refused.value.hint.endswith(".")
    assert refused.value.exit_code == 4
