"""One side heard in the other's channel: what is only a quieter copy is not that side's speech.

Told by sound: the pattern of loudness over time and pitch (19 bands, 10 ms) is compared with the
other channel at every delay up to 200 ms. Two people who talk at once do not match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from coach.audio.encoder import FRAMES_PER_S, mel_bands
from coach.audio.sound import RATE_HZ, Samples
from coach.audio.vad import Spoken
from coach.call import Span, merge

Read = Callable[[int, int], Samples]
_Grid = NDArray[np.float32]

LATEST_S = 0.2
"""How much later, or earlier, than the original a copy may be."""
WINDOW_S = 0.5
QUIETER_DB = 6.0
ALIKE = 0.7
ALIKE_ALONE = 0.85
"""For one window on its own, which may match by chance."""
SHORTEST_S = 0.3
"""What a copy leaves over of a stretch of speech is kept from this length on."""

_DELAYS = round(LATEST_S * FRAMES_PER_S)
_HOP = RATE_HZ // FRAMES_PER_S
_WINDOW = RATE_HZ // 40


def without_bleed(
    own: tuple[Spoken, ...], other: tuple[Spoken, ...], read_own: Read, read_other: Read
) -> tuple[Spoken, ...]:
    """The speech of a channel, less what is a quieter copy of speech in the other one."""
    kept: list[Spoken] = []
    for said, at_once in _beside(own, other):
        copies = [copy for span in at_once for copy in _copies(span, read_own, read_other)]
        kept += _less(said, merge(copies))
    return tuple(kept)


def _beside(
    own: tuple[Spoken, ...], other: tuple[Spoken, ...]
) -> Iterator[tuple[Spoken, list[Span]]]:
    """Each stretch of own speech with the parts of it that the other side's may have caused."""
    first = 0
    for said in own:
        while first < len(other) and other[first].voiced.end + LATEST_S < said.voiced.start:
            first += 1
        at_once = []
        for theirs in other[first:]:
            start = max(said.voiced.start, theirs.voiced.start - LATEST_S)
            end = min(said.voiced.end, theirs.voiced.end + LATEST_S)
            if theirs.voiced.start - LATEST_S > said.voiced.end:
                break
            if end - start >= 0.1:
                at_once.append(Span(start, end))
        yield said, at_once


def _copies(span: Span, read_own: Read, read_other: Read) -> list[Span]:
    """The windows of `span` in which the own channel is a quieter copy of the other."""
    start = round(span.start * RATE_HZ)
    own = _pattern(read_own, start, span.length)
    theirs = _pattern(read_other, start - _DELAYS * _HOP, span.length + 2 * LATEST_S)
    size = min(len(own), round(WINDOW_S * FRAMES_PER_S))
    starts = sorted({*range(0, len(own) - size, max(1, size // 2)), len(own) - size})
    alike, quieter = _compare(own, theirs, starts, size)
    # The windows of one stretch share one path, so one delay.
    delay = int(np.maximum(0.0, alike - ALIKE).sum(axis=0).argmax())
    best = alike[:, max(0, delay - 1) : delay + 2].max(axis=1)
    best[quieter[:, delay] < QUIETER_DB] = 0.0
    likely = np.pad(best >= ALIKE, 1)
    found = (best >= ALIKE_ALONE) | (likely[1:-1] & (likely[:-2] | likely[2:]))
    return [
        Span(span.start + at / FRAMES_PER_S, span.start + (at + size) / FRAMES_PER_S)
        for at, copied in zip(starts, found.tolist(), strict=True)
        if copied
    ]


def _compare(own: _Grid, theirs: _Grid, starts: list[int], size: int) -> tuple[_Grid, _Grid]:
    """(windows, delays): how alike the two are, -1..1, and how much quieter the own one is, dB.

    Not compared, and 0, where the own one is not quieter enough at any delay.
    """
    alike = np.zeros((len(starts), 2 * _DELAYS + 1), np.float32)
    quieter = _loudness(theirs, size)[: alike.shape[1] + starts[-1]]
    quieter = np.lib.stride_tricks.sliding_window_view(quieter, alike.shape[1])[starts]
    quieter = quieter - _loudness(own, size)[starts, None]
    for row in np.flatnonzero((quieter >= QUIETER_DB).any(axis=1)):
        at = starts[row]
        mine = own[at : at + size]
        views = np.lib.stride_tricks.sliding_window_view(
            theirs[at : at + size + 2 * _DELAYS], size, axis=0
        )
        a = (mine - mine.mean(axis=0)).T
        b = views - views.mean(axis=2, keepdims=True)
        norms = np.sqrt((a**2).sum() * np.einsum("dbn,dbn->d", b, b))
        alike[row] = np.einsum("dbn,bn->d", b, a) / np.maximum(norms, 1e-9)
    return alike, quieter


def _loudness(pattern: _Grid, size: int) -> _Grid:
    """The level in dB of every window of `size` frames, by the frame it starts at."""
    power = np.mean(10 ** (pattern / 10), axis=1)
    level: _Grid = 10 * np.log10(np.convolve(power, np.ones(size) / size, "valid") + 1e-12)
    return level


def _pattern(read: Read, start: int, length: float) -> _Grid:
    """(frames, bands): level in dB, from sample `start` on."""
    count = max(1, round(length * FRAMES_PER_S))
    sound = read(start - _WINDOW // 2, start + (count - 1) * _HOP + _WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), axis=1)) ** 2
    level: _Grid = (10 * np.log10(power @ mel_bands(24)[1:20].T + 1e-7)).astype(np.float32)
    return level


def _less(said: Spoken, copies: tuple[Span, ...]) -> list[Spoken]:
    """What is left of a stretch of speech, with as much padding as there is room for."""
    if not copies:
        return [said]
    left: list[Spoken] = []
    edges = [said.span.start, *(t for c in copies for t in (c.start, c.end)), said.span.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        first, last = max(start, said.voiced.start), min(end, said.voiced.end)
        if last - first >= SHORTEST_S:
            left.append(said.after(start).before(end))
    return left
