"""What one utterance does, as read by the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.call import Span, Utterance
from coach.signals.acts import ACTS, Act

_INDEX = {act: index for index, act in enumerate(ACTS)}


@dataclass(frozen=True, slots=True)
class Piece:
    """About a sentence of an utterance: its words' indexes and the probability of each act."""

    words: range
    probabilities: tuple[float, ...]

    def p(self, act: Act) -> float:
        """The calibrated chance, 0..1, that a careful reader would grant the act."""
        return self.probabilities[_INDEX[act]]

    def text(self, said: Utterance) -> str:
        return " ".join(said.words[i].text for i in self.words)

    def span(self, said: Utterance) -> Span:
        return said.words[self.words[0]].span.union(said.words[self.words[-1]].span)


@dataclass(frozen=True, slots=True)
class Reading:
    """The acts of an utterance as a whole, and of its pieces; both calibrated.

    `finished` is the chance that its last word ends a sentence, and is not cut off.
    """

    probabilities: tuple[float, ...]
    pieces: tuple[Piece, ...]
    finished: float = 1.0

    def p(self, *acts: Act) -> float:
        """The chance of the likeliest of the acts."""
        return max(self.probabilities[_INDEX[act]] for act in acts)

    def does(self, *acts: Act, at_least: float = 0.5) -> bool:
        return self.p(*acts) >= at_least

    def best(self, *acts: Act) -> Piece:
        """The piece that does one of the acts most plainly."""
        return max(self.pieces, key=lambda piece: max(piece.p(act) for act in acts))

    def doing(self, act: Act, at_least: float = 0.5) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.p(act) >= at_least)

    def acts(self, at_least: float = 0.5) -> tuple[Act, ...]:
        return tuple(act for act in ACTS if self.p(act) >= at_least)


def surely(acts: Iterable[Act]) -> tuple[float, ...]:
    """Probabilities of 1.0 for the acts and 0.0 for all others, for readings made by hand."""
    certain = frozenset(acts)
    return tuple(1.0 if act in certain else 0.0 for act in ACTS)
