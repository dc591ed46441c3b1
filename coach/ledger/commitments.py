"""What the agent has promised, stated, and put on hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from coach.call import Span, Speaker, Statement, Utterance, Word
from coach.ledger.subject import subject_words
from coach.signals.acts import Act
from coach.signals.entities import Entity, EntityKind, entities
from coach.signals.reading import Piece, Reading

SURELY = 0.9
SURE = 0.75
LIKELY = 0.5
UNLIKELY = 0.2
SOON_AFTER = 4
"""Utterances within which a time still belongs to a promise that had none."""

REPLY_AFTER = 2
"""Utterances after which "on Thursday" answers "when?", and is no promise of its own."""

TIMED = frozenset({EntityKind.DATE, EntityKind.TIME, EntityKind.DURATION})
_BY_CUSTOMER = ("customer", "caller", "client")
STATED = TIMED | {EntityKind.MONEY}


@dataclass(slots=True)
class Promise:
    """Something that will be done later. `when` are the words for it, None if never said.

    `vague` is the chance that no more than "soon" was said for it.
    """

    index: int
    text: str
    span: Span
    chance: float
    when: str | None = None
    vague: float = 0.0


@dataclass(frozen=True, slots=True)
class Stated:
    """A date, time, duration or price that an agent named, with the words around it.

    `index` is None for what was said on an earlier call; `when` is that call's day.
    """

    entity: Entity
    index: int | None
    sentence: str
    when: date | None = None


@dataclass(slots=True)
class Hold:
    """A silence that the agent announced. `over` is when somebody came back, None until then."""

    index: int
    announced: float
    over: float | None = None


@dataclass(slots=True)
class Commitments:
    """Promises, statements and holds, in the order in which they were made."""

    promises: list[Promise] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    earlier: int = 0
    _proposed: tuple[int, str] | None = None
    _turn_since: int = 0

    def remember(self, history: tuple[Statement, ...], day: date | None) -> None:
        """Note what agents stated on earlier calls. What the customer said binds nobody."""
        for statement in history:
            if statement.said.lower().startswith(_BY_CUSTOMER):
                continue
            words = tuple(Word(text, Span(0.0, 0.0)) for text in statement.said.split())
            if not words:
                continue
            said = Utterance(Speaker.AGENT, words)
            for entity in entities(said, statement.date or day):
                if entity.kind in STATED:
                    self.stated.append(Stated(entity, None, statement.said, statement.date))
        self.earlier = len(self.stated)

    def take(
        self, index: int, said: Utterance, reading: Reading, named: tuple[Entity, ...]
    ) -> None:
        """Note what an agent's utterance commits to. Constant cost."""
        if said.speaker is not Speaker.AGENT:
            timed = next((e.text for e in named if e.kind in TIMED), None)
            self._proposed = None if timed is None else (index, timed)
            self._turn_since = index + 1
            return
        if reading.does(Act.HOLD):
            self.holds.append(Hold(index, said.end))
        elif self.holds and self.holds[-1].over is None:
            self.holds[-1].over = said.start
        when = self._when(said, reading, named)
        waiting = [
            promise
            for promise in self.promises[-3:]
            if promise.when is None and index - promise.index <= SOON_AFTER
        ]
        promises = reading.p(Act.PROMISE)
        only_answers = promises < SURE and reading.does(Act.ANSWER)
        just_promised = any(index - promise.index <= REPLY_AFTER for promise in waiting)
        tells_when = when is not None and only_answers and just_promised
        if promises >= LIKELY and not tells_when:
            piece = reading.best(Act.PROMISE)
            vague = piece.p(Act.VAGUE_WHEN)
            own = self._when_of(piece, said, reading, named) or self._told_before(index, vague)
            self._date_others(waiting, piece.text(said), own)
            self.promises.append(
                Promise(index, piece.text(said), piece.span(said), promises, own, vague)
            )
        elif when is not None:
            for promise in waiting:
                if promise.vague < LIKELY:
                    promise.when = when
        self._proposed = (index, when) if when and reading.p(Act.WHEN) >= SURE else None
        for entity in named:
            if entity.kind in STATED:
                sentence = next(
                    (p.text(said) for p in reading.pieces if entity.words.start in p.words),
                    said.text,
                )
                self.stated.append(Stated(entity, index, sentence))

    def _told_before(self, index: int, vague: float) -> str | None:
        """The time said just before the promise: earlier in the turn, or by the customer."""
        if self._proposed is None or index - self._proposed[0] != 1 or vague >= LIKELY:
            return None
        return self._proposed[1]

    def _date_others(self, waiting: list[Promise], words: str, when: str | None) -> None:
        """A promise with its time dates those of its turn, and one that it says again."""
        if when is None:
            return
        for promise in waiting:
            same_turn = promise.index >= self._turn_since and promise.vague < LIKELY
            if same_turn or subject_words(promise.text) & subject_words(words):
                promise.when = when

    def _when_of(
        self, piece: Piece, said: Utterance, reading: Reading, named: tuple[Entity, ...]
    ) -> str | None:
        """The time said with a promise, or right after it; before it, only a plain one."""
        for near in reading.pieces:
            if near.words.start > piece.words.stop:
                continue
            if near.words.start < piece.words.start and (
                near.words.stop < piece.words.start
                or near.p(Act.WHEN) < SURELY
                or piece.p(Act.VAGUE_WHEN) >= LIKELY
            ):
                continue
            timed = [e for e in named if e.kind in TIMED and e.words.start in near.words]
            if near.p(Act.WHEN) >= (UNLIKELY if timed else SURE):
                return timed[0].text if timed else near.text(said)
        return None

    def _when(self, said: Utterance, reading: Reading, named: tuple[Entity, ...]) -> str | None:
        timed = [entity for entity in named if entity.kind in TIMED]
        if reading.p(Act.WHEN) >= LIKELY:
            return timed[0].text if timed else reading.best(Act.WHEN).text(said)
        return timed[0].text if timed and reading.p(Act.WHEN) >= UNLIKELY else None
