"""A day as it was said, and the date that it stands for on the day of a call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
}  # fmt: skip
MONTH_NUMBERS = (
    {name: number for number, name in enumerate(_MONTHS, start=1)}
    | {name: number for number, name in enumerate(_SHORT, start=1)}
    | {"sept": 9}
)
WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))})(?:'s)?\b"
MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\b"

LOOKS_BACK = 40
LONG_PAST_DAYS = 120
"""A date without a year that lies back further is rather next year's."""


_TENSE = re.compile(
    r"\b(?:(?P<ahead>now|will|going to|can|should|shall)"
    r"|since|last|was|were|did|didn't|ordered|came|bought|paid|called|sent|ago|yesterday|had|got"
    r"|happened|started|told|rang|went|missed|received|signed|joined|spoke|wrote|back on)\b"
)


def speaks_of_past(text: str, start: int) -> bool:
    """Whether the words shortly before a place are about what was: the nearest one tells."""
    past = False
    for match in _TENSE.finditer(text, max(0, start - LOOKS_BACK), start):
        past = match["ahead"] is None
    return past


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a day; None for what was not. `week` shifts a weekday by whole weeks.

    `which` is "next", "last" or "this" before a weekday.
    """

    weekday: int | None = None
    monthday: int | None = None
    month: int | None = None
    year: int | None = None
    which: str = ""
    week: int = 0

    def value(self, day: date | None, *, past: bool = False) -> str | None:
        """ISO when it can be told which day it is, else the parts; None for no day at all."""
        if not self._exists():
            return None
        if resolved := self._resolve(day, past=past):
            return resolved.isoformat()
        if self.month is not None and self.monthday is None:
            return self._month(day, past=past)
        return " ".join(self._parts())

    def _exists(self) -> bool:
        if self.monthday is None:
            return True
        return _date(self.year or 2024, self.month or 1, self.monthday) is not None

    def _parts(self) -> Iterator[str]:
        if self.weekday is not None:
            yield f"weekday:{WEEKDAYS[self.weekday]}"
        if self.monthday is not None:
            yield f"monthday:{self.monthday}"
        if self.month is not None:
            yield f"month:{self.month}"

    def _month(self, day: date | None, *, past: bool) -> str:
        assert self.month is not None
        if self.year is None and day is None:
            return f"month:{self.month}"
        year = self.year
        if year is None and day is not None:
            year = day.year
            if past and self.month > day.month:
                year -= 1
            if not past and self.month < day.month:
                year += 1
        return f"{year:04d}-{self.month:02d}"

    def _resolve(self, day: date | None, *, past: bool) -> date | None:
        if self.month is not None and self.monthday is not None and self.year is not None:
            return _date(self.year, self.month, self.monthday)
        if day is None:
            return None
        if self.monthday is not None:
            return self._nearest(day, past=past)
        if self.month is None and self.weekday is not None:
            return self._weekday(day, self.weekday, past=past)
        return None

    def _nearest(self, day: date, *, past: bool) -> date | None:
        """The next day with this number, or the last when the words speak of the past."""
        fitting = [
            candidate
            for candidate in self._candidates(day)
            if self.weekday in (None, candidate.weekday())
        ]
        found = fitting or list(self._candidates(day))
        ahead = [candidate for candidate in found if candidate >= day]
        behind = [candidate for candidate in found if candidate <= day]
        recent = bool(behind) and (day - behind[-1]).days <= LONG_PAST_DAYS
        far = not ahead or (ahead[0] - day).days > 365 - LONG_PAST_DAYS
        if behind and (past or (self.month is not None and recent and far)):
            return behind[-1]
        return ahead[0] if ahead else None

    def _candidates(self, day: date) -> Iterator[date]:
        """The days of this number and month, in order, in the years around."""
        assert self.monthday is not None
        if self.month is not None:
            near = [(year, self.month) for year in range(day.year - 4, day.year + 9)]
        else:
            months = range(day.year * 12 + day.month - 13, day.year * 12 + day.month + 12)
            near = [(month // 12, month % 12 + 1) for month in months]
        for year, month in near:
            candidate = _date(year, month, self.monthday)
            if candidate is not None:
                yield candidate

    def _weekday(self, day: date, weekday: int, *, past: bool) -> date:
        monday = day - timedelta(days=day.weekday())
        if self.which == "next":
            return monday + timedelta(days=7 + weekday)
        if self.which == "last" or (past and self.which != "this"):
            return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
        ahead = (weekday - day.weekday()) % 7
        if ahead == 0 and self.which != "this":
            ahead = 7
        return day + timedelta(days=ahead + 7 * self.week)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
