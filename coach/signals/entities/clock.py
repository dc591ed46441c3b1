"""Times of day: "ten to three", "half nine", "between eight and twelve", "twelve till four"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, words

_CUES = frozenset(
    "at by before after until till til from between around about am pm o'clock oclock noon midday "
    "midnight half quarter past to past - morning afternoon evening a p since".split()
)
_DAYTIME = r"(?:in the |this |tomorrow )(?P<{0}day>morning|afternoon|evening)|(?:at |to)(?P<{0}night>night)"
_HALVES = "am|pm|a m|p m"
_UNITS = (
    r"(?! ?(?:(?:working|business|week|more|full|calendar) ?)?(?:days?|weeks?|months?|years?|hours?|hrs?"
    r"|minutes?|mins?|seconds?|times?|percent|per cent|%|dollars?|bucks?|pounds?|quid|euros?|pence|cents?"
    r"|people|persons?|tickets?|nights?|miles?|items?|of |th|st|point|hundred|thousand|million|more|gig"
    r"|gb|mb|megs?|kids?|children|adults|rooms?|bags?|boxes|pieces?|cents|different|separate|\d|oh\b|o\b)\b)"
)


def _clock(name: str) -> str:
    """A pattern for one time: hour, minutes, and half of the day, in groups that begin with `name`."""
    return (
        rf"(?:(?P<{name}half>half) (?:past )?(?P<{name}hh>\d{{1,2}})(?: (?P<{name}hap>{_HALVES})\b)?"
        rf"|(?P<{name}n>5|10|15|20|25|quarter) (?:minutes )?"
        rf"(?P<{name}dir>to|past|before|after|till|of) "
        rf"(?P<{name}nh>[1-9]|1[0-2])\b(?! ?[:\d-])(?: (?P<{name}nap>{_HALVES})\b)?"
        rf"|(?P<{name}h>\d{{1,2}})(?:[:.](?P<{name}m>[0-5]\d)| (?P<{name}s>00|[1-5][05])(?! ?\d)"
        rf"| (?:oh|o) (?P<{name}o>[1-9]))?"
        rf"(?: ?(?P<{name}ap>{_HALVES})\b| ?(?P<{name}oc>o ?'?clock))?"
        rf"|(?P<{name}word>noon|midday|midnight))"
    )


_ONE = _clock("a")
_TWO = _clock("b")
_RANGE = re.compile(
    rf"(?P<cue>\b(?:between|from|anywhere from|any ?time from|any ?time between) )?"
    rf"(?<![\d.:/$£€] )(?<![\d.:/])\b{_ONE} (?:-|to|till|til|until|and) {_TWO}(?!\.\d|:\d| ?\d){_UNITS}"
)
_SINGLE = re.compile(
    rf"(?P<cue>\b(?:at|by|before|after|until|till|til|from|around|about|since|for) )?"
    rf"(?:about |around |like )?(?<![\d.:/$£€] )(?<![\d.:/])\b{_ONE}(?!\.\d|:\d| ?\d){_UNITS}"
    rf"(?: (?:{_DAYTIME.format('a')}))?"
)
_PART = re.compile(
    r"\b(?:in the|this|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|that|"
    r"\d+(?:st|nd|rd|th)|every) (?:early |late )?(?P<part>morning|afternoon|evening)\b"
    r"|\b(?P<tonight>tonight)\b"
)
_PARTS = {
    "morning": "06:00-12:00", "afternoon": "12:00-18:00", "evening": "17:00-22:00",
    "tonight": "17:00-24:00",
}  # fmt: skip
_FOLLOWS = re.compile(
    r" (?:on|and|so|that|if|please|in|tomorrow|today|tonight|to|for|or|is|was|but|because|then|okay|ok"
    r"|i|you|we|it|they|he|she|at|with|when|this|next|mon|tues|wednes|thurs|fri|satur|sun|right|yes|no"
    r"|does|will|would|can|just|from|sharp|ish|latest|the|and|your|eastern|central|pacific)"
)
_WINDOW_BEFORE = re.compile(
    r"(?:day|tomorrow|today|morning|afternoon|anywhere|any ?time|slot|window|of|is|it's|are|\dth|\dst"
    r"|\dnd|\drd|open|hours|be|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|\d) $"
)
_WINDOW_AFTER = re.compile(r" (?:slot|window|on |in the|tomorrow|today|$)|$")


def times(line: Line) -> Iterator[Named]:
    """The times and windows of the day that an utterance names."""
    if line.said.isdisjoint(_CUES) and not any(":" in text or "." in text for text in line.said):
        if "tonight" not in line.said:
            return
    text = line.text
    done = -1
    for match in _RANGE.finditer(text):
        if value := _window(match, text):
            done = match.end()
            yield EntityKind.TIME, value, line.place(_start(match), match.end())
    for match in _SINGLE.finditer(text):
        if value := _moment(match, text):
            yield EntityKind.TIME, value, line.place(_start(match), match.end())
    del done
    for match in _PART.finditer(text):
        part = match["part"] or match["tonight"]
        group = "part" if match["part"] else "tonight"
        yield EntityKind.TIME, _PARTS[part], line.place(match.start(group), match.end())


def _start(match: re.Match[str]) -> int:
    """Where the time itself begins, without "at" and "about"."""
    return min(
        match.start(name) for name in ("ah", "ahalf", "an", "aword") if match[name] is not None
    )


_Clock = tuple[int, int, bool]
"""Hour, minute, and whether the half of the day is known."""


def _read(match: re.Match[str], name: str) -> _Clock | None:
    """The time in the groups of `name`; None when it is no time of day."""
    found = match.groupdict()
    if word := found[f"{name}word"]:
        return (24, 0, True) if word == "midnight" else (12, 0, True)
    if found[f"{name}half"]:
        return _with_half(int(found[f"{name}hh"]), 30, found[f"{name}hap"])
    if minutes := found[f"{name}n"]:
        return _relative(minutes, found[f"{name}dir"], int(found[f"{name}nh"]), found[f"{name}nap"])
    minute = int(found[f"{name}m"] or found[f"{name}s"] or found[f"{name}o"] or 0)
    return _with_half(int(found[f"{name}h"]), minute, found[f"{name}ap"])


def _relative(said: str, direction: str, hour: int, half: str | None) -> _Clock | None:
    minutes = 15 if said == "quarter" else int(said)
    if direction == "of" and said != "quarter":
        return None
    clock = _with_half(hour, 0, half)
    if clock is None:
        return None
    if direction in {"past", "after"}:
        return (clock[0], minutes, clock[2])
    return ((clock[0] - 1) % 24, 60 - minutes, clock[2])


def _with_half(hour: int, minute: int, half: str | None) -> _Clock | None:
    if hour > 24 or (hour == 0 and half):
        return None
    if half is None:
        return (hour + 12 if 1 <= hour <= 6 else hour, minute, hour > 12 or hour == 0)
    if hour > 12:
        return (hour, minute, True)
    return (hour % 12 + (12 if half[0] == "p" else 0), minute, True)


def _window(match: re.Match[str], text: str) -> str | None:
    first, last = _read(match, "a"), _read(match, "b")
    if first is None or last is None or not _is_window(match, text):
        return None
    start, end = first[0] * 60 + first[1], last[0] * 60 + last[1]
    if last[2] and not first[2]:
        early = start % 720
        fitting = [at for at in (early, early + 720) if at < end]
        start = max(fitting, default=start)
    elif not last[2]:
        late = end % 720
        end = next((at for at in (late, late + 720, late + 1440) if at > start), end)
        end = min(end, 1440)
    return f"{_write(start)}-{_write(end)}" if start < end else None


def _is_window(match: re.Match[str], text: str) -> bool:
    """Whether two numbers are two times, and not a count of something or a result."""
    clear = any(
        match[f"{name}{group}"]
        for name in "ab"
        for group in ("ap", "oc", "word", "half", "n", "m", "s")
    )
    hours = [int(match[name]) for name in ("ah", "bh") if match[name]]
    if any(hour > 24 for hour in hours):
        return False
    joined = text[match.start() : match.end()]
    if match["cue"]:
        both = " and " in joined or "between" not in match["cue"]
        return both and (clear or all(hour <= 12 for hour in hours))
    if " and " in joined:
        return False
    if clear:
        return True
    if all(hour <= 12 for hour in hours) and (
        " till " in joined or " til " in joined or (" until " in joined)
    ):
        return True
    return (
        all(hour <= 12 for hour in hours)
        and (_WINDOW_BEFORE.search(text[: match.start()]) is not None)
        and _WINDOW_AFTER.match(text, match.end()) is not None
    )


def _moment(match: re.Match[str], text: str) -> str | None:
    clock = _read(match, "a")
    if clock is None:
        return None
    cue = (match["cue"] or "").strip()
    clear = any(match[f"a{group}"] for group in ("ap", "oc", "word", "day", "night"))
    colon = match["am"] is not None and text[match.end("ah")] == ":"
    relative = match["an"] is not None
    if match["ahalf"] and not (cue or match["ahh"]):
        return None
    if not (clear or colon or relative or match["ahalf"]):
        follows = match.end() == len(text) or _FOLLOWS.match(text, match.end())
        if not cue or cue == "for" or int(match["ah"]) > 12 or not follows:
            return None
        if cue in {"about", "around", "since", "from"} and not match["as"]:
            return None
    hour, minute, known = clock
    if (
        (match["aday"] in {"afternoon", "evening"} or match["anight"])
        and hour < 12
        and (not match["aap"])
    ):
        hour += 12
    if match["aday"] == "morning" and 12 < hour < 24 and not known:
        hour -= 12
    moment = _write(hour * 60 + minute)
    if cue in {"before", "by"}:
        return f"..-{moment}"
    return f"{moment}-.." if cue in {"after", "from"} else moment


def _write(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
