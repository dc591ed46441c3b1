"""What an engine is given: up to 30 s of sound, cut from one call, and where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coach.call import Span, Speaker

RATE_HZ = 16_000
WINDOW_S = 30.0
"""The longest window that Whisper takes."""
EARLY_S = 0.3
LATE_S = 0.1
"""Voice activity is noticed a little after speech begins, and ends on time."""
_QUIET_S = 0.1
_STEP_S = 0.01

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side's sound that begins `at` seconds into its window.

    `span` is the sound, in seconds of the call; `voiced` the part of it in which words can be.
    """

    speaker: Speaker
    span: Span
    voiced: Span
    at: float = 0.0

    @property
    def ends_at(self) -> float:
        return self.at + self.span.length

    def moved_to(self, at: float) -> Piece:
        return replace(self, at=round(at, 3))

    def to_call(self, moment: float) -> float:
        """Seconds of the call, of a moment of the window. Never far outside of `voiced`."""
        earliest = max(self.span.start, self.voiced.start - EARLY_S)
        latest = min(self.span.end, self.voiced.end + LATE_S)
        return min(max(self.span.start + moment - self.at, earliest), latest)

    def cut_at(self, moment: float) -> tuple[Piece, Piece]:
        """Two pieces for one, cut at a moment of the call. They follow each other in the window."""
        return (
            self._between(self.span.start, moment),
            self._between(moment, self.span.end).moved_to(self.at + moment - self.span.start),
        )

    def _between(self, start: float, end: float) -> Piece:
        first = min(max(self.voiced.start, start), end)
        last = max(min(self.voiced.end, end), first)
        return replace(self, span=Span(start, end), voiced=Span(first, last))


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Sound for an engine, float32 at 16 kHz, and the pieces that it was put together from."""

    samples: Samples
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> float:
        return len(self.samples) / RATE_HZ

    def index(self, moment: float) -> int:
        """The sample at a moment of the window."""
        return min(len(self.samples), max(0, round(moment * RATE_HZ)))

    def quietest(self, start: float, end: float) -> float:
        """The moment of the window, between two, at which there is least to hear."""
        return start + quietest(self.samples[self.index(start) : self.index(end)])


def quietest(samples: Samples) -> float:
    """Seconds from the start to the middle of the quietest tenth of a second."""
    size, step = round(_QUIET_S * RATE_HZ), round(_STEP_S * RATE_HZ)
    if len(samples) <= size:
        return len(samples) / 2 / RATE_HZ
    views = np.lib.stride_tricks.sliding_window_view(samples, size)[::step]
    place = int(np.argmin(np.mean(views**2, axis=1)))
    return (place * step + size / 2) / RATE_HZ


def piece_at(pieces: Sequence[Piece], start: float, end: float) -> Piece:
    """The piece that sounds between two moments of the window; in a pause, the nearest."""

    def fits(piece: Piece) -> tuple[float, float]:
        shared = min(piece.ends_at, end) - max(piece.at, start)
        middle = (start + end) / 2
        return max(shared, 0.0), -max(piece.at - middle, middle - piece.ends_at, 0.0)

    return max(pieces, key=fits)
