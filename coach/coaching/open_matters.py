"""What the customer raised and nobody has answered yet: for the notes, and for the goodbye."""

from __future__ import annotations

from dataclasses import dataclass

from coach.call import Speaker
from coach.coaching.gist import Gist
from coach.ledger import Conversation, Matter, MatterKind
from coach.ledger.matters import RAISED_BY, reply_p
from coach.signals import Act

LIKELY = 0.6
"""Less likely matters are not worth a line."""

WAITING = frozenset({MatterKind.QUESTION, MatterKind.CONCERN, MatterKind.OBJECTION})
FORMAL = (MatterKind.COMPLAINT, MatterKind.MANAGER)

SEEN_TO = (Act.ACTION, Act.REMEDY, Act.PROMISE, Act.OWN_UP, Act.TAKE_COMPLAINT)
"""Beside what the ledger takes for an answer: with these, nobody has to go back to it."""

CONTENT = (Act.SATISFIED, Act.ACCEPT)
CONTENT_FROM = 0.6
OWNED = (Act.TAKE_COMPLAINT, Act.TRANSFER, Act.PASS_ON)


@dataclass(slots=True)
class OpenMatters:
    """Keeps count of what is open. Grows with each utterance, at a constant cost."""

    gist: Gist
    _content_since: int = -1
    _owned_since: int = -1

    def take(self, call: Conversation) -> None:
        """Note the latest utterance, if the last event brought one."""
        if call.latest is not None:
            self._note(call, call.latest)

    def look_back(self, call: Conversation) -> OpenMatters:
        """Note all utterances of a call that nobody kept count of. Gives itself."""
        for index in range(len(call.readings)):
            self._note(call, index)
        return self

    def _note(self, call: Conversation, index: int) -> None:
        reading = call.readings[index]
        if call.said(index).speaker is Speaker.CUSTOMER:
            if reading.does(*CONTENT, at_least=CONTENT_FROM):
                self._content_since = call.turn_of[index]
        elif reading.does(*OWNED):
            self._owned_since = index

    def open(self, call: Conversation) -> tuple[Matter, ...]:
        """What is open now, in the order in which it was raised."""
        formal = [
            matter
            for kind in FORMAL
            for matter in call.matters.of(kind)[-1:]
            if matter.chance >= LIKELY and matter.index > self._owned_since
        ]
        waiting = [matter for matter in call.matters.waiting if self._is_open(call, matter)]
        return tuple(sorted([*formal, *waiting], key=lambda matter: matter.span))

    def words(self, call: Conversation, matter: Matter) -> str:
        """The customer's sentence that raises it, with numbers hidden."""
        return self.gist.quoted(call, matter.index, matter.text, RAISED_BY[matter.kind])

    def _is_open(self, call: Conversation, matter: Matter) -> bool:
        return (
            matter.kind in WAITING
            and matter.chance >= LIKELY
            and matter.turn >= self._content_since
            and not call.readings[matter.index].does(Act.SMALL_TALK, Act.CHOICE)
            and not any(reply_p(acts, *SEEN_TO) >= 0.5 for acts in matter.replies.values())
        )
