"""Where things are on a timeline of a given width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.tui.review.view import FindingView

MORE = "·"
"""Stands where a finding's label has no room beside another's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's label under the timeline, from `column` on."""

    column: int
    label: str
    number: int

    @property
    def columns(self) -> range:
        return range(self.column, self.column + len(self.label))


def column_of(moment: float, duration: float, width: int) -> int:
    """The column in which a moment falls; the last one for what is at the end or after it."""
    if duration <= 0.0 or width <= 0:
        return 0
    return min(width - 1, max(0, int(moment / duration * width)))


def moment_of(column: int, duration: float, width: int) -> float:
    """The moment at which a column begins."""
    return duration * min(max(column, 0), width) / width if width > 0 else 0.0


def marks(
    findings: Sequence[FindingView], duration: float, width: int, selected: int | None = None
) -> tuple[Mark, ...]:
    """Where the labels go.

    The selected one always has its place; of others that crowd, the first one does, and a dot
    stands for the rest.
    """
    taken = [False] * (width + 1)
    placed: list[Mark] = []
    for finding in sorted(findings, key=lambda it: (it.number != selected, it.number)):
        label = finding.label
        column = column_of(finding.start, duration, width)
        start = max(0, min(column, width - len(label)))
        around = range(max(0, start - 1), min(width, start + len(label) + 1))
        if len(label) <= width and not any(taken[i] for i in around):
            placed.append(Mark(start, label, finding.number))
            taken[start : start + len(label)] = [True] * len(label)
        elif width > 0 and not taken[column]:
            placed.append(Mark(column, MORE, finding.number))
            taken[column] = True
    return tuple(sorted(placed, key=lambda mark: mark.column))
