"""The shape of a call in a row of characters: who spoke when, and where the findings are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.call import Kind, Span
from coach.tui.review.view import FindingView
from coach.tui.words import SYMBOLS

BLOCKS = " ▁▂▃▄▅▆▇█"
MORE = "·"
"""Stands where a finding's number has no room beside another's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's label under the timeline, from `column` on."""

    column: int
    label: str
    number: int


def column_of(moment: float, duration: float, width: int) -> int:
    """The column in which a moment falls; the last one for what is at the end or after it."""
    if duration <= 0.0 or width <= 0:
        return 0
    return min(width - 1, max(0, int(moment / duration * width)))


def moment_of(column: int, duration: float, width: int) -> float:
    """The moment at which a column begins."""
    return duration * min(max(column, 0), width) / width if width > 0 else 0.0


def levels(spans: Iterable[Span], duration: float, width: int) -> str:
    """One block a column, the higher the more of its time one side spoke. Never empty for speech.

    `spans` do not overlap each other.
    """
    if duration <= 0.0 or width <= 0:
        return " " * max(0, width)
    spoken = [0.0] * width
    each = duration / width
    for span in spans:
        first = column_of(span.start, duration, width)
        for column in range(first, column_of(span.end, duration, width) + 1):
            start, end = max(span.start, column * each), min(span.end, (column + 1) * each)
            spoken[column] += max(0.0, end - start)
    return "".join(BLOCKS[_height(share / each)] for share in spoken)


def _height(share: float) -> int:
    return 0 if share <= 0.0 else min(8, max(1, round(8 * share)))


def marks(
    findings: Sequence[FindingView], duration: float, width: int, selected: int | None = None
) -> tuple[Mark, ...]:
    """Where the numbers go, a good move with its symbol.

    The selected one always has its place; of others that crowd, the first one does, and a dot
    stands for the rest.
    """
    taken = [False] * (width + 1)
    placed: list[Mark] = []
    for finding in sorted(findings, key=lambda it: (it.number != selected, it.number)):
        label = label_of(finding)
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


def label_of(finding: FindingView) -> str:
    """`2` for a chance, `3✓` for a good move."""
    return f"{finding.number}{SYMBOLS[Kind.GOOD] if finding.kind is Kind.GOOD else ''}"
