"""Lengths of time: "two hours", "three to five working days", "half an hour", "a fortnight"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, grammar, words

_UNITS_SAID = words(
    "second seconds sec secs minute minutes min mins hour hours hr hrs day days workday "
    "workdays week weeks fortnight fortnights month months year years"
)
_UNIT = (
    r"(?P<unit>(?:working|business|week) ?days?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?"
    r"|weeks?|fortnights?|months?|years?)(?!')\b(?! old\b)"
)
_NUMBER = r"(?:[1-9]\d{0,3}|0)(?:\.\d+)?"
_COUNTED = grammar(
    rf"""(?:\b(?P<most>up to|within|inside(?: of)?|no more than|at most|less than|under) )?
    (?:the next )?(?:(?P<least>at least|more than) )?
    (?<![\d:/.])(?P<low>{_NUMBER})
    (?: (?:(?:to|or|-|and|maybe|perhaps|possibly) ){{1,2}}(?P<high>{_NUMBER}))?
    (?: (?:more|full|whole|clear|calendar))?(?: and a (?P<half>half|quarter))?
    [ ]{_UNIT}(?: and a (?P<half2>half|quarter))?
    (?: and (?P<minutes>\d+) min(?:ute)?s?)?"""
)
_ONE = grammar(
    rf"""(?P<before>\b(?:in|within|inside(?: of)?|for|about|takes?|taking|took|another|than|after|of
        |over|under|least|wait|waited|waiting|nearly|almost|maybe|just|like|it's|be|been|only|up to
        |lasts?|give|allow|roughly|around|is|was|until|whole|every|once|twice|for the|within the
        |in the next|for the next|inside the|under the) )?
    (?:(?P<part>half|quarter of|(?:3|three) quarters of) )?
    (?P<article>(?:a )?(?:couple of|couple|few)|several|an?|1|the whole)? ?{_UNIT}
    (?: (?P<tail>and a (?:half|quarter)|or (?:2|so)|ago|from now|later|tops|at most
        |at least|max|maximum))?"""
)
_MINUTES = {
    "second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "working day": 2016.0,
    "month": 43800.0,
}  # fmt: skip
_NAMES = {
    "sec": "second", "min": "minute", "hr": "hour", "business day": "working day",
    "week day": "working day", "weekday": "working day", "workingday": "working day",
    "businessday": "working day",
}  # fmt: skip
_MULTIPLES = {"week": ("day", 7), "fortnight": ("day", 14), "year": ("month", 12)}
_COUNTS = {"couple of": (2.0, 2.0), "couple": (2.0, 2.0), "few": (2.0, 6.0), "several": (3.0, 9.0)}
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "quarter of": 0.25}
_LIMITS = words("within inside under up")
_IS = words("it's is was be like of just")
_THE = words("within inside under")


def durations(line: Line) -> Iterator[Named]:
    """The lengths of time that an utterance names."""
    if line.said.isdisjoint(_UNITS_SAID):
        return
    for match in _COUNTED.finditer(line.text):
        yield (
            EntityKind.DURATION,
            _counted(match),
            line.place(_start(match, "most", "least", "low"), match.end()),
        )
    for match in _ONE.finditer(line.text):
        if found := _one(match):
            begins = "part" if match["part"] or match["article"] else "before"
            start = _start(match, begins, "article", "unit")
            yield EntityKind.DURATION, found, line.place(start, match.end())


def _start(match: re.Match[str], *groups: str) -> int:
    return min(match.start(group) for group in groups if match[group])


def _counted(match: re.Match[str]) -> str:
    low = float(match["low"])
    high = max(low, float(match["high"] or low))
    extra = _FRACTIONS.get(match["half"] or match["half2"] or "", 0.0)
    if match["minutes"] and match["unit"].startswith("h"):
        extra = int(match["minutes"]) / 60
    low, high = low + extra, high + extra
    low = 0.0 if match["most"] else low
    return _write(low, high, match["unit"], at_least=match["least"] is not None)


def _one(match: re.Match[str]) -> str | None:
    """As in "an hour and a half", "a couple of days"; None for a day as a noun."""
    unit, tail, part = match["unit"], match["tail"], match["part"]
    before = (match["before"] or "").split()
    article = (match["article"] or "").removeprefix("a ")
    if article in _COUNTS:
        return _write(*_COUNTS[article], unit)
    if not article and not part and not _the(before, unit):
        return None
    if not (before or tail or part or unit.startswith("fortnight")):
        return None
    if before[:1] and before[0] in {"once", "twice", "every"}:
        return None
    if before and before[-1] in _IS and not (tail or part or unit.startswith(("hour", "fort"))):
        return None
    size = (0.75 if part[0] in "3t" else _FRACTIONS[part]) if part else 1.0
    if tail and tail.startswith("and"):
        size += _FRACTIONS[tail.rsplit(" ", 1)[-1]]
    limit = before[:1] and before[0] in _LIMITS
    return _write(0.0 if limit else size, 2.0 if tail == "or 2" else size, unit)


def _the(before: list[str], unit: str) -> bool:
    """As in "within the hour"."""
    return before[-1:] == ["the"] and before[0] in _THE and unit in {"hour", "day", "week", "month"}


def _write(low: float, high: float, unit: str, *, at_least: bool = False) -> str:
    name = _NAMES.get(unit.removesuffix("s"), unit.removesuffix("s"))
    name, times = _MULTIPLES.get(name, (name, 1))
    low, high = low * times, high * times
    if name == "hour" and (low % 1 or high % 1):
        name, low, high = "minute", low * 60, high * 60
    if at_least:
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
