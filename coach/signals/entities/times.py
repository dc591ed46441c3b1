"""Times and windows of the day: "at three", "between eight and twelve", "tomorrow morning"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.signals.entities.clock import (
    DAY,
    NO_COUNT,
    NO_NUMBER_BEFORE,
    NOON,
    Clock,
    is_plain,
    pattern,
    read,
    start,
    write,
)
from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, grammar, words

_WORDS = words("noon midday midnight")
_WINDOW = grammar(
    rf"""(?P<cue>\b(?:between|from|anywhere from|any ?time (?:from|between)) )?
    {NO_NUMBER_BEFORE}{pattern("a")} (?P<to>-|to|till|til|until|and) {pattern("b")}{NO_COUNT}"""
)
_MOMENT = grammar(
    rf"""(?P<cue>\b(?:at|by|before|after|until|till|til|from|around|about|since|for) )?
    (?:about |around |like )?{NO_NUMBER_BEFORE}{pattern("a")}{NO_COUNT}
    (?: (?:(?:in the|this|tomorrow) (?P<part>morning|afternoon|evening)
        |(?:at |to)(?P<night>night)))?"""
)
_PART = grammar(
    r"""\b(?:in the|this|that|every|tomorrow|yesterday|\d+(?:st|nd|rd|th)
        |(?:mon|tues|wednes|thurs|fri|satur|sun)day)
    [ ](?:early |late )?(?P<part>morning|afternoon|evening)\b"""
)
_PARTS = {
    "morning": "06:00-12:00",
    "afternoon": "12:00-18:00",
    "evening": "17:00-22:00",
}
_THEN = re.compile(
    r" (?:on|and|so|that|if|please|in|to|for|or|is|was|but|because|then|okay|ok|i|you|we|it|they|he"
    r"|she|at|with|when|this|next|right|yes|no|does|will|would|can|just|from|sharp|ish|latest|the"
    r"|your|today|tomorrow|tonight|mon|tues|wednes|thurs|fri|satur|sun|eastern|central|pacific)|$"
)
"""What may follow "at three": anything else, and it may be three of something."""

_BEFORE_WINDOW = re.compile(
    r"(?:day|tomorrow|today|morning|afternoon|any ?where|any ?time|slot|window|of|is|it's|are|be"
    r"|open|hours|\d(?:st|nd|rd|th)|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|\d) $"
)
_AFTER_WINDOW = re.compile(r" (?:slot|window|on |in the|tomorrow|today|$)|$")


def times(line: Line) -> Iterator[Named]:
    """The times and windows of the day that an utterance names."""
    if line.figures or not line.said.isdisjoint(_WORDS):
        for match in _WINDOW.finditer(line.text):
            if value := _window(match, line.text):
                yield EntityKind.TIME, value, line.place(start(match, "a"), match.end())
        for match in _MOMENT.finditer(line.text):
            if value := _moment(match, line.text):
                yield EntityKind.TIME, value, line.place(start(match, "a"), match.end())
    if not line.said.isdisjoint(_PARTS):
        for match in _PART.finditer(line.text):
            yield EntityKind.TIME, _PARTS[match["part"]], line.place(*match.span("part"))


def _window(match: re.Match[str], text: str) -> str | None:
    """`08:00-12:00`; None for two numbers that are no times."""
    first, last = read(match, "a"), read(match, "b")
    if first is None or last is None or not _is_window(match, text):
        return None
    opens, closes = first.minutes, last.minutes
    if last.sure and not first.sure:
        opens = max(
            (at for at in (opens % NOON, opens % NOON + NOON) if at < closes), default=opens
        )
    elif not last.sure:
        later = (closes % NOON + half for half in (0, NOON, DAY))
        closes = min(DAY, next((at for at in later if at > opens), closes))
    return f"{write(opens)}-{write(closes)}" if opens < closes else None


def _is_window(match: re.Match[str], text: str) -> bool:
    plain = is_plain(match, "a") or is_plain(match, "b")
    hours = [int(match[name]) for name in ("a_hour", "b_hour") if match[name]]
    minutes = [match[name] for name in ("a_minute", "b_minute") if match[name]]
    if not plain and any(hour > 12 for hour in hours):
        return False
    if not plain and any(int(minute) % 15 for minute in minutes):
        return False
    if match["to"] == "and":
        return match["cue"] is not None and "between" in match["cue"]
    if match["cue"] or plain or minutes or match["to"] in {"till", "til", "until"}:
        return True
    placed = _BEFORE_WINDOW.search(text[: match.start()]) is not None
    return placed and _AFTER_WINDOW.match(text, match.end()) is not None


def _moment(match: re.Match[str], text: str) -> str | None:
    """`14:50`, `..-15:00` or `17:00-..`; None for a number that is no time."""
    clock = read(match, "a")
    cue = (match["cue"] or "").strip()
    if clock is None or not _is_moment(match, cue, text):
        return None
    moment = write(_in_part(clock, match))
    if cue in {"before", "by"}:
        return f"..-{moment}"
    return f"{moment}-.." if cue in {"after", "from"} else moment


def _is_moment(match: re.Match[str], cue: str, text: str) -> bool:
    if is_plain(match, "a") or match["part"] or match["night"]:
        return True
    if cue in {"", "for"} or int(match["a_hour"]) > 12 or not _THEN.match(text, match.end()):
        return False
    return cue not in {"about", "around", "since", "from"} or match["a_minute"] is not None


def _in_part(clock: Clock, match: re.Match[str]) -> int:
    """As in "eight in the evening", "two in the morning"."""
    if match["a_m"] or clock.minutes >= DAY or clock.sure:
        return clock.minutes
    if match["part"] == "morning":
        return clock.minutes % NOON
    late = match["part"] in {"afternoon", "evening"} or match["night"]
    return clock.minutes % NOON + NOON if late else clock.minutes
