"""What was noticed in a call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coach.call.span import Span


class Kind(StrEnum):
    """ANTI is a chance that was missed, GOOD a good move."""

    ANTI = "anti"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Another moment that a finding rests on: when it was said, in seconds, and the words."""

    start: float
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a second opinion says of a finding: by which model, whether it holds, and why."""

    by: str
    holds: bool
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One pattern of the catalogue, noticed once.

    `anchor` is the index in the call's utterances of the one that it points to; with `pattern`
    it is the finding's identity while it grows. `quote` are the anchor's words, or the part of
    them that matters. `confidence` is the calibrated chance, 0..1, that a reader would agree.
    `why` is one sentence; `instead` is what could be said, empty for a good move. `judged` is the
    second opinion on it, None when there was none; its confidence then counts in it.
    """

    pattern: str
    kind: Kind
    span: Span
    anchor: int
    quote: str
    confidence: float
    why: str
    instead: str = ""
    evidence: tuple[Evidence, ...] = ()
    judged: Judgement | None = None

    @property
    def identity(self) -> tuple[str, int]:
        return (self.pattern, self.anchor)
