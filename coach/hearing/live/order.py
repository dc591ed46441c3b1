"""The one order: what was said comes in the order in which it ended, and the clock with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf

from coach.call import Heard, Partial, Span, Speaker, Tick, Utterance, in_order
from coach.call.written import TICK_S
from coach.hearing.live.side import Saying, Side
from coach.hearing.utterances import utterance

EARLY_S = 0.3
"""The last word of an utterance may end so much before its voice."""
_FINDS_WORDS_S = 1.5
"""Who has been speaking for longer without a word does not speak."""

Committed = Heard | Tick | Partial


class Order:
    """Commits what both sides have said, as soon as neither can say something earlier.

    The clock ticks as in a recording: at whole seconds of the call, after all speech that ended
    before them.
    """

    def __init__(self, sides: Mapping[Speaker, Side]) -> None:
        self._sides = sides
        self._ticks = 1
        self.now = 0.0
        """The moment of the call up to which everything was told."""

    def due(self, end: float | None = None) -> Iterator[Committed]:
        """What can be told by now. With `end`, in seconds, nothing more will be said."""
        over = end is not None
        while True:
            ready = {}
            for speaker, side in self._sides.items():
                while side.closed and (words := side.words(side.closed[0])) is not None:
                    said = utterance(tuple(side.closed[0].pieces), words)
                    if said is not None:
                        ready[speaker] = said
                        break
                    yield from _take_back(side)
            limits = {
                speaker: self._limit(side, ready.get(speaker), over=over)
                for speaker, side in self._sides.items()
            }
            first = in_order(ready.values())[:1]
            if not first or first[0].end > limits[first[0].speaker.other]:
                break
            yield from self._tick_until(first[0].end)
            yield self._heard(first[0])
        yield from self._tick_until(min(inf if end is None else end, *limits.values()))

    def _limit(self, side: Side, ready: Utterance | None, *, over: bool) -> float:
        """Nothing of this side that has not been committed has ended before this moment."""
        if ready is not None:
            return ready.end
        if side.closed:
            return side.closed[0].ends - EARLY_S
        return inf if over else side.may_still_end

    def _heard(self, said: Utterance) -> Heard:
        """The utterance, which cannot end before what was already told."""
        self._sides[said.speaker].closed.popleft()
        if said.end < self.now:
            last = said.words[-1]
            late = replace(last, span=Span(min(last.span.start, self.now), self.now))
            said = replace(said, words=(*said.words[:-1], late))
        self.now = said.end
        return Heard(said)

    def _tick_until(self, moment: float) -> Iterator[Tick]:
        while self._ticks * TICK_S < moment:
            self.now = self._ticks * TICK_S
            yield Tick(self.now, frozenset(filter(self._speaks, self._sides)))
            self._ticks += 1

    def _speaks(self, speaker: Speaker) -> bool:
        """Whether a side is in the middle of an utterance at the moment of the clock."""
        side = self._sides[speaker]
        if any(_start(saying) < self.now < saying.ends for saying in side.closed if saying.pieces):
            return True
        current = side.current
        if current is None and not side.open.pieces:
            return False
        start = _start(side.open) if current is None or side.open.pieces else current.voiced.start
        return start < self.now and (bool(side.open.shown) or self.now - start < _FINDS_WORDS_S)


def _start(saying: Saying) -> float:
    return saying.pieces[0].voiced.start


def _take_back(side: Side) -> Iterator[Partial]:
    """What was taken for words turned out to be none."""
    if side.closed.popleft().shown:
        yield Partial(side.speaker, (), side.now)
