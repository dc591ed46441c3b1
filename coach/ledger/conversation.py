"""The call so far with all that matters later: what a detector is shown.

One object grows with the call; each event costs the same, however long the call has become.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.call import Call, Ended, Event, Evidence, Heard, Setting, Speaker, Utterance
from coach.ledger.commitments import Commitments
from coach.ledger.facts import Asked, Facts, asked_for
from coach.ledger.matters import Matter, MatterKind, Matters
from coach.ledger.turns import Turn, Turns
from coach.signals.acts import Act
from coach.signals.entities import Entity
from coach.signals.reading import Reading


@dataclass(frozen=True, slots=True)
class Understood:
    """An utterance with what it does, what it names, and how it answers older matters.

    `together` are the acts of its turn so far, read as one; None where it begins a turn.
    """

    reading: Reading
    entities: tuple[Entity, ...] = ()
    together: tuple[float, ...] | None = None
    rereadings: Mapping[tuple[MatterKind, int], tuple[float, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Conversation:
    """What has been said so far. Detectors read it and never write.

    `latest` is the index of the utterance that the last event brought, None after a tick;
    `asked` what identifiers that utterance asks for; `closed` the turns that it ended.
    """

    call: Call
    readings: list[Reading] = field(default_factory=list)
    entities: list[tuple[Entity, ...]] = field(default_factory=list)
    turn_of: list[int] = field(default_factory=list)
    turns: Turns = field(default_factory=Turns)
    facts: Facts = field(default_factory=Facts)
    matters: Matters = field(default_factory=Matters)
    commitments: Commitments = field(default_factory=Commitments)
    latest: int | None = None
    asked: tuple[Asked, ...] = ()

    @classmethod
    def begin(cls, setting: Setting) -> Conversation:
        made = cls(Call(setting))
        made.facts.know(setting.known_facts)
        made.commitments.remember(setting.history, setting.day)
        return made

    def take(self, event: Event, understood: Understood | None = None) -> None:
        """Grow by one event. A `Heard` comes with what was understood of it."""
        self.call = self.call.after(event)
        self.latest, self.asked = None, ()
        if isinstance(event, Heard) and understood is not None:
            self._hear(event.utterance, understood)
        elif isinstance(event, Ended):
            self.turns.end()
        else:
            self.turns.idle()

    def _hear(self, said: Utterance, understood: Understood) -> None:
        index = len(self.readings)
        reading = understood.reading
        going_on = self.turns.going_on(said)
        was_substantive = going_on is not None and going_on.substantive
        self.latest = index
        self.readings.append(reading)
        self.entities.append(understood.entities)
        turn = self.turns.take(index, said, reading, understood.together)
        self.turn_of.append(turn.number)
        if said.speaker is Speaker.AGENT:
            self.asked = tuple(
                asked for asked in asked_for(said, reading) if self.facts.known(asked.kind)
            )
            new_turn = turn.substantive and not was_substantive
            self.matters.reply(
                index, said, reading, understood.entities, understood.rereadings, new_turn=new_turn
            )
        else:
            self.matters.raise_from(turn, index, said, reading)
        self.facts.take(index, said, reading, understood.entities)
        self.commitments.take(index, said, reading, understood.entities)

    @property
    def closed(self) -> tuple[Turn, ...]:
        """Turns that the last event brought to an end."""
        return self.turns.closed

    @property
    def ended(self) -> bool:
        return self.call.ended_by is not None

    def said(self, index: int) -> Utterance:
        return self.call.utterances[index]

    def turn(self, index: int) -> Turn:
        """The turn that an utterance belongs to."""
        return self.turns.all[self.turn_of[index]]

    def to_reread(self) -> tuple[Matter, ...]:
        """Open matters that the agent's next utterance may answer late."""
        return self.matters.to_reread(self.turns.latest(Speaker.CUSTOMER))

    def context(self, speaker: Speaker) -> str:
        """What the other side said last: the words that an utterance is read beside."""
        for turn in reversed(self.turns.all):
            if turn.speaker is not speaker:
                return turn.text
        return ""

    def evidence_in(self, turn: Turn, act: Act) -> Evidence:
        """The moment of a turn in which the act is done most plainly."""
        return self.evidence(max(turn.utterances, key=lambda i: self.readings[i].p(act)), act)

    def evidence(self, index: int, act: Act | None = None) -> Evidence:
        """A moment to point to: the utterance, or the piece of it that does the act."""
        said = self.said(index)
        if act is None:
            return Evidence(said.start, said.text)
        piece = self.readings[index].best(act)
        return Evidence(piece.span(said).start, piece.text(said))
