"""Lengths of time, and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, words

_UNIT_WORDS = frozenset(
    f"{name}{s}"
    for name in "second sec minute min hour hr day week month year fortnight weekend night".split()
    for s in ("", "s")
)
_UNIT = (
    r"(?P<unit>(?:working|business|week) ?days?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?"
    r"|weeks?|fortnights?|months?|years?)(?!')\b"
)
_N = r"\d+(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?:\b(?P<most>up to|within|no more than|at most|less than|under) )?(?:the next )?"
    rf"(?:(?P<least>at least|more than|over) )?"
    rf"(?<![\d:/.])(?P<low>{_N})(?: (?:(?:to|or|-|and|maybe|perhaps|possibly) ){{1,2}}(?P<high>{_N}))?"
    rf"(?: (?:more|full|whole|clear|calendar))?(?: and a (?P<half>half))?"
    rf" {_UNIT}(?: and a (?P<half2>half|quarter))?(?: and (?P<more>\d+) (?P<unit2>minutes?|mins?))?"
)
_ARTICLE = re.compile(
    r"(?P<before>\b(?:in|within|for|about|takes?|taking|took|another|than|after|of|over|under|least|wait|"
    r"waited|waiting|nearly|almost|maybe|just|like|it's|be|been|only|up to|lasts?|give"
    r"|allow|roughly|around|is|was|until|whole|every|once|twice) )?"
    r"(?:(?P<part>half|quarter of|3 quarters of|three quarters of) )?"
    r"(?P<article>(?:a )?(?:couple of|couple|few)|several|an?|1|the whole) "
    + _UNIT
    + r"(?: (?P<tail>and a half|and a quarter|or (?:2|so)|ago|from now|later|tops|at most|at least|max"
    r"|maximum))?"
)
_MINUTES = {
    "second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "working day": 2016.0,
    "month": 43800.0,
}  # fmt: skip
_SINGULAR = {
    "sec": "second", "min": "minute", "hr": "hour", "business day": "working day",
    "week day": "working day", "weekday": "working day", "workingday": "working day",
    "businessday": "working day", "working day": "working day",
}  # fmt: skip
_TIMES = {"week": ("day", 7), "fortnight": ("day", 14), "year": ("month", 12)}
_COUNTS = {"couple of": (2.0, 2.0), "couple": (2.0, 2.0), "few": (2.0, 6.0), "several": (3.0, 9.0)}
_PARTS = {"half": 0.5, "quarter of": 0.25, "3 quarters of": 0.75, "three quarters of": 0.75}
_PERCENT = re.compile(r"(?<![\d:/])(?P<n>\d+(?:\.\d+)?) (?:%|percent|per cent|percentage points?)")


def durations(line: Line) -> Iterator[Named]:
    """Lengths of time: "two hours", "three to five working days", "half an hour"."""
    if line.said.isdisjoint(_UNIT_WORDS):
        return
    for match in _RANGE.finditer(line.text):
        low = float(match["low"])
        high = float(match["high"] or low)
        if high < low:
            low = high
        extra = (
            0.5 if match["half"] or match["half2"] == "half" else 0.25 if match["half2"] else 0.0
        )
        if match["more"]:
            extra = int(match["more"]) / 60 if match["unit"].startswith("h") else extra
        low, high = low + extra, high + extra
        value = _write(
            0.0 if match["most"] else low, high, match["unit"], open_end=bool(match["least"])
        )
        yield EntityKind.DURATION, value, line.place(match.start("low"), match.end())
    for match in _ARTICLE.finditer(line.text):
        if found := _with_article(match):
            start = match.start("part") if match["part"] else match.start("article")
            yield EntityKind.DURATION, found, line.place(start, match.end())


def _with_article(match: re.Match[str]) -> str | None:
    """ "An hour and a half", "a couple of days", "half an hour"; None for "a day" as a noun."""
    article, unit, tail, part = match["article"], match["unit"], match["tail"], match["part"]
    article = article.removeprefix("a ")
    if article in _COUNTS:
        return _write(*_COUNTS[article], unit)
    before = (match["before"] or "").strip()
    if before in {"once", "twice", "every"} or not (before or tail or part or "fortnight" in unit):
        return None
    if (
        before in {"it's", "is", "was", "be", "like", "of", "just"}
        and not (tail or part)
        and (not unit.startswith(("hour", "fortnight")))
    ):
        return None
    size = _PARTS.get(part, 1.0) if part else 1.0
    high = 2.0 if tail == "or 2" else size
    if tail == "and a half":
        size = high = 1.5
    if tail == "and a quarter":
        size = high = 1.25
    return _write(0.0 if before in {"within", "up to", "under"} else size, high, unit)


def _write(low: float, high: float, unit: str, *, open_end: bool = False) -> str:
    name = unit if unit in _SINGULAR else unit.removesuffix("s")
    name = _SINGULAR.get(name, name)
    name, times = _TIMES.get(name, (name, 1))
    low, high = low * times, high * times
    if name == "hour" and (low % 1 or high % 1):
        name, low, high = "minute", low * 60, high * 60
    if open_end:
        return f"{low:g}+ {name}s"
    size = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    return f"{size} {name}" + ("" if size == "1" else "s")


def minutes(value: str) -> tuple[float, float] | None:
    """The shortest and longest that a duration's value allows, in minutes. None for no duration."""
    size, _, unit = value.partition(" ")
    each = _MINUTES.get(unit.removesuffix("s"))
    if each is None:
        return None
    low, _, high = size.removesuffix("+").partition("-")
    longest = float("inf") if size.endswith("+") else float(high or low) * each
    return float(low) * each, longest


def percents(line: Line) -> Iterator[Named]:
    """Shares of a hundred."""
    if line.said.isdisjoint({"%", "percent", "cent", "percentage"}):
        return
    for match in _PERCENT.finditer(line.text):
        yield EntityKind.PERCENT, f"{float(match['n']):g}", line.place(match.start(), match.end())
