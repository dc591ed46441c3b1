"""Whether two things named cannot both be true of the same matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from coach.signals.entities.calendar import WEEKDAYS
from coach.signals.entities.clock import DAY, NOON
from coach.signals.entities.durations import minutes
from coach.signals.entities.entity import Entity, EntityKind

NEAR_MINUTES = 15
"""Two moments so close are the same: "ten to three" and "about three"."""

WORKING_DAYS_SLACK = 2.0 * DAY
"""A weekend that may lie inside working days, beside days that are all counted."""

MONTHS_SLACK = 0.05
"""A month is no exact number of days."""

_HALF_OF_DAY = re.compile(
    r"\b(?:[ap]\.? ?m|noon|midday|midnight|morning|afternoon|evening|night|tonight)\b"
    r"|\b(?:1[3-9]|2[0-4]):",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_NUMBER = re.compile(r"\d|th\b|first|second|third|week", re.IGNORECASE)
_DAY_NUMBER = re.compile(r"(?:(?:on|by|for) )?the [\w-]+?(?:st|nd|rd|th|second)\W*", re.IGNORECASE)
_LOOSE = re.compile(
    r"(?:(?:on|by|until|for|before) )?(?:next|this|coming|following) ", re.IGNORECASE
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")


def conflict(a: Entity, b: Entity) -> bool:
    """Whether two dates, times, durations, prices or shares exclude each other. Unknown is False.

    Windows that overlap do not, nor does a time inside a window, nor a day before a deadline.
    """
    if a.kind is not b.kind or a.value == b.value:
        return False
    compare = _COMPARED.get(a.kind)
    return compare is not None and compare(a, b)


def _dates(a: Entity, b: Entity) -> bool:
    one, other = _days(a.value), _days(b.value)
    if one is None or other is None or _is_vague(a, b):
        return _parts_differ(a.value, b.value)
    if one[0] == one[1] and other[0] == other[1] and (_is_number(a) or _is_number(b)):
        return one[0].day != other[0].day
    return one[1] < other[0] or other[1] < one[0]


def _is_vague(a: Entity, b: Entity) -> bool:
    """Whether which week was meant is a guess: "next Tuesday", or two weekdays without a number."""
    if any(_LOOSE.match(entity.text) and _WEEKDAY.search(entity.text) for entity in (a, b)):
        return True
    return all(_WEEKDAY.search(e.text) and not _NUMBER.search(e.text) for e in (a, b))


def _is_number(entity: Entity) -> bool:
    """Whether the month was left out: "the nineteenth" may be this month's or another's."""
    return _DAY_NUMBER.fullmatch(entity.text) is not None


def _days(value: str) -> tuple[date, date] | None:
    """The first and last day that a value allows; None when the day is not known."""
    if _MONTH.fullmatch(value):
        first = date(int(value[:4]), int(value[5:]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    opens, slash, closes = value.partition("/")
    closes = closes if slash else opens
    if not _ISO.fullmatch(closes) or (opens != ".." and not _ISO.fullmatch(opens)):
        return None
    return date.min if opens == ".." else date.fromisoformat(opens), date.fromisoformat(closes)


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
    """Three may be three at night, unless both said which half of the day they meant."""
    one, other = _window(a.value), _window(b.value)
    sure = _HALF_OF_DAY.search(a.text) and _HALF_OF_DAY.search(b.text)
    shifts = [0] if sure else [-NOON, 0, NOON]
    return not any(_overlap(one, (other[0] + by, other[1] + by)) for by in shifts)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two windows that only touch do not; two moments do when they are nearly the same."""
    moments = (one[0] == one[1]) + (other[0] == other[1])
    if not moments:
        return one[0] < other[1] and other[0] < one[1]
    slack = NEAR_MINUTES if moments == 2 else 0
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def _window(value: str) -> tuple[int, int]:
    opens, dash, closes = value.partition("-")
    closes = closes if dash else opens
    return 0 if opens == ".." else _minutes(opens), DAY if closes == ".." else _minutes(closes)


def _minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)


def _durations(a: Entity, b: Entity) -> bool:
    one, other = minutes(a.value), minutes(b.value)
    if one is None or other is None:
        return False
    slack = WORKING_DAYS_SLACK if ("working" in a.value) != ("working" in b.value) else 0.0
    if "month" in a.value or "month" in b.value:
        slack += MONTHS_SLACK * max(one[0], other[0])
    return one[1] + slack < other[0] or other[1] + slack < one[0]


def _prices(a: Entity, b: Entity) -> bool:
    """A price for a night and one for three are compatible; so are two currencies."""
    one, other = _price(a.value), _price(b.value)
    if one[1] and other[1] and one[1] != other[1]:
        return False
    if one[2] == other[2]:
        return one[0] != other[0]
    low, high = sorted((one[0], other[0]))
    return not (one[2] and other[2]) and (low <= 0 or (high / low) % 1 != 0)


def _price(value: str) -> tuple[float, str, str]:
    amount, _, per = value.partition("/")
    number, _, currency = amount.partition(" ")
    return float(number), currency, per


def _differ(a: Entity, b: Entity) -> bool:
    return a.value != b.value


_COMPARED: dict[EntityKind, Callable[[Entity, Entity], bool]] = {
    EntityKind.DATE: _dates,
    EntityKind.TIME: _times,
    EntityKind.DURATION: _durations,
    EntityKind.MONEY: _prices,
    EntityKind.PERCENT: _differ,
}
