"""The moments of a call, numbered alike in all reports: missed chances 1, 2, good moves a, b."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase

from coach.call import Finding, Kind


@dataclass(frozen=True, slots=True)
class Moment:
    """A finding with its label."""

    label: str
    finding: Finding

    @property
    def is_good(self) -> bool:
        return self.finding.kind is Kind.GOOD


def moments(findings: Iterable[Finding]) -> list[Moment]:
    """All moments in the order of the call."""
    labelled = []
    chances = good = 0
    for finding in sorted(findings, key=lambda found: (found.span.start, found.pattern)):
        if finding.kind is Kind.GOOD:
            labelled.append(Moment(_letters(good), finding))
            good += 1
        else:
            chances += 1
            labelled.append(Moment(str(chances), finding))
    return labelled


def _letters(number: int) -> str:
    """From a to z, then aa, ab: as the columns of a spreadsheet."""
    more, last = divmod(number, len(ascii_lowercase))
    return (_letters(more - 1) if more else "") + ascii_lowercase[last]
