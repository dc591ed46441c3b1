from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_sound import noise, quiet, tones

from coach.audio.levels import blocks, is_same, is_silent
from coach.audio.tape import Tape

places = st.integers(-300, 1300)


def tape_of(*parts: np.ndarray) -> Tape:
    tape = Tape()
    for part in parts:
        tape.write(part)
    return tape


@given(st.lists(st.integers(0, 1000), max_size=4), places, places)
def test_a_tape_reads_what_was_written(cuts: list[int], one: int, other: int) -> None:
    """However it was cut when written, any stretch reads the same, and zeros outside."""
    sound = np.concatenate([tones(0.02, 500.0), quiet(0.02), tones(0.0225, 900.0)])[:1000]
    edges = [0, *sorted(cuts), 1000]
    tape = tape_of(*[sound[a:b] for a, b in pairwise(edges)])
    start, stop = sorted((one, other))
    around = np.pad(sound, 300)
    assert tape.length == 1000
    assert np.allclose(tape.read(start, stop), around[start + 300 : stop + 300], atol=1 / 32768)
    tape.close()


def test_loud_sound_is_clipped() -> None:
    """What is louder than full scale stays at full scale instead of turning over."""
    tape = tape_of(np.array([1.5, -1.5, 1.0], np.float32))
    assert tape.read(0, 3).tolist() == pytest.approx([1.0, -1.0, 1.0], abs=1e-4)
    tape.close()


def test_blocks_are_the_whole_tape() -> None:
    """Read block by block, a tape is what it is in one piece."""
    tape = tape_of(noise(1.0, -20))
    assert np.array_equal(np.concatenate(list(blocks(tape, 3000))), tape.read(0, tape.length))
    tape.close()


@pytest.mark.parametrize(
    ("sound", "silent"),
    [
        (quiet(3.0), True),
        (quiet(3.0) + np.float32(0.2), True),
        (noise(3.0, -70), True),
        (noise(3.0, -50), False),
        (np.concatenate([quiet(9.7), noise(0.6, -30), quiet(9.7)]), False),
    ],
)
def test_silence_is_known_by_its_loudest_half_second(sound: np.ndarray, silent: bool) -> None:
    """Zeros, a constant and hiss are silence; half a second of sound in a long call is not."""
    tape = tape_of(sound)
    assert is_silent(tape) is silent
    tape.close()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (noise(2.0, -20), noise(2.0, -20), True),
        (noise(2.0, -20), noise(2.0, -20) * np.float32(0.3), True),
        (noise(2.0, -20), -noise(2.0, -20), True),
        (noise(2.0, -20), noise(2.0, -20) + noise(2.0, -40, seed=1), True),
        (noise(2.0, -20), noise(2.0, -20, seed=1), False),
        (noise(2.0, -20), noise(2.0, -20) + noise(2.0, -25, seed=1), False),
        (noise(2.0, -20), quiet(2.0), False),
        (quiet(2.0), quiet(2.0), False),
    ],
)
def test_the_same_sound_is_known(one: np.ndarray, other: np.ndarray, same: bool) -> None:
    """Level, sign and a little noise do not make another sound; other sound and silence do."""
    tapes = tape_of(one), tape_of(other)
    assert is_same(*tapes) is same
    for tape in tapes:
        tape.close()
