"""Stretches of speech, generated and made."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from coach.call import Span, Speaker, Word
from coach.hearing import Piece, Window
from coach.hearing.windows import RATE_HZ

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"


@st.composite
def lanes(draw: st.DrawFn, longest: float = 28.0) -> list[Piece]:
    """The speech of one side: pieces in order, apart or touching."""
    pieces: list[Piece] = []
    at = 0.0
    for _ in range(draw(st.integers(0, 25))):
        start = at + draw(st.sampled_from([0.0, 0.1, 0.5, 2.0, 40.0]))
        at = start + draw(st.floats(0.2, longest))
        span = Span(start, at)
        voiced = Span(min(span.end, span.start + 0.1), span.end)
        pieces.append(Piece(Speaker.CUSTOMER, span, voiced))
    return pieces


@st.composite
def side_words(draw: st.DrawFn) -> list[Word]:
    """What one side said: words in order, with all sorts of pauses."""
    words: list[Word] = []
    at = draw(st.floats(0, 3))
    for number in range(draw(st.integers(0, 60))):
        end = at + draw(st.floats(0.0, 1.5))
        stop = draw(st.sampled_from(["", "", ",", ".", "?"]))
        words.append(Word(f"w{number}{stop}", Span(at, end), 0.5))
        at = end + draw(st.sampled_from([0.0, 0.0, 0.05, 0.3, 0.8, 5.0]))
    return words


def window_of(*pieces: Piece) -> Window:
    """A window of quiet noise, as long as its pieces."""
    count = round(pieces[-1].ends_at * RATE_HZ)
    noise = np.random.default_rng(0).normal(0, 0.01, count)
    return Window(noise.astype(np.float32), pieces)


def piece(start: float, end: float, at: float = 0.0) -> Piece:
    return Piece(Speaker.CUSTOMER, Span(start, end), Span(start, end), at)
