"""Whether findings are as often true as their confidence says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def curve(found: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    """By bin of confidence: its mean, how many findings, and the share that is true."""
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(c, t) for c, t in found if low <= c < high or (c == high == 1.0)]
        if inside:
            bins.append(
                {
                    "confidence": round(sum(c for c, _ in inside) / len(inside), 3),
                    "findings": len(inside),
                    "true": round(sum(t for _, t in inside) / len(inside), 3),
                }
            )
    return bins
