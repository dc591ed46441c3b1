"""Turns: what one side says before the other takes over. Grows one utterance at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod

from coach.call import Span, Speaker, Utterance, Word
from coach.signals.acts import ACTS, Act
from coach.signals.reading import Reading

STILL_THE_SAME_TURN_S = 1.0
READ_TOGETHER_WORDS = 90
BACKCHANNEL_WORDS = 4

_INDEX = {act: index for index, act in enumerate(ACTS)}


@dataclass(slots=True)
class Turn:
    """The utterances, by index, of one side in a row. Grows while it is the latest of its side.

    `substantive` is False while it holds nothing but backchannels. `chances` are of its words
    read together: its latest ones, `tail`, and the likeliest of what came before them, `settled`.
    """

    speaker: Speaker
    number: int
    utterances: list[int]
    span: Span
    chances: list[float]
    substantive: bool
    texts: list[str] = field(default_factory=list)
    tail: tuple[Word, ...] = ()
    settled: Sequence[float] = ()

    @property
    def first(self) -> int:
        return self.utterances[0]

    @property
    def last(self) -> int:
        return self.utterances[-1]

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def with_tail(self, said: Utterance) -> Utterance | None:
        """The latest words of the turn and these, to be read together; None when too many."""
        if len(self.tail) + len(said.words) > READ_TOGETHER_WORDS:
            return None
        return Utterance(said.speaker, (*self.tail, *said.words))

    def p(self, *acts: Act) -> float:
        """The chance of the likeliest of the acts, anywhere in the turn."""
        return max(self.chances[_INDEX[act]] for act in acts)

    def either(self, *acts: Act) -> float:
        """The chance of at least one of several acts that go by halves, such as kinds of sorry."""
        return 1.0 - prod(1.0 - self.chances[_INDEX[act]] for act in acts)

    def does(self, *acts: Act, at_least: float = 0.5) -> bool:
        return self.p(*acts) >= at_least


def is_backchannel(said: Utterance, reading: Reading) -> bool:
    """Whether it says no more than that one is listening: "okay", "mm-hm", "got it"."""
    return len(said.words) <= BACKCHANNEL_WORDS and reading.does(Act.BACKCHANNEL)


@dataclass(slots=True)
class Turns:
    """All turns so far, and those that the latest utterance brought to an end."""

    all: list[Turn] = field(default_factory=list)
    closed: tuple[Turn, ...] = ()
    _open: dict[Speaker, Turn | None] = field(default_factory=dict)

    def going_on(self, said: Utterance) -> Turn | None:
        """The turn that these words go on with, None when they begin one."""
        mine = self._open.get(said.speaker)
        if mine is None or mine is self.all[-1]:
            return mine
        close_by = said.start - mine.span.end <= STILL_THE_SAME_TURN_S
        return mine if close_by and self._only_nods_since(mine) else None

    def take(
        self,
        index: int,
        said: Utterance,
        reading: Reading,
        together: Sequence[float] | None = None,
    ) -> Turn:
        """The turn that the utterance belongs to. Constant cost.

        `together` are the acts of the turn's `with_tail`, for words that go on with one.
        """
        self.closed = ()
        mine = self._open.get(said.speaker)
        turn = self.going_on(said)
        substantive = not is_backchannel(said, reading)
        if turn is not None:
            _extend(turn, index, said, reading.probabilities, together)
            turn.substantive = turn.substantive or substantive
        else:
            turn = Turn(
                said.speaker,
                len(self.all),
                [index],
                said.span,
                list(reading.probabilities),
                substantive,
                [said.text],
                said.words,
            )
            self.all.append(turn)
            self._open[said.speaker] = turn
        other = self._open.get(said.speaker.other)
        over = [] if mine is None or mine is turn else [mine]
        if turn.substantive and other is not None:
            self._open[said.speaker.other] = None
            over.append(other)
        self.closed = tuple(sorted(over, key=lambda closed: closed.number))
        return turn

    def end(self) -> None:
        """The call is over: whatever was open is closed, in the order in which it began."""
        still = [turn for turn in self._open.values() if turn is not None]
        self.closed = tuple(sorted(still, key=lambda turn: turn.number))
        self._open = {}

    def idle(self) -> None:
        """Time passed and nothing was said."""
        self.closed = ()

    def apart(self) -> Turns:
        """The same turns, that may grow without these growing."""
        copies = [*self.all]
        still: dict[Speaker, Turn | None] = {}
        for speaker, turn in self._open.items():
            still[speaker] = None
            if turn is not None:
                copy = replace(turn, utterances=[*turn.utterances], texts=[*turn.texts])
                copies[turn.number] = still[speaker] = copy
        return Turns(copies, (), still)

    def before(self, turn: Turn, speaker: Speaker | None = None) -> Turn | None:
        """The nearest substantive turn before it, of one side when asked for."""
        for number in range(turn.number - 1, -1, -1):
            earlier = self.all[number]
            if earlier.substantive and speaker in (None, earlier.speaker):
                return earlier
        return None

    def after(self, turn: Turn, speaker: Speaker | None = None) -> Turn | None:
        """The nearest substantive turn after it that has begun, of one side when asked for."""
        for number in range(turn.number + 1, len(self.all)):
            later = self.all[number]
            if later.substantive and speaker in (None, later.speaker):
                return later
        return None

    def of_agent_after(self, number: int, at_most: int | None = None) -> list[Turn]:
        """The agent's substantive turns that began after a turn's number, in order."""
        later: list[Turn] = []
        for turn in self.all[number + 1 :]:
            if turn.speaker is Speaker.AGENT and turn.substantive:
                later.append(turn)
                if len(later) == at_most:
                    break
        return later

    def from_agent(self, number: int) -> list[Turn]:
        """The agent's turns from a turn's number on, in order, the substantive ones."""
        return self.of_agent_after(number - 1)

    def latest(self, speaker: Speaker) -> Turn | None:
        """The latest substantive turn of one side. Looks back over a few turns at most."""
        for turn in reversed(self.all):
            if turn.speaker is speaker and turn.substantive:
                return turn
        return None

    def _only_nods_since(self, turn: Turn) -> bool:
        return not any(later.substantive for later in self.all[turn.number + 1 :])


def _extend(
    turn: Turn,
    index: int,
    said: Utterance,
    alone: Sequence[float],
    together: Sequence[float] | None,
) -> None:
    if turn.with_tail(said) is None:
        turn.settled, turn.tail = turn.chances, ()
        together = alone
    turn.chances = (
        _likeliest(turn.chances, alone)
        if together is None
        else _likeliest(turn.settled or together, together)
    )
    turn.utterances.append(index)
    turn.texts.append(said.text)
    turn.span = turn.span.union(said.span)
    turn.tail = (*turn.tail, *said.words)


def _likeliest(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [max(a, b) for a, b in zip(one, other, strict=True)]
