"""Where what one side says is divided: where the other takes its turn, and when it is long.

One rule, live or recorded: what was divided stays so, whatever is said later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from coach.audio.vad import TAIL_S, Spoken
from coach.call import Span

TURN_PAUSE_S = 0.25
"""A pause this long is the end of a turn when the other side speaks in it."""
SAYS_S = 0.2
"""For at least so long."""
PORTION_S = 14.0
"""Speech that goes on for longer is heard portion by portion."""
PORTIONS = 2
"""And begins a new utterance after so many: 28 s at most."""
_CLEAR_S = 0.09
"""A shorter pause may be the middle of a word."""

QuietMoment = Callable[[Span], float]
"""The moment within a span at which there is least to hear."""


def at_turns(own: Iterable[Spoken], other: Sequence[Spoken]) -> Iterator[Spoken]:
    """One side's speech in order, divided where the other side, also in order, takes its turn."""
    ends = [theirs.voiced.end for theirs in other]
    for said in own:
        left = said
        for pause in said.pauses:
            if pause.length >= TURN_PAUSE_S and _speech(other, ends, pause) >= SAYS_S:
                yield left.before(pause.start + TAIL_S)
                left = left.after(pause.start + TAIL_S)
        yield left


def _speech(other: Sequence[Spoken], ends: Sequence[float], pause: Span) -> float:
    """Seconds of a pause in which the other side's voice is heard."""
    heard = 0.0
    for place in range(bisect_left(ends, pause.start), len(other)):
        theirs = other[place]
        if theirs.voiced.start >= pause.end:
            break
        heard += theirs.voiced.overlap(pause)
        heard -= sum(quiet.overlap(pause) for quiet in theirs.pauses)
    return heard


def portions(said: Spoken, quiet: QuietMoment) -> Iterator[Spoken]:
    """What is said, in portions of at most `PORTION_S`, cut at the longest pause, none of it lost.

    Where a portion ends depends on nothing after its first `PORTION_S` seconds.
    """
    while said.voiced.end > said.span.start + PORTION_S:
        cut = _cut(said, quiet)
        yield said.before(cut)
        said = said.after(cut)
    yield said


def _cut(said: Spoken, quiet: QuietMoment) -> float:
    middle, latest = said.span.start + PORTION_S / 2, said.span.start + PORTION_S
    possible = Span(middle, latest)
    clear = [
        Span(max(pause.start, middle), min(pause.end, latest))
        for pause in said.pauses
        if pause.overlap(possible) >= _CLEAR_S
    ]
    if not clear:
        return quiet(possible)
    longest = max(clear, key=lambda pause: pause.length)
    return (longest.start + longest.end) / 2
