"""Where one is in a call: the chosen finding, the filter, the search. Every step a new value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from coach.call import Kind, Span
from coach.tui.review.view import CallView, FindingView, Moment


class Choice(Enum):
    """Which findings are shown."""

    ALL = "everything"
    CHANCES = "chances"
    GOOD = "good moves"

    @property
    def kinds(self) -> frozenset[Kind]:
        return {
            Choice.ALL: frozenset(Kind),
            Choice.CHANCES: frozenset({Kind.ANTI}),
            Choice.GOOD: frozenset({Kind.GOOD}),
        }[self]

    @property
    def next(self) -> Choice:
        every = list(Choice)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Match:
    """Characters `start` to `end` (not included) of a moment's text."""

    moment: int
    start: int
    end: int


def find(moments: Sequence[Moment], query: str) -> tuple[Match, ...]:
    """Where the words of the query stand, capitals aside, whatever the space between them."""
    words = query.split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    return tuple(
        Match(place, found.start(), found.end())
        for place, moment in enumerate(moments)
        for found in pattern.finditer(moment.text)
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """A place in a call. `number` is the chosen finding's; while searching, `match` is what counts.

    Build one with `begin`; `number` is None when no finding is shown.
    """

    call: CallView
    choice: Choice = Choice.ALL
    number: int | None = None
    query: str = ""
    matches: tuple[Match, ...] = ()
    match: int = 0

    @property
    def shown(self) -> tuple[FindingView, ...]:
        return tuple(it for it in self.call.findings if it.kind in self.choice.kinds)

    @property
    def finding(self) -> FindingView | None:
        return None if self.number is None else self.call.findings[self.number - 1]

    @property
    def is_searching(self) -> bool:
        return bool(self.matches)

    @property
    def found(self) -> Match | None:
        return self.matches[self.match] if self.matches else None

    @property
    def moment(self) -> int | None:
        """The utterance to look at; None when there is nothing in particular."""
        if self.found:
            return self.found.moment
        return self.finding.moment if self.finding else None

    @property
    def at(self) -> float:
        """The moment to look at, in seconds."""
        if self.found:
            return self.call.moments[self.found.moment].span.start
        return self.finding.start if self.finding else 0.0

    @property
    def listen(self) -> Span | None:
        """What to play."""
        if self.found:
            return self.call.moments[self.found.moment].span
        return self.finding.listen if self.finding else None

    def step(self, by: int) -> Walk:
        """The next or previous match, round and round; or finding, stopping at the ends."""
        if self.matches:
            return replace(self, match=(self.match + by) % len(self.matches))
        numbers = [it.number for it in self.shown]
        if self.number not in numbers:
            return self
        place = min(len(numbers) - 1, max(0, numbers.index(self.number) + by))
        return replace(self, number=numbers[place])

    def choose(self, number: int) -> Walk:
        """With this finding chosen and the search over; unchanged when it is not shown."""
        if number not in {it.number for it in self.shown}:
            return self
        return replace(self.leave(), number=number)

    def filter(self, choice: Choice) -> Walk:
        """Only some findings shown, the nearest to here chosen."""
        return replace(self.leave(), choice=choice).near(self.at)

    def near(self, moment: float) -> Walk:
        """At the shown finding nearest to a moment, or at none."""
        near = min(self.shown, key=lambda it: (abs(it.start - moment), it.number), default=None)
        return replace(self, number=near.number if near else None)

    def search(self, query: str) -> Walk:
        """At the first match from here on. Without a match or words the search is over."""
        here = self.moment or 0
        matches = find(self.call.moments, query)
        ahead = (i for i, match in enumerate(matches) if match.moment >= here)
        return replace(self, query=query.strip(), matches=matches, match=next(ahead, 0))

    def leave(self) -> Walk:
        """Back from a search to the chosen finding."""
        return replace(self, query="", matches=(), match=0)


def begin(call: CallView) -> Walk:
    """At the first finding."""
    return Walk(call, number=call.findings[0].number if call.findings else None)
