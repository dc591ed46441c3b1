"""Which words may stand on disk: at once with every digit hidden, a little later as masked.

A number said in pieces is known for one only when its last piece has been said. Until then all
digits are hidden; once a while has gone by without any, what no number needed is shown again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from coach.call import Utterance
from coach.call.masked import mask_utterances
from coach.call.masked_live import hide_all

SETTLES_AFTER_S = 45.0
"""Longer than an utterance (30 s) that began in the pause of a dictation (10 s)."""

LOOK_BACK = 100
"""Utterances that tell what a digit belongs to; no rule of masking looks back as far."""


@dataclass(slots=True)
class Settling:
    """One call: utterances by their number, in the order in which they ended."""

    _said: list[Utterance] = field(default_factory=list)
    _waiting: list[int] = field(default_factory=list)
    _digits_until: float = 0.0

    def take(self, said: Utterance) -> Utterance:
        """The utterance as it may be written now."""
        hidden = hide_all(said)
        if hidden != said:
            self._waiting.append(len(self._said))
            self._digits_until = said.end
        self._said.append(said)
        return hidden

    def settle(self, now: float, *, is_over: bool = False) -> Iterator[tuple[int, Utterance]]:
        """Numbers and texts of the utterances that can now be written as they will stay."""
        if not self._waiting or not (is_over or now - self._digits_until > SETTLES_AFTER_S):
            return
        first = max(0, self._waiting[0] - LOOK_BACK)
        masked = mask_utterances(self._said[first:])
        for number in self._waiting:
            yield number, masked[number - first]
        self._waiting.clear()

    def swap(self) -> None:
        """Agent and customer are exchanged from the start."""
        self._said = [replace(said, speaker=said.speaker.other) for said in self._said]
