"""What can be told from the level of sound alone: silence, and the same sound twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coach.audio.sound import RATE_HZ, Samples
from coach.audio.tape import Tape

SILENT_DBFS = -60.0
"""A channel whose loudest half second stays below this carries nothing."""
SAME = 0.98
"""Channels that correlate like this are one sound: coding it twice costs less than that."""
_WINDOW = RATE_HZ // 2
_BLOCK = _WINDOW * 20


def dbfs(samples: Samples) -> float | None:
    """How loud sound is, in dB below full scale (RMS). None when it is exactly nothing."""
    power = float(np.mean(np.square(samples, dtype=np.float64))) if samples.size else 0.0
    return 10.0 * float(np.log10(power)) if power > 0.0 else None


def blocks(tape: Tape, length: int = _BLOCK) -> Iterator[Samples]:
    """The whole tape from its start, `length` samples at a time."""
    for start in range(0, tape.length, length):
        yield tape.read(start, min(start + length, tape.length))


def is_silent(tape: Tape) -> bool:
    """Whether nothing louder than `SILENT_DBFS` is ever on the tape; a constant is nothing."""
    loudest = max((_loudest(block) for block in blocks(tape)), default=0.0)
    return loudest < 10 ** (SILENT_DBFS / 20)


def is_same(one: Tape, other: Tape) -> bool:
    """Whether two tapes carry the same sound, whatever its level, or turned upside down.

    Two silent tapes are not the same sound.
    """
    sums = np.zeros(3)
    for left, right in zip(blocks(one), blocks(other), strict=False):
        size = min(len(left), len(right))
        a, b = left[:size] - left[:size].mean(), right[:size] - right[:size].mean()
        sums += [np.dot(a, a), np.dot(b, b), np.dot(a, b)]
    own, others, both = sums.tolist()
    silent = (10 ** (SILENT_DBFS / 20)) ** 2 * max(1, min(one.length, other.length)) / 100
    if own < silent or others < silent:
        return False
    return bool(abs(both) > SAME * np.sqrt(own * others))


def _loudest(block: Samples) -> float:
    """The highest level of half a second in a block, 0..1, without its constant part."""
    windows = np.array_split(block, max(1, len(block) // _WINDOW))
    return max(float(np.std(window)) for window in windows)
