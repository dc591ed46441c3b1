"""A call that somebody wrote down: its turns with times, and what should be found in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from coach.call.call import Ended, EndedBy, Event, Heard, Setting, Tick
from coach.call.span import to_ms
from coach.call.speech import Utterance


@dataclass(frozen=True, slots=True)
class Mark:
    """A pattern that a reader sees at a turn. A doubtful one counts neither way."""

    pattern: str
    turn: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """Turns in the order in which they were written, one utterance each.

    `duration` is None when the call ends with its last word.
    """

    turns: tuple[Utterance, ...]
    setting: Setting = Setting()
    ended_by: EndedBy = EndedBy.UNKNOWN
    marks: tuple[Mark, ...] = ()
    title: str = ""
    duration: float | None = None

    @property
    def end(self) -> float:
        """Seconds at which the call is over."""
        last = max((turn.end for turn in self.turns), default=0.0)
        return last if self.duration is None else max(last, self.duration)

    @property
    def order(self) -> tuple[int, ...]:
        """`order[i]` is the turn that was heard as the i-th: in the order they ended."""
        return tuple(
            sorted(
                range(len(self.turns)),
                key=lambda i: (self.turns[i].end, self.turns[i].start, self.turns[i].speaker),
            )
        )


TICK_S = 1.0


def events(
    utterances: tuple[Utterance, ...], duration: float, ended_by: EndedBy = EndedBy.UNKNOWN
) -> Iterator[Event]:
    """The events of a call that is already over, as they would have come while it went on.

    `utterances` in the order they ended. The clock ticks at every whole second, as it does live.
    """
    ticks = 1
    heard = 0
    waiting = deque(sorted(utterances, key=lambda said: said.start))
    going_on: list[Utterance] = []

    def tick(now: float) -> Tick:
        nonlocal going_on
        while waiting and waiting[0].start < now:
            going_on.append(waiting.popleft())
        going_on = [said for said in going_on if said.end > now]
        return Tick(now, frozenset(said.speaker for said in going_on))

    end = to_ms(max([duration, *(said.end for said in utterances)]))
    while heard < len(utterances) or ticks * TICK_S < end:
        if heard < len(utterances) and utterances[heard].end <= ticks * TICK_S:
            yield Heard(utterances[heard])
            heard += 1
        else:
            yield tick(ticks * TICK_S)
            ticks += 1
    yield Ended(end, ended_by)
