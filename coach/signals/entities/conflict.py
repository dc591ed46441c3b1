"""Whether two things named cannot both be true of the same matter."""

from __future__ import annotations

import re
from datetime import date

from coach.signals.entities.calendar import WEEKDAYS
from coach.signals.entities.durations import minutes
from coach.signals.entities.entity import Entity, EntityKind

HALF_DAY = 720
WHOLE_DAY = 1440
NEAR_MINUTES = 15
WORKING_DAY_SLACK = 2 * WHOLE_DAY
MONTH_SLACK = 0.05

_HALF_SAID = re.compile(
    r"\b(?:[ap]\.? ?m|noon|midday|midnight|morning|afternoon|evening|night|tonight)\b|\b(?:1[3-9]|2[0-4]):",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_NUMBER = re.compile(r"\d|th\b|first|second|third|week", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")


def conflict(a: Entity, b: Entity) -> bool:
    """Whether two dates, times, durations, prices or shares exclude each other. Unknown is False.

    Windows that overlap do not, nor does a time inside a window, nor a deadline kept.
    """
    if a.kind is not b.kind or a.value == b.value:
        return False
    match a.kind:
        case EntityKind.DATE:
            return _dates(a, b)
        case EntityKind.TIME:
            return _times(a, b)
        case EntityKind.DURATION:
            return _durations(a, b)
        case EntityKind.MONEY:
            return _prices(a.value, b.value)
        case EntityKind.PERCENT:
            return True
        case _:
            return False


def _dates(a: Entity, b: Entity) -> bool:
    one, other = _days(a.value), _days(b.value)
    if one and other:
        if _is_loose(a) or _is_loose(b) or (_is_weekday(a) and _is_weekday(b)):
            return _parts_differ(a.value, b.value)
        return one[1] < other[0] or other[1] < one[0]
    return _parts_differ(a.value, b.value)


def _is_loose(entity: Entity) -> bool:
    """ "Next Tuesday" is this week's to some and the week after's to others."""
    return entity.text.lower().startswith(("next ", "on next ", "this "))


def _is_weekday(entity: Entity) -> bool:
    """ "Thursday" with no number: which one it was is a guess."""
    return _WEEKDAY.search(entity.text.lower()) is not None and not _NUMBER.search(entity.text)


def _days(value: str) -> tuple[date, date] | None:
    """The first and last day that a value allows; None when the day is not known."""
    first, slash, last = value.partition("/")
    if not slash:
        last = first
    if first != ".." and not _ISO.fullmatch(first):
        return _whole_month(value) if _MONTH.fullmatch(value) else None
    if not _ISO.fullmatch(last):
        return None
    return date.min if first == ".." else date.fromisoformat(first), date.fromisoformat(last)


def _whole_month(value: str) -> tuple[date, date]:
    year, month = map(int, value.split("-"))
    return date(year, month, 1), date(year, month, 28 if month == 2 else 30)


def _parts_differ(a: str, b: str) -> bool:
    one, other = _parts(a), _parts(b)
    return any(one[part] != other[part] for part in one.keys() & other.keys())


def _parts(value: str) -> dict[str, str]:
    """What is known of a day, part by part; nothing of a deadline or a range."""
    if "/" in value:
        return {}
    if _ISO.fullmatch(value):
        day = date.fromisoformat(value)
        return {
            "weekday": WEEKDAYS[day.weekday()],
            "monthday": str(day.day),
            "month": str(day.month),
        }
    if _MONTH.fullmatch(value):
        return {"month": str(int(value[5:]))}
    return dict(part.split(":", 1) for part in value.split(" ") if ":" in part)


def _times(a: Entity, b: Entity) -> bool:
    one, other = _window(a.value), _window(b.value)
    sure = _HALF_SAID.search(a.text) and _HALF_SAID.search(b.text)
    shifts = [0] if sure else [-HALF_DAY, 0, HALF_DAY]
    return not any(_overlap(one, (other[0] + by, other[1] + by)) for by in shifts)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two windows that only touch do not; two moments do when they are nearly the same."""
    if one[0] == one[1] or other[0] == other[1]:
        slack = NEAR_MINUTES if one[0] == one[1] and other[0] == other[1] else 0
        return one[0] <= other[1] + slack and other[0] <= one[1] + slack
    return one[0] < other[1] and other[0] < one[1]


def _window(value: str) -> tuple[int, int]:
    first, dash, last = value.partition("-")
    if not dash:
        last = first
    start = 0 if first == ".." else _minutes(first)
    return start, WHOLE_DAY if last == ".." else _minutes(last)


def _minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)


def _durations(a: Entity, b: Entity) -> bool:
    one, other = minutes(a.value), minutes(b.value)
    if one is None or other is None:
        return False
    slack = float(WORKING_DAY_SLACK) if ("working" in a.value) != ("working" in b.value) else 0.0
    if "month" in a.value + b.value:
        slack += MONTH_SLACK * max(one[0], other[0])
    return one[1] + slack < other[0] or other[1] + slack < one[0]


def _prices(a: str, b: str) -> bool:
    one, other = _price(a), _price(b)
    if one[1] and other[1] and one[1] != other[1]:
        return False
    if one[2] == other[2]:
        return one[0] != other[0]
    if one[2] and other[2]:
        return False
    low, high = sorted((one[0], other[0]))
    return low <= 0 or (high / low) % 1 != 0


def _price(value: str) -> tuple[float, str, str]:
    amount, _, per = value.partition("/")
    number, _, currency = amount.partition(" ")
    return float(number), currency, per
