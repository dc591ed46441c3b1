"""Dates: weekdays, "the twenty-ninth", "29th of March", "by the end of the week", "22/01"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from coach.signals.entities.calendar import MONTHS, WEEKDAYS, Said, period, relative
from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, words

_MONTH_INDEX = {
    name[:size]: index
    for index, name in enumerate(MONTHS, start=1)
    for size in (3, 4, len(name))
    if size == len(name)
    or name[:size] in "jan feb mar apr jun jul aug sep sept oct nov dec".split()
}
_DAY_INDEX = {name: index for index, name in enumerate(WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
}  # fmt: skip
_CUES = (
    frozenset(_MONTH_INDEX)
    | frozenset(_DAY_INDEX)
    | frozenset(f"{name}'s" for name in WEEKDAYS)
    | frozenset(
        "today tonight tomorrow yesterday today's tomorrow's week month year weekend ago".split()
    )
    | frozenset("weeks days months time now day".split())
)
_ORDINAL_END = re.compile(r"\d(?:st|nd|rd|th)\b|/|\d-\d")

_WEEKDAY = rf"(?:{'|'.join(sorted(_DAY_INDEX, key=len, reverse=True))})(?:'s)?\b"
_MONTH = rf"(?:{'|'.join(sorted(_MONTH_INDEX, key=len, reverse=True))})\b"
_YEAR = r"(?:(?:19|20)\d\d|(?:19|20) \d\d|(?:oh|o) \d|\d\d)(?! ?(?:\d|am|pm|:|-|to|and|in|o'clock|till|until|percent|pounds|dollars))"
_LIMIT = r"(?:(?P<limit>by|before|until|till|til|no later than|latest) )?(?:on |for )?"
_DAY_AND_MONTH = (
    rf"(?:the )?(?P<d1>\d{{1,2}})(?P<th1>st|nd|rd|th)? (?P<of>of )?(?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH}) (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?(?:\d{{1,2}}\b|am\b|pm\b|:|o'clock))"
    rf"|(?:the )?(?P<second>second) of (?P<m3>{_MONTH})|(?P<m4>{_MONTH}) (?:the )?second\b"
)
_DATE = re.compile(
    rf"\b{_LIMIT}(?:(?P<which>next|last|this(?: coming)?|coming) )?"
    rf"(?:(?P<w>{_WEEKDAY})(?:,? (?:on )?)?(?=the \d|\d|{_MONTH}|the second of))?"
    rf"(?:{_DAY_AND_MONTH})(?:(?: of| in)?,? (?P<year>{_YEAR}))?"
)
_WEEKDAY_ONLY = re.compile(
    rf"\b{_LIMIT}(?:(?P<ahead>a week|a fortnight|2 weeks) (?:on )?)?(?:the )?"
    rf"(?:(?P<which>next|last|this(?: coming)?|coming|following) )?(?P<w>{_WEEKDAY})"
    rf"(?: (?P<week>week))?(?: (?:the )?(?P<d>\d{{1,2}})(?P<th>st|nd|rd|th)(?!\w))?"
    rf"(?: (?P<after>after next))?"
)
_ORDINAL = re.compile(
    rf"\b(?P<before>[a-z']+ )?the (?P<d>\d{{1,2}}|twenty second)(?:st|nd|rd|th)\b(?P<next> [a-z']+)?"
)
_NUMERIC = re.compile(
    r"\b(?:(?P<y>\d{4})-(?P<ym>\d\d)-(?P<yd>\d\d)"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?:(?P=sep)(?P<c>\d{4}|\d\d))?)(?![\w/])"
)
_RELATIVE = re.compile(
    rf"\b{_LIMIT}(?:the )?(?P<words>day after tomorrow|day before yesterday|today|tonight|tomorrow|yesterday)\b"
)
_PERIOD = re.compile(
    r"\b(?:(?:by|before|until|till|at|towards?|for) )?(?:the )?(?:(?P<part>end|start|beginning) of (?:the |of )?)?"
    r"(?:(?P<which>this|next|last|following|coming) )?(?P<unit>week|weekend|month|year|day)\b"
)
_MONTH_ONLY = re.compile(
    rf"\b(?:in|by|since|until|till|of|for|early|late|mid|before|after|end of|beginning of|last|next|this) "
    rf"(?P<m>{_MONTH})(?: (?P<year>(?:19|20)\d\d|(?:19|20) \d\d))?(?! \d)"
    rf"|\b(?P<m5>{_MONTH}) (?P<year5>(?:19|20)\d\d|(?:19|20) \d\d)(?! \d)"
)
_SHIFTED = re.compile(
    r"\b(?P<text>(?P<n>\d+|an?|couple of) (?P<unit>days?|weeks?|months?|years?)"
    r"(?P<tail>'? time| ago| from (?:now|today)| back))\b"
)
_PAST = re.compile(
    r"\b(?:since|last|was|were|did|didn't|ordered|came|bought|paid|called|sent|ago|yesterday|had|got|"
    r"happened|started|told|said|rang|went|missed|received|signed|joined|spoke|wrote|been|back on)\b"
)
_NOT_AFTER_ORDINAL = frozenset(
    "time floor call person party one line letter digit number day week month year attempt visit "
    "email option step thing item row door street avenue ave st to of instalment installment payment "
    "anniversary birthday century parcel box engineer half quarter stage two class grade".split()
)
_BEFORE_ORDINAL = frozenset(
    "on by until till before from since for is be was after it's that's to due around about "
    "arriving and between of weekend".split()
)
_VERB_AFTER_MAY = re.compile(r" (?:be|have|i|we|you|not|also|need|well|want|take)\b")
PAST_LOOKS_BACK = 40


def dates(line: Line, day: date | None) -> Iterator[Named]:
    """The dates that an utterance names; several readings of the same words, the longest first."""
    text = line.text
    shaped = _ORDINAL_END.search(text) is not None
    if not shaped and line.said.isdisjoint(_CUES):
        return
    found = [
        *_numeric(text, day),
        *_day_and_month(text, day),
        *_weekday(text, day),
        *_ordinal(text, day),
        *_shifted(text, day),
        *_relative(text, day),
        *_period(text, day),
        *_month(text, day),
    ]
    for value, start, end in found:
        yield EntityKind.DATE, value, line.place(start, end)


_Found = Iterator[tuple[str, int, int]]


def _limited(value: str, limit: str | None) -> str:
    return f"../{value}" if limit and "/" not in value else value


def _past(text: str, start: int) -> bool:
    return _PAST.search(text[max(0, start - PAST_LOOKS_BACK) : start]) is not None


def _year(said: str | None) -> int | None:
    if not said:
        return None
    digits = said.replace(" ", "").replace("oh", "0").replace("o", "0")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) > 40 else 2000)


def _day_and_month(text: str, day: date | None) -> _Found:
    for match in _DATE.finditer(text):
        month = next(match[f"m{i}"] for i in (1, 2, 3, 4) if match[f"m{i}"])
        number = match["d1"] or match["d2"] or "2"
        if month == "may" and _VERB_AFTER_MAY.match(text, match.end()) and not match["of"]:
            continue
        weekday = _DAY_INDEX.get((match["w"] or "").removesuffix("'s"))
        said = Said(weekday, int(number), _MONTH_INDEX[month], _year(match["year"]))
        if value := said.value(day, past=_past(text, match.start())):
            yield _limited(value, match["limit"]), *match.span()


def _weekday(text: str, day: date | None) -> _Found:
    for match in _WEEKDAY_ONLY.finditer(text):
        which = (match["which"] or "").split(" ")[0]
        which = {"coming": "this", "following": "next"}.get(which, which)
        week = 1 if match["week"] or match["ahead"] == "a week" or match["after"] else 0
        week = 2 if match["ahead"] in {"a fortnight", "2 weeks"} else week
        number = int(match["d"]) if match["d"] else None
        said = Said(_DAY_INDEX[match["w"].removesuffix("'s")], number, which=which, week=week)
        past = _past(text, match.start()) and not (week or which)
        if value := said.value(day, past=past):
            yield _limited(value, match["limit"]), *match.span()


def _ordinal(text: str, day: date | None) -> _Found:
    for match in _ORDINAL.finditer(text):
        before, after = (match["before"] or "").strip(), (match["next"] or "").strip()
        number = int(match["d"])
        if after in _NOT_AFTER_ORDINAL or not 1 <= number <= 31:
            continue
        if before not in _BEFORE_ORDINAL and (number <= 12 or (after and before)):
            continue
        value = Said(monthday=number).value(day, past=_past(text, match.start()))
        if value:
            limit = before if before in {"by", "before", "until", "till"} else None
            yield _limited(value, limit), match.start("d") - 4, match.end("d") + 2


def _numeric(text: str, day: date | None) -> _Found:
    for match in _NUMERIC.finditer(text):
        if match["y"]:
            said = Said(None, int(match["yd"]), int(match["ym"]), int(match["y"]))
            if int(match["ym"]) > 12:
                continue
        else:
            first, last, year = int(match["a"]), int(match["b"]), _year(match["c"])
            if match["sep"] != "/" and (year is None or len(match["c"]) != 4):
                continue
            if not (1 <= first <= 31 and 1 <= last <= 31) or min(first, last) > 12:
                continue
            said = _day_first(first, last, year, day)
        if value := said.value(day):
            yield value, *match.span()


def _day_first(first: int, last: int, year: int | None, day: date | None) -> Said:
    """22/1 and 1/22 are plain; of 3/4 the one that is nearer ahead, the day first when in doubt."""
    one, other = Said(None, first, last, year), Said(None, last, first, year)
    if last > 12:
        return other
    if first > 12 or day is None:
        return one
    ways = [(said, date.fromisoformat(said.value(day) or "")) for said in (one, other)]
    return min(ways, key=lambda way: abs((way[1] - day).days))[0]


def _relative(text: str, day: date | None) -> _Found:
    for match in _RELATIVE.finditer(text):
        yield _limited(relative(match["words"], day), match["limit"]), *match.span()


def _period(text: str, day: date | None) -> _Found:
    for match in _PERIOD.finditer(text):
        part, which, unit = match["part"], match["which"], match["unit"]
        if (
            not part
            and (not which or unit == "day")
            and not (unit == "weekend" and match[0].startswith(("by", "before", "at", "for")))
        ):
            continue
        if which is None and part is None and unit != "weekend":
            continue
        which = {"following": "next", "coming": "this", None: "this"}.get(which, which)
        value = period(part or "", which or "this", unit, day)
        limited = match[0].startswith(("by", "before", "until", "till")) and not part
        yield (f"../{value.split('/')[0]}" if limited and day else value), *match.span()


def _month(text: str, day: date | None) -> _Found:
    for match in _MONTH_ONLY.finditer(text):
        if match["m"] in {"may", "march"} and match[0].split()[0] not in {
            "in",
            "by",
            "since",
            "until",
            "of",
            "last",
            "next",
        }:
            continue
        name, year = match["m"] or match["m5"], match["year"] or match["year5"]
        said = Said(month=_MONTH_INDEX[name], year=_year(year))
        past = match[0].startswith(("since", "last")) or _past(text, match.start())
        if value := said.value(day, past=past):
            yield value, match.start("m" if match["m"] else "m5"), match.end()


def _shifted(text: str, day: date | None) -> _Found:
    """ "Three weeks ago", "in two months' time": calendar arithmetic is dateparser's."""
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
    from datetime import datetime, time  # noqa: PLC0415 - next to the one that needs it

    import dateparser  # noqa: PLC0415 - a third of a second, for words that few calls have

    settings = {"RELATIVE_BASE": datetime.combine(day, time())}
    parsed = dateparser.parse(words, languages=["en"], settings=settings)
    return parsed.date().isoformat() if parsed else None
