"""Lists that count how often they are looked at: cost without a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coach.call import Utterances
from coach.ledger import Conversation


class Counting(list):
    """A list that counts how many items were looked at, in all lists of its kind."""

    looked = 0

    def __getitem__(self, index: Any) -> Any:
        got = super().__getitem__(index)
        Counting.looked += len(got) if isinstance(index, slice) else 1
        return got

    def __iter__(self) -> Iterator[Any]:
        return self._counted(super().__iter__())

    def __reversed__(self) -> Iterator[Any]:
        return self._counted(super().__reversed__())

    @staticmethod
    def _counted(items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            Counting.looked += 1
            yield item


def count_in(talk: Conversation) -> None:
    """Let every list of the conversation that grows with the call count."""
    talk.call = replace(talk.call, utterances=Utterances(Counting()))
    talk.readings, talk.entities, talk.turn_of = Counting(), Counting(), Counting()
    talk.turns.all, talk.matters.all = Counting(), Counting()
    talk.facts.given = Counting(talk.facts.given)
    talk.commitments.stated = Counting(talk.commitments.stated)
    talk.commitments.promises, talk.commitments.holds = Counting(), Counting()
