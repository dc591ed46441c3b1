"""One time of day as it is said: "ten to three", "half nine", "8 am", "nine thirty", "noon"."""

from __future__ import annotations

import re
from typing import NamedTuple

HALVES = "am|pm|a m|p m"
NOON = 720
DAY = 1440
FIRST_MORNING_HOUR = 7
"""From seven to eleven is the morning, from one to six the afternoon, when nobody says which."""

NO_COUNT = (
    r"(?!\.\d|:\d| ?\d| ?(?:(?:working|business|week|more|full|calendar) ?)?"
    r"(?:days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|seconds?|times?|percent|per cent|%"
    r"|dollars?|bucks?|pounds?|quid|euros?|pence|cents?|people|persons?|tickets?|nights?|miles?"
    r"|items?|of|th|st|point|hundred|thousand|million|more|gig|gb|mb|megs?|kids?|children|adults"
    r"|rooms?|bags?|boxes|pieces?|different|separate|oh|o|and a half)\b)"
)
"""What must not follow: then the number counts something."""

NO_NUMBER_BEFORE = r"(?<![\d.:/$£€] )(?<![\d.:/])\b"


def pattern(name: str) -> str:
    """A pattern for one time, with groups whose names begin with `name`."""
    return rf"""(?:
        (?P<{name}_half>half) (?:past )?(?P<{name}_half_hour>\d\d?)
            (?: (?P<{name}_half_m>{HALVES})\b)?
        |(?P<{name}_off>5|10|15|20|25|quarter) (?:minutes )?
            (?P<{name}_way>to|past|before|after|till|of) (?P<{name}_off_hour>[1-9]|1[0-2])\b
            (?! ?[:\d-])(?: (?P<{name}_off_m>{HALVES})\b)?
        |(?P<{name}_hour>\d\d?)
            (?:[:.](?P<{name}_colon>[0-5]\d)| (?P<{name}_minute>[0-5]\d)(?! ?\d)
                | oh? (?P<{name}_oh>[1-9]))?
            (?: ?(?P<{name}_m>{HALVES})\b| ?(?P<{name}_clock>o ?'?clock))?
        |(?P<{name}_word>noon|midday|midnight)
    )"""


class Clock(NamedTuple):
    """Minutes from midnight, and whether the half of the day was said."""

    minutes: int
    sure: bool

    def __str__(self) -> str:
        return write(self.minutes)


def write(minutes: int) -> str:
    """`08:05` for 485."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def read(match: re.Match[str], name: str) -> Clock | None:
    """The time that the groups of `name` found; None when there is no such time."""
    if word := match[f"{name}_word"]:
        return Clock(DAY if word == "midnight" else NOON, sure=True)
    if match[f"{name}_half"]:
        return _at(int(match[f"{name}_half_hour"]), 30, match[f"{name}_half_m"])
    if off := match[f"{name}_off"]:
        return _off(match, name, 15 if off == "quarter" else int(off))
    minute = match[f"{name}_colon"] or match[f"{name}_minute"] or match[f"{name}_oh"] or "0"
    return _at(int(match[f"{name}_hour"]), int(minute), match[f"{name}_m"])


def _off(match: re.Match[str], name: str, minutes: int) -> Clock | None:
    way = match[f"{name}_way"]
    if way == "of" and match[f"{name}_off"] != "quarter":
        return None
    clock = _at(int(match[f"{name}_off_hour"]), 0, match[f"{name}_off_m"])
    if clock is None:
        return None
    shift = minutes if way in {"past", "after"} else -minutes
    return Clock((clock.minutes + shift) % DAY, clock.sure)


def _at(hour: int, minute: int, half: str | None) -> Clock | None:
    if hour > 24 or (hour == 24 and minute):
        return None
    if hour > 12 or hour == 0:
        return Clock(hour * 60 + minute, sure=True)
    if half is None:
        guess = hour + 12 if hour < FIRST_MORNING_HOUR else hour
        return Clock(guess * 60 + minute, sure=False)
    return Clock((hour % 12 + 12 * half.startswith("p")) * 60 + minute, sure=True)


def is_plain(match: re.Match[str], name: str) -> bool:
    """Whether it can only be a time of day: "8 am", "10:30", "half nine", "noon", not "8"."""
    groups = ("word", "half", "off", "colon", "m", "clock")
    return any(match[f"{name}_{group}"] for group in groups)


def start(match: re.Match[str], name: str) -> int:
    """Where the time begins, with the word that leads to it: "by three", "between eight"."""
    if match["cue"]:
        return match.start("cue")
    groups = ("hour", "half", "off", "word")
    return min(match.start(f"{name}_{g}") for g in groups if match[f"{name}_{g}"] is not None)
