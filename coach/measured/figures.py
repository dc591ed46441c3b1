"""Precision and recall of each pattern as last measured, with the floors that CI holds it to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FIGURES = Path(__file__).parent / "figures.toml"


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings that are true and false, and labels that were missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float | None:
        """The share of findings that are true. None when nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """The share of labels that were found. None when there are no labels."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(frozen=True, slots=True)
class Measured:
    """One pattern's figures.

    `own` are the calls that the rules were chosen on; `others` were written by people who did not
    know the rules, and of these only such counts are kept. The floors hold for `own`.
    """

    own: Counts
    others: Counts
    floor_precision: float
    floor_recall: float

    @property
    def precision(self) -> float | None:
        """The lesser of the precision on the calls by others and on all calls together.

        None when nothing was found in the calls by others: then it is not known.
        """
        apart, together = self.others.precision, (self.own + self.others).precision
        return None if apart is None or together is None else min(apart, together)


@cache
def measured(file: Path = FIGURES) -> Mapping[str, Measured]:
    """The figures by pattern; empty when nothing was measured yet."""
    if not file.is_file():
        return MappingProxyType({})
    patterns = tomllib.loads(file.read_text(encoding="utf-8")).get("patterns", {})
    return MappingProxyType(
        {
            slug: Measured(Counts(**row["own"]), Counts(**row["others"]), *row["floor"].values())
            for slug, row in patterns.items()
        }
    )
