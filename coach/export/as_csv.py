"""Findings as CSV, one a row, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from coach.call import ReviewedCall
from coach.call.masked import mask_call
from coach.export.moments import moments
from coach.export.wording import clock, plain_name

COLUMNS = (
    "input", "label", "time", "start", "end", "turn", "pattern", "name", "kind", "quote",
    "confidence", "why", "instead", "evidence",
)  # fmt: skip


def findings_csv(calls: Iterable[ReviewedCall], *, unmasked: bool = False) -> str:
    """The findings of all calls, in the order of each call, under one heading."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for call in calls:
        writer.writerows(_rows(call if unmasked else mask_call(call)))
    return sheet.getvalue()


def _rows(call: ReviewedCall) -> Iterator[list[str]]:
    for moment in moments(call.findings):
        found = moment.finding
        evidence = " / ".join(f"{clock(one.start)} {one.quote}" for one in found.evidence)
        yield [
            _safe(call.source),
            moment.label,
            clock(found.span.start),
            str(found.span.start),
            str(found.span.end),
            str(call.turn_of[found.anchor]),
            _safe(found.pattern),
            _safe(plain_name(found.pattern)),
            str(found.kind),
            _safe(found.quote),
            f"{found.confidence:.2f}",
            _safe(found.why),
            _safe(found.instead),
            _safe(evidence),
        ]


def _safe(text: str) -> str:
    """Text that a spreadsheet does not run as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
