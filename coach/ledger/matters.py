"""Matters that the customer raised: questions, worries, objections, failures, complaints …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coach.call import Span, Utterance
from coach.ledger.answer_type import AnswerType, answer_type, names
from coach.ledger.turns import Turn
from coach.signals.acts import ACTS, Act
from coach.signals.entities import Entity
from coach.signals.reading import Reading

LIKELY = 0.5


class MatterKind(StrEnum):
    """What was raised."""

    QUESTION = "question"
    CONCERN = "concern"
    OBJECTION = "objection"
    FAILURE = "failure"
    COMPLAINT = "complaint"
    MANAGER = "manager"
    CANCELLATION = "cancellation"
    THREAT = "threat"
    CHOICE = "choice"
    REASON = "reason"


RAISED_BY: dict[MatterKind, Act] = {
    MatterKind.QUESTION: Act.QUESTION,
    MatterKind.CONCERN: Act.FEELING,
    MatterKind.OBJECTION: Act.OBJECTION,
    MatterKind.FAILURE: Act.FAILURE,
    MatterKind.COMPLAINT: Act.COMPLAINT,
    MatterKind.MANAGER: Act.ASK_MANAGER,
    MatterKind.CANCELLATION: Act.CANCEL,
    MatterKind.THREAT: Act.THREAT,
    MatterKind.CHOICE: Act.CHOICE,
    MatterKind.REASON: Act.TELL_REASON,
}

SETTLED_BY: dict[MatterKind, tuple[Act, ...]] = {
    MatterKind.QUESTION: (
        Act.ANSWER,
        Act.LOOK_UP,
        Act.REFUSE,
        Act.POLICY,
        Act.ALTERNATIVE,
        Act.OFFER_TO_DO,
        Act.TRANSFER,
    ),
    MatterKind.CONCERN: (
        Act.ACK_FEELING,
        Act.APOLOGY_FAULT,
        Act.APOLOGY_NEWS,
        Act.REMEDY,
        Act.REFLECT,
    ),
    MatterKind.OBJECTION: (
        Act.ANSWER,
        Act.ACK_FEELING,
        Act.ALTERNATIVE,
        Act.REMEDY,
        Act.OFFER_TO_DO,
        Act.OWN_UP,
    ),
}
"""Acts of the agent that settle a matter when they answer it."""


@dataclass(slots=True)
class Matter:
    """Something raised by the customer in one turn. `settled` is the utterance that settled it.

    `replies` holds, for every agent utterance since, the acts it does as a reply to this matter,
    for as long as the matter is open and at most `WAITED_FOR` turns.
    """

    kind: MatterKind
    turn: int
    index: int
    text: str
    span: Span
    chance: float
    settled: int | None = None
    agent_turns: int = 0
    replies: dict[int, tuple[float, ...]] = field(default_factory=dict)

    @property
    def asks_for(self) -> AnswerType | None:
        """What a reply must name to answer it, where its words tell."""
        return answer_type(self.text) if self.kind is MatterKind.QUESTION else None

    @property
    def open(self) -> bool:
        return self.settled is None

    @property
    def key(self) -> tuple[MatterKind, int]:
        """What it is, and the utterance that raised it: one utterance may raise several."""
        return self.kind, self.index


_INDEX = {act: index for index, act in enumerate(ACTS)}
LISTENED_FOR = 3
"""Turns of the agent in which a late answer is looked for."""
WAITED_FOR = 6
OPEN_AT_MOST = 12


NAMES_NONE_OF_IT = 0.4
"""What is left of the chance of an answer that does not name the price or the time asked for."""
NAMES_IT = 3.0
"""How much the odds of an answer grow when it does: so in the training sentences."""


def _weighed(acts: tuple[float, ...], *, named: bool) -> tuple[float, ...]:
    """The acts of a reply to a question for a price or a time, which it names or does not.

    A promise may be that the answer will come.
    """
    at = _INDEX[Act.ANSWER]
    chance = acts[at]
    if named:
        chance *= NAMES_IT / (1.0 + (NAMES_IT - 1.0) * chance)
    elif acts[_INDEX[Act.PROMISE]] < LIKELY:
        chance *= NAMES_NONE_OF_IT
    return (*acts[:at], chance, *acts[at + 1 :])


def reply_p(probabilities: tuple[float, ...], *acts: Act) -> float:
    return max(probabilities[_INDEX[act]] for act in acts)


@dataclass(slots=True)
class Matters:
    """All matters so far; the few that still wait for a reply are kept at hand."""

    all: list[Matter] = field(default_factory=list)
    by_kind: dict[MatterKind, list[Matter]] = field(default_factory=dict)
    waiting: list[Matter] = field(default_factory=list)

    def raise_from(self, turn: Turn, index: int, said: Utterance, reading: Reading) -> None:
        """Note what the customer raises with an utterance; one matter of a kind a turn."""
        already = {matter.kind: matter for matter in self.all[-8:] if matter.turn == turn.number}
        for kind, act in RAISED_BY.items():
            chance = reading.p(act)
            if chance < LIKELY:
                continue
            piece = reading.best(act)
            if kind in already:
                already[kind].chance = max(already[kind].chance, chance)
                already[kind].text += " " + piece.text(said)
                continue
            matter = Matter(kind, turn.number, index, piece.text(said), piece.span(said), chance)
            self.all.append(matter)
            self.by_kind.setdefault(kind, []).append(matter)
            if kind in SETTLED_BY:
                self.waiting = [*self.waiting[-OPEN_AT_MOST + 1 :], matter]

    def to_reread(self, turn_before: Turn | None) -> tuple[Matter, ...]:
        """Open matters that the agent may answer now though something else was said since.

        A question among other words is read by itself even when it was just asked.
        """

        def is_read_already(matter: Matter) -> bool:
            if turn_before is None or matter.turn != turn_before.number:
                return False
            return matter.kind is not MatterKind.QUESTION or matter.text == turn_before.text

        return tuple(
            matter
            for matter in self.waiting
            if matter.kind in (MatterKind.QUESTION, MatterKind.CONCERN)
            and not is_read_already(matter)
            and matter.agent_turns < LISTENED_FOR
        )[-2:]

    def reply(
        self,
        index: int,
        said: Utterance,
        reading: Reading,
        named: tuple[Entity, ...],
        rereadings: Mapping[tuple[MatterKind, int], tuple[float, ...]],
        *,
        new_turn: bool,
    ) -> None:
        """An agent utterance: what it settles. `rereadings` by the key of the matter."""
        for matter in self.waiting:
            acts = rereadings.get(matter.key, reading.probabilities)
            if (kind := matter.asks_for) is not None:
                acts = _weighed(acts, named=names(kind, said, named, reading))
            matter.replies[index] = acts
            matter.agent_turns += new_turn
            if reply_p(acts, *SETTLED_BY[matter.kind]) >= LIKELY:
                matter.settled = index
        self.waiting = [
            matter for matter in self.waiting if matter.open and matter.agent_turns < WAITED_FOR
        ]

    def of(self, kind: MatterKind) -> Sequence[Matter]:
        """All of one kind, in the order in which they were raised."""
        return self.by_kind.get(kind, ())
