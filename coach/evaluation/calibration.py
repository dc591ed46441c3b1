"""Whether findings are as often true as their confidence says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Few bins: labelled calls are few, and findings below one half are rare."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding of a labelled call, how sure it was, 0..1, and whether it is true.

    `seen` when the detectors' rules were chosen on this call, and so do better than elsewhere.
    """

    case: str
    pattern: str
    confidence: float
    true: bool
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings between two confidences: their mean, how many there are, the share that is true."""

    low: float
    high: float
    confidence: float
    findings: int
    true: float

    def as_json(self) -> dict[str, Any]:
        return {
            "from": self.low,
            "to": self.high,
            "confidence": round(self.confidence, 3),
            "findings": self.findings,
            "true": round(self.true, 3),
        }


def curve(judged: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The findings by confidence, in bins that are not empty."""
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(c, t) for c, t in judged if low <= c < high or (c == high == 1.0)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            true = sum(t for _, t in inside) / len(inside)
            bins.append(Bin(low, high, mean, len(inside), true))
    return bins


def expected_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error: the mean gap of confidence and truth. None for no findings."""
    whole = sum(one.findings for one in bins)
    if not whole:
        return None
    return sum(one.findings * abs(one.confidence - one.true) for one in bins) / whole


def brier(judged: Sequence[tuple[float, bool]]) -> float | None:
    """The mean squared gap of each finding's confidence and its truth. None for no findings."""
    if not judged:
        return None
    return sum((confidence - true) ** 2 for confidence, true in judged) / len(judged)
