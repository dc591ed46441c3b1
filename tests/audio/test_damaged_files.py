from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sound import tones, write

from coach.audio.decoding import Decoder
from coach.call import InputError

KINDS = {
    "a.wav": "pcm_mulaw",
    "b.wav": "adpcm_ms",
    "c.mp3": "libmp3lame",
    "d.flac": "flac",
    "e.m4a": "aac",
    "f.ogg": "libopus",
}


@cache
def sound_file(name: str) -> bytes:
    with TemporaryDirectory() as folder:
        return write(Path(folder, name), tones(0.6, 300.0), codec=KINDS[name]).read_bytes()


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A real file with some bytes changed, most of them in its head, and perhaps cut off."""
    name = draw(st.sampled_from(sorted(KINDS)))
    content = bytearray(sound_file(name))
    places = st.integers(0, 199) | st.integers(0, len(content) - 1)
    for place, byte in draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=30)):
        content[place] = byte
    end = draw(st.none() | st.integers(0, len(content)))
    return name, bytes(content[:end])


def decode_or_refuse(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        try:
            with Decoder(file) as decoder:
                blocks = list(decoder.blocks())
        except InputError:
            return
    sound = np.concatenate(blocks)
    assert sound.shape == (round(decoder.duration * 16_000), decoder.channels)
    assert np.isfinite(sound).all()


@given(damaged())
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_decoded_or_refused(file: tuple[str, bytes]) -> None:
    """Whatever happened to a file, the outcome is sound or one sentence, never a traceback."""
    decode_or_refuse(*file)


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=4000))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_decoded_or_refused(name: str, content: bytes) -> None:
    """Bytes that never were a recording are no exception."""
    decode_or_refuse(name, content)
