"""Word times fitted to the sound.

A recogniser knows where its attention was, to about a tenth of a second, and gives the pause
after a word to the word or to nobody. A word reaches as far as there is something to hear, and
not over a pause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coach.hearing.engine import RawWord
from coach.hearing.windows import RATE_HZ, Piece, Samples, Window

FRAME_S = 0.01
_FRAME = round(FRAME_S * RATE_HZ)
_QUIET_FRAMES = 8
"""Shorter quiet is part of a word: the closure before a t or a p."""
_PAUSE_FRAMES = 25
"""Quiet this long is a pause, even in the middle of a word's time."""
_SHARE = 0.3
"""Loud is what lies this far above the noise, on the way to the level of speech, in decibels."""
_SHORTEST_FRAMES = 5

Loud = NDArray[np.bool_]


def fitted(window: Window, words: Sequence[RawWord], piece: Piece) -> list[RawWord]:
    """The words of one piece, in order, with starts and ends where their sound is."""
    loud = loudness(window.samples)
    edge, limit = _frame(piece.at), min(_frame(piece.ends_at), len(loud))
    found: list[RawWord] = []
    for place, word in enumerate(words):
        following = words[place + 1].start if place + 1 < len(words) else piece.ends_at
        start = min(max(_frame(word.start), edge), limit)
        end = min(max(_frame(word.end), start), limit)
        end = _forward(loud, end, max(end, min(_frame(following), limit)))
        start = _backward(loud, start, edge)
        start, end = _without_pause(loud, start, end)
        end = min(max(end, start + _SHORTEST_FRAMES), max(limit, start))
        found.append(replace(word, start=start * FRAME_S, end=end * FRAME_S))
        edge = end
    return found


def loudness(samples: Samples) -> Loud:
    """For every hundredth of a second, whether it is more than noise."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level = 10 * np.log10(np.mean(frames.astype(np.float64) ** 2, axis=1) + 1e-12)
    heard = level[level > -110]
    if not len(heard):
        return np.zeros(len(level), np.bool_)
    noise, speech = np.percentile(heard, [10, 90])
    loud: Loud = level > noise + _SHARE * (speech - noise)
    return loud


def _frame(moment: float) -> int:
    return round(moment / FRAME_S)


def _forward(loud: Loud, start: int, limit: int) -> int:
    """How far the sound at `start` goes on, at most to `limit`."""
    last = start
    for at in range(start, limit):
        if loud[at]:
            last = at + 1
        elif at - last >= _QUIET_FRAMES:
            break
    return last


def _backward(loud: Loud, start: int, limit: int) -> int:
    """How far back the sound at `start` began, at least from `limit` on."""
    return -_forward(loud[::-1], len(loud) - start, len(loud) - limit) + len(loud)


def _without_pause(loud: Loud, start: int, end: int) -> tuple[int, int]:
    """The louder side of the longest pause, as long as there is one."""
    while True:
        first, length = _longest_quiet(loud[start:end])
        if length < _PAUSE_FRAMES:
            return _without_edges(loud, start, end)
        before = int(loud[start : start + first].sum())
        after = int(loud[start + first + length : end].sum())
        if before == after == 0:
            return start, end
        if before > after:
            end = start + first
        else:
            start += first + length


def _without_edges(loud: Loud, start: int, end: int) -> tuple[int, int]:
    """From the first to the last loud frame; as it was when there is none."""
    heard = np.flatnonzero(loud[start:end])
    return (start + int(heard[0]), start + int(heard[-1]) + 1) if len(heard) else (start, end)


def _longest_quiet(loud: Loud) -> tuple[int, int]:
    """Where the longest run of quiet frames begins, and how long it is."""
    edges = np.flatnonzero(np.diff(np.concatenate([[1], loud.astype(np.int8), [1]])))
    if not len(edges):
        return 0, 0
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest] - starts[longest])
