"""Speech to windows: as few as possible, as full as is good for them, cut where there is a pause.

Several stretches of speech stand in one window with short pauses between them; each piece knows
its place in the window and in the call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from coach.hearing.windows import RATE_HZ, Piece, Samples, Window

PAUSE_S = 0.3
"""The longest pause that is left between two pieces of a window."""
_SEARCH = 0.5
"""A full window ends at the longest pause in this last part of it."""

Plan = tuple[Piece, ...]


def pack(stretches: Iterable[Piece], full_s: float) -> Iterator[Plan]:
    """Windows for stretches of one channel, which come in order and are no longer than a window."""
    waiting: list[Piece] = []
    for piece in stretches:
        while waiting and placed([*waiting, piece])[-1].ends_at > full_s:
            first = _best_cut([*waiting, piece], full_s)
            yield placed(waiting[:first])
            waiting = waiting[first:]
        waiting.append(piece)
    if waiting:
        yield placed(waiting)


def window_of(plan: Plan, read: Callable[[Piece], Samples]) -> Window:
    """The sound of a plan. What `read` gives may be a sample longer or shorter than its piece."""
    samples = np.zeros(round(plan[-1].ends_at * RATE_HZ), np.float32)
    for piece in plan:
        first = round(piece.at * RATE_HZ)
        sound = read(piece)[: len(samples) - first]
        samples[first : first + len(sound)] = sound
    return Window(samples, plan)


def placed(pieces: Sequence[Piece]) -> Plan:
    """The pieces one after the other, from the start of their window."""
    at = 0.0
    placed: list[Piece] = []
    for piece in pieces:
        if placed:
            at = placed[-1].ends_at + min(PAUSE_S, placed[-1].span.gap(piece.span))
        placed.append(piece.moved_to(at))
    return tuple(placed)


def _best_cut(pieces: Sequence[Piece], full_s: float) -> int:
    """How many pieces to take: up to the longest pause in the last part of the window."""
    ends = [piece.ends_at for piece in placed(pieces)]
    possible = [n for n in range(1, len(pieces)) if ends[n - 1] >= _SEARCH * full_s]
    possible = possible or [len(pieces) - 1]
    return max(possible, key=lambda n: (pieces[n - 1].span.gap(pieces[n].span), n))
