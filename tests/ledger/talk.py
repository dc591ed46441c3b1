"""Conversations whose readings are made by hand: what an utterance does is said beside it."""

from __future__ import annotations

from coach.call import (
    Call,
    Ended,
    EndedBy,
    Heard,
    Setting,
    Span,
    Speaker,
    Tick,
    utterance,
)
from coach.ledger import Conversation, MatterKind, Turn, Understood
from coach.signals import Act, Piece, Reading, entities
from coach.signals.reading import surely

A, C = Speaker.AGENT, Speaker.CUSTOMER
NODS = (Act.BACKCHANNEL,)


class Talk:
    """A conversation that grows by one utterance a line."""

    def __init__(self, setting: Setting | None = None) -> None:
        self.so_far = Conversation.begin(setting or Setting())

    @property
    def call(self) -> Call:
        return self.so_far.call

    def says(
        self,
        speaker: Speaker,
        text: str,
        *acts: Act,
        after: float = 0.3,
        answers: dict | None = None,
    ) -> int:
        """The index of what is said, a second a word, `after` seconds of silence.

        `answers` are the acts that it does as a reply to the utterance of an index.
        """
        start = self.call.now + after
        said = utterance(speaker, text, Span(start, start + len(text.split())))
        chances = surely(acts)
        reading = Reading(chances, (Piece(range(len(said.words)), chances),))
        again = {
            (kind, index): surely(does)
            for index, does in (answers or {}).items()
            for kind in MatterKind
        }
        named = entities(said, self.call.setting.day)
        self.so_far.take(Heard(said), Understood(reading, named, rereadings=again))
        return len(self.so_far.readings) - 1

    def agent(self, text: str, *acts: Act, after: float = 0.3, answers: dict | None = None) -> int:
        return self.says(A, text, *acts, after=after, answers=answers)

    def customer(self, text: str, *acts: Act, after: float = 0.3) -> int:
        return self.says(C, text, *acts, after=after)

    def waits(self, seconds: float) -> None:
        self.so_far.take(Tick(self.call.now + seconds))

    def ends(self, by: EndedBy = EndedBy.UNKNOWN) -> None:
        self.so_far.take(Ended(self.call.now, by))

    @property
    def turns(self) -> list[Turn]:
        return self.so_far.turns.all
