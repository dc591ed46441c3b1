"""Dates: weekdays, "the twenty-ninth", "29th of March", "third of the second, seventy-one"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coach.signals.entities.calendar import (
    MONTH,
    MONTH_NUMBERS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    Said,
    speaks_of_past,
)
from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.periods import LIMIT, Found, limited, periods
from coach.signals.entities.vocabulary import Named, grammar, words

_CUES = (
    MONTH_NUMBERS.keys()
    | WEEKDAY_NUMBERS.keys()
    | {f"{name}'s" for name in WEEKDAY_NUMBERS}
    | words(
        "today tonight tomorrow yesterday today's tomorrow's tonight's week month year weekend "
        "ago weeks days months years time now day back second business play"
    )
)
_SHAPED = re.compile(r"\d(?:st|nd|rd|th)\b|/|\d-\d|\d\.\d")

_YEAR = (
    r"(?:(?:19|20) ?\d\d|(?:oh|o) \d|(?P<short>\d\d))"
    r"(?! ?(?:\d|am\b|pm\b|:|-|to\b|and\b|in\b|o'clock|till|until|percent|%|pounds|dollars"
    r"|of\b))"
)
_ORDINAL = r"(?:st|nd|rd|th)"
_DAY_AND_MONTH = grammar(
    rf"""\b{LIMIT}(?:(?:next|last|this|coming) )?(?:(?P<w>{WEEKDAY})(?: on)? )?
    (?:(?:the )?(?P<d1>\d\d?){_ORDINAL}?(?P<of> of)? (?P<m1>{MONTH})
    |(?P<m2>{MONTH}) (?:the )?(?P<d2>\d\d?)
    (?:{_ORDINAL}\b|\b(?! ?(?:\d\d?\b(?! \d\d\b)|am\b|pm\b|:)))
    |(?:the )?second of (?P<m3>{MONTH})|(?P<m4>{MONTH}) (?:the )?second\b
    |(?:the )?(?P<d5>\d\d?){_ORDINAL} of (?:the )?(?P<m5>\d\d?{_ORDINAL}?|second)\b(?! \w+ing))
    (?: ?(?:of |in )?(?P<year>{_YEAR}))?"""
)
_WEEKDAY_ALONE = grammar(
    rf"""\b{LIMIT}(?:(?P<ahead>a week|a fortnight|2 weeks) (?:on )?)?(?:the )?
    (?:(?P<which>next|last|this(?: coming)?|coming|following) )?(?P<w>{WEEKDAY})
    (?: (?P<week>week|after next))?
    (?: (?:the )?(?P<d>\d\d?){_ORDINAL}\b| the (?P<second>second)\b)?"""
)
_FROM_TO = re.compile(rf"\b(?P<w1>{WEEKDAY}) (?:to|through|till|-) (?P<w2>{WEEKDAY})")
_RECURRING = re.compile(r"\b(?:every|each|any|a|another|most) $")
_NUMBERED = grammar(
    rf"(?P<before>\b[a-z']+ )?\b(?P<all>the (?:(?P<d>\d\d?){_ORDINAL}|second))\b(?P<after> \S+)?"
)
_NUMERIC = grammar(
    r"""\b(?:(?P<y>\d{4})-(?P<ym>\d\d)-(?P<yd>\d\d)
    |(?P<a>\d\d?)(?P<sign>[./-])(?P<b>\d\d?)(?:(?P=sign)(?P<c>\d{4}|\d\d))?)(?![\w/.]\d)"""
)
_NOT_AFTER_DAY = words(
    "1 time floor call person party one line letter digit number day week month year attempt "
    "visit email option step thing item row door street avenue ave st to of instalment "
    "installment payment anniversary birthday century parcel box engineer half quarter stage "
    "two class grade edition"
)
_BEFORE_DAY = words(
    "on by until till before from since for is be was after it's that's to due around about "
    "arriving and between weekend again meant said"
)
_AFTER_DAY = words(
    "and at between before by to or is if so but please then when i we you it they he she in "
    "from until till that this will works would morning afternoon evening with for because "
    "thanks noon any around about not does do ok okay yes no right the"
)
_NOT_THE_MONTH = re.compile(r" (?:be|have|i|we|you|not|also|need|well|want|take)\b")
_CENTURY_ENDS = 5
"""Two figures stand for this century up to so many years ahead, else for the last one."""

_CENTURY_WITHOUT_DAY = 30


def dates(line: Line, day: date | None) -> Iterator[Named]:
    """The dates that an utterance names. Of readings of the same words, the surest first."""
    if line.said.isdisjoint(_CUES) and _SHAPED.search(line.text) is None:
        return
    for reader in (_numeric, _day_and_month, _weekday, _numbered, periods):
        for value, start, end in reader(line.text, day):
            yield EntityKind.DATE, value, line.place(start, end)


def _year(said: str | None, short: str | None, day: date | None) -> int | None:
    if not said:
        return None
    digits = said.replace(" ", "").replace("oh", "0").replace("o", "0")
    if len(digits) == 4:
        return int(digits)
    ends = day.year % 100 + _CENTURY_ENDS if day else _CENTURY_WITHOUT_DAY
    return int(digits) + (1900 if short and int(digits) > ends else 2000)


def _day_and_month(text: str, day: date | None) -> Found:
    for match in _DAY_AND_MONTH.finditer(text):
        name = next(match[f"m{i}"] for i in range(1, 6) if match[f"m{i}"])
        if name == "may" and not match["of"] and _NOT_THE_MONTH.match(text, match.end()):
            continue
        month = MONTH_NUMBERS.get(name) or (2 if name == "second" else int(name.rstrip("stndrh")))
        number = int(match["d1"] or match["d2"] or match["d5"] or 2)
        weekday = WEEKDAY_NUMBERS.get((match["w"] or "").removesuffix("'s"))
        said = Said(weekday, number, month, _year(match["year"], match["short"], day))
        if value := said.value(day, past=speaks_of_past(text, match.start())):
            yield limited(value, match["limit"]), *match.span()


def _weekday(text: str, day: date | None) -> Found:
    for match in _FROM_TO.finditer(text):
        first, last = (WEEKDAYS[WEEKDAY_NUMBERS[match[name]]] for name in ("w1", "w2"))
        yield f"weekday:{first}/weekday:{last}", *match.span()
    for match in _WEEKDAY_ALONE.finditer(text):
        if _RECURRING.search(text[: match.start("w")]):
            continue
        which = (match["which"] or "").split(" ")[0]
        which = {"coming": "this", "following": "next"}.get(which, which)
        weeks = 2 if match["ahead"] in {"a fortnight", "2 weeks"} else 0
        weeks = 1 if match["week"] or match["ahead"] == "a week" else weeks
        weekday = WEEKDAY_NUMBERS[match["w"].removesuffix("'s")]
        number = int(match["d"] or 2) if match["d"] or match["second"] else None
        past = speaks_of_past(text, match.start()) and not (weeks or which)
        if value := Said(weekday, number, which=which, week=weeks).value(day, past=past):
            yield limited(value, match["limit"]), *match.span()


def _numbered(text: str, day: date | None) -> Found:
    """As in "the twenty-ninth", where it is no third attempt and no second floor."""
    for match in _NUMBERED.finditer(text):
        before, after = (match["before"] or "").strip(), (match["after"] or "").strip()
        number = int(match["d"] or 2)
        follows = not after.isalpha() or after in _AFTER_DAY or after in WEEKDAY_NUMBERS
        if after in _NOT_AFTER_DAY or (number <= 12 and not follows):
            continue
        if before not in _BEFORE_DAY and (number <= 12 or not follows):
            continue
        if value := Said(monthday=number).value(day, past=speaks_of_past(text, match.start())):
            limit = before if before in {"by", "before", "until", "till"} else None
            yield limited(value, limit), *match.span("all")


def _numeric(text: str, day: date | None) -> Found:
    for match in _NUMERIC.finditer(text):
        if match[0] == "24/7":
            continue
        said: Said | None
        if match["y"]:
            said = Said(None, int(match["yd"]), int(match["ym"]), int(match["y"]))
        else:
            said = _two_numbers(match, day)
        if said is not None and (value := said.value(day)):
            yield value, *match.span()


def _two_numbers(match: re.Match[str], day: date | None) -> Said | None:
    """22/1 and 1/22 are plain; of 3/4 the one that is nearer, the day first when in doubt."""
    first, last = int(match["a"]), int(match["b"])
    year = _year(match["c"], match["c"] if match["c"] and len(match["c"]) == 2 else None, day)
    if match["sign"] != "/" and (year is None or len(match["c"]) != 4):
        return None
    both = [Said(None, first, last, year), Said(None, last, first, year)]
    orders = both[:1] if match["sign"] == "." else both
    ways = [said for said in orders if said.month in range(1, 13) and said.value(day)]
    if len(ways) < 2 or day is None:
        return ways[0] if ways else None
    return min(ways, key=lambda said: abs(date.fromisoformat(said.value(day) or "") - day))
