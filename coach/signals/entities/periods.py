"""Days that are told from today: "tomorrow", "the end of next week", "in March", "a month ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from coach.signals.entities.calendar import MONTH, MONTH_NUMBERS, Said, speaks_of_past
from coach.signals.entities.vocabulary import grammar

Found = Iterator[tuple[str, int, int]]
"""Value, and where it starts and ends in the text."""

LIMIT = (
    r"(?:(?P<limit>by|before|until|till|til|no later than|latest"
    r"|(?:by |before )?(?:the )?(?:end|close) of (?:the )?(?:day|business|play)) )?(?:on |for )?"
)

_RELATIVE = grammar(
    rf"""\b{LIMIT}(?:the )?
    (?P<words>day after tomorrow|day before yesterday|today|tonight|tomorrow|yesterday)\b"""
)
_SHIFTS = {
    "today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2,
    "day before yesterday": -2,
}  # fmt: skip
_PERIOD = grammar(
    r"""\b(?:(?P<limit>by|before|until|till) |(?:at|towards?|for) )?(?:the )?
    (?:(?P<part>end|close|start|beginning) of (?:the )?)?
    (?:(?P<which>this|next|last|following|coming) )?
    (?P<unit>week|weekend|month|year|day|business|play)\b"""
)
_MONTH_ONLY = grammar(
    rf"""\b(?P<before>in|by|since|until|till|of|for|early|late|mid|before|after|last|next|this)
    [ ](?P<m>{MONTH})(?: (?P<year>(?:19|20) ?\d\d))?(?! \d)
    |\b(?P<m2>{MONTH}) (?P<year2>(?:19|20) ?\d\d)(?! \d)"""
)
_SURELY_A_MONTH = frozenset({"in", "by", "since", "until", "of", "last", "next"})
_SHIFTED = re.compile(
    r"\b(?P<n>\d+|an?|couple of) (?P<unit>days?|weeks?|months?|years?)"
    r"(?P<tail>'? time| ago| from (?:now|today)| back)\b"
)


def limited(value: str, limit: str | None) -> str:
    """The value of a deadline."""
    return f"../{value}" if limit and "/" not in value else value


def periods(text: str, day: date | None) -> Found:
    """The days and periods that a text tells from the day of the call."""
    yield from _shifted(text, day)
    yield from _relative(text, day)
    yield from _parts(text, day)
    yield from _months(text, day)


def _relative(text: str, day: date | None) -> Found:
    for match in _RELATIVE.finditer(text):
        words = match["words"]
        value = f"relative:{words.replace(' ', '-')}"
        if day is not None:
            value = (day + timedelta(days=_SHIFTS[words])).isoformat()
        yield limited(value, match["limit"]), *match.span()


def _parts(text: str, day: date | None) -> Found:
    """As in "by the end of the week", "this weekend", "next month"."""
    for match in _PERIOD.finditer(text):
        part, which, unit = match["part"] or "", match["which"] or "", match["unit"]
        if unit in {"business", "play"}:
            part, unit = part and "end", "day"
        by_weekend = unit == "weekend" and match.start("unit") > match.start()
        if not (part or (which and unit != "day") or by_weekend):
            continue
        which = {"following": "next", "coming": "this", "": "this"}.get(which, which)
        if day is None:
            yield limited(f"{part or 'in'}:{which}-{unit}", match["limit"]), *match.span()
            continue
        first, last = _bounds(which, unit, day)
        yield _period(part, first, last, match["limit"]), *match.span()


def _period(part: str, first: date, last: date, limit: str | None) -> str:
    if part == "end":
        return f"../{last.isoformat()}"
    if part or limit:
        return limited(first.isoformat(), limit)
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _bounds(which: str, unit: str, day: date) -> tuple[date, date]:
    shift = {"next": 1, "last": -1}.get(which, 0)
    if unit == "day":
        return day, day
    if unit in {"week", "weekend"}:
        monday = day + timedelta(days=7 * shift - day.weekday())
        return monday + timedelta(days=5 * (unit == "weekend")), monday + timedelta(days=6)
    if unit == "month":
        first, after = (_month_of(day, shift + ahead) for ahead in (0, 1))
        return first, after - timedelta(days=1)
    return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)


def _month_of(day: date, shift: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    return date(year, month + 1, 1)


def _months(text: str, day: date | None) -> Found:
    for match in _MONTH_ONLY.finditer(text):
        before, name = match["before"], match["m"] or match["m2"]
        if name in {"may", "march"} and before not in _SURELY_A_MONTH and not match["m2"]:
            continue
        year = (match["year"] or match["year2"] or "").replace(" ", "")
        said = Said(month=MONTH_NUMBERS[name], year=int(year) if year else None)
        past = before in {"since", "last"} or speaks_of_past(text, match.start())
        if value := said.value(day, past=past):
            yield value, match.start("m" if match["m"] else "m2"), match.end()


def _shifted(text: str, day: date | None) -> Found:
    """As in "three weeks ago", "in two months' time": calendar arithmetic is dateparser's."""
    if day is None:
        return
    for match in _SHIFTED.finditer(text):
        count = {"a": "1", "an": "1", "couple of": "2"}.get(match["n"], match["n"])
        back = match["tail"] in {" ago", " back"}
        words = f"{count} {match['unit']} ago" if back else f"in {count} {match['unit']}"
        if value := _parsed(words, day):
            yield value, *match.span()


@lru_cache(maxsize=256)
def _parsed(words: str, day: date) -> str | None:
    import dateparser  # noqa: PLC0415 - half a second, for words that few calls have

    settings = {"RELATIVE_BASE": datetime.combine(day, time())}
    parsed = dateparser.parse(words, languages=["en"], settings=settings)
    return parsed.date().isoformat() if parsed else None
