"""A call so far, and the events that make it grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import overload

from coach.call.span import Span
from coach.call.speech import Speaker, Utterance


class EndedBy(StrEnum):
    """Who put the phone down first."""

    AGENT = "agent"
    CUSTOMER = "customer"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the customer has given: `kind` as in `account_number`, `value` as given."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said on an earlier call of the same customer."""

    said: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the call begins. `day` resolves "next Tuesday"; None when unknown."""

    known_facts: tuple[Fact, ...] = ()
    history: tuple[Statement, ...] = ()
    day: date | None = None


class Utterances(Sequence[Utterance]):
    """The first `length` of an append-only list: a view that stays as it was when more is said."""

    __slots__ = ("_length", "_said")

    def __init__(self, said: list[Utterance] | None = None) -> None:
        self._said = [] if said is None else said
        self._length = len(self._said)

    def and_then(self, utterance: Utterance) -> Utterances:
        """The view with one more. Constant cost, unless this view was already continued."""
        if len(self._said) == self._length:
            self._said.append(utterance)
            return Utterances(self._said)
        return Utterances([*self._said[: self._length], utterance])

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Utterance: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Utterance, ...]: ...
    def __getitem__(self, index: int | slice) -> Utterance | tuple[Utterance, ...]:
        if isinstance(index, slice):
            return tuple(self._said[i] for i in range(*index.indices(self._length)))
        if not -self._length <= index < self._length:
            raise IndexError(index)
        return self._said[index % self._length]

    def __iter__(self) -> Iterator[Utterance]:
        return (self._said[i] for i in range(self._length))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Utterances) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Utterances({list(self)!r})"


@dataclass(frozen=True, slots=True)
class Call:
    """Everything so far. `now` is in seconds of the call and never runs ahead of what was heard.

    `speaking` holds the sides that are in the middle of speech at `now`;
    `ended_by` is None while the call goes on.
    """

    setting: Setting = Setting()
    utterances: Utterances = field(default_factory=Utterances)
    now: float = 0.0
    speaking: frozenset[Speaker] = frozenset()
    ended_by: EndedBy | None = None

    @property
    def latest(self) -> Utterance | None:
        return self.utterances[-1] if self.utterances else None

    def speech(self, speaker: Speaker) -> tuple[Span, ...]:
        """The spans in which one side spoke, in the order they ended. Cost grows with the call."""
        return tuple(said.span for said in self.utterances if said.speaker is speaker)

    def after(self, event: Event) -> Call:
        """The call once `event` has happened.

        Raises ValueError when speech arrives out of order or after the end, or time runs back.
        """
        if self.ended_by is not None:
            raise ValueError("the call has ended")
        match event:
            case Heard(said):
                if said.end < self.now:
                    raise ValueError(f"speech that ended at {said.end} came after {self.now}")
                return replace(self, utterances=self.utterances.and_then(said), now=said.end)
            case Tick(now, speaking):
                self._forward(now)
                return replace(self, now=now, speaking=speaking)
            case Ended(now, by):
                self._forward(now)
                return replace(self, now=now, speaking=frozenset(), ended_by=by)

    def _forward(self, now: float) -> None:
        if now < self.now:
            raise ValueError(f"the clock cannot go back from {self.now} to {now}")


@dataclass(frozen=True, slots=True)
class Heard:
    """One side's speech was committed. Comes in the order in which speech ended."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Tick:
    """The call has reached `now`, and all speech that ended before it has been heard."""

    now: float
    speaking: frozenset[Speaker] = frozenset()


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over."""

    now: float
    by: EndedBy = EndedBy.UNKNOWN


Event = Heard | Tick | Ended
