"""Digits in running words, as they are written and as they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DOT = "•"
"""Stands for a hidden digit or number word."""


def _all_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ZEROS = _all_of("zero oh o nought naught")
_ONE_DIGIT = _ZEROS | _all_of("one two three four five six seven eight nine")
_TEENS = _all_of("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = _all_of("twenty thirty forty fourty fifty sixty seventy eighty ninety")
_TIMES = {"double": 2, "triple": 3, "treble": 3}

_MONTHS = _all_of(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_UNITS = _all_of(
    "dollar dollars buck bucks pound pounds quid euro euros cent cents pence percent usd gbp eur "
    "second seconds minute minutes hour hours day days week weeks month months year years "
    "mile miles kilometre kilometres kilometer kilometers km metre metres meter meters feet "
    "people customers points times megs meg mb gb tb mbps gigs gig megabits gigabytes "
    "kilowatt kilowatts kwh units litres liters degrees words copies"
)
_JOINING = _all_of("uh um er erm ah hmm mm dash hyphen space slash then yes yeah yep okay ok right")
_NAMES = _all_of(
    "account card number reference ref policy member membership customer order booking "
    "confirmation tracking phone mobile cell telephone id invoice serial meter passport social "
    "claim case digits"
)

_MONEY = re.compile(r"[$£€¥₹%]")
_TIME = re.compile(r"\d:\d")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d+")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)"
    r"|(?:[0-3]?\d[-/.][0-3]?\d[-/.](?:19|20)\d\d)"
    r"|(?:[0-3]?\d/[0-3]?\d(?:/\d\d)?)"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/–](?:(?:19|20)\d\d|\d\d))?s?")
_REFERENCE = re.compile(r"(?=[A-Z\d-]{6,}$)(?=.*\d.*\d)(?=.*\d-?[A-Z])[A-Z\d-]*[A-Z][A-Z\d-]*")


@dataclass(frozen=True, slots=True)
class Digits:
    """Words `start` to `end` (not included) that stand for `count` digits.

    `spoken`: in number words. `single`: said or written digit by digit, not as "seventeen".
    `ordinary`: by its shape a price, an amount or a date. `year`: it may be one, or four digits of
    a longer number. `reference`: letters count as digits do. `letter`: one spelled letter, which
    is part of a reference only next to digits.
    """

    start: int
    end: int
    count: int
    spoken: bool = False
    single: bool = True
    ordinary: bool = False
    year: bool = False
    reference: bool = False
    letter: bool = False


def bare(word: str) -> str:
    """The word without the punctuation around it."""
    start, end = 0, len(word)
    while start < end and not _counts(word[start]):
        start += 1
    while end > start and not _counts(word[end - 1]):
        end -= 1
    return word[start:end]


def _counts(character: str) -> bool:
    return character.isalnum() or character == DOT


def digits_at(words: Sequence[str], place: int) -> Digits | None:
    """The digits that begin at a word; None when the word is something else."""
    word = words[place]
    core = bare(word)
    if not core or DOT in core:
        return None
    if any(character.isdecimal() for character in core):
        return _written(word, core, place)
    if len(core) == 1 and core.isupper() and core not in "IO":
        return Digits(place, place + 1, 1, spoken=True, letter=True)
    return _spoken(words, place, core.lower())


def _written(word: str, core: str, place: int) -> Digits | None:
    count = sum(character.isdecimal() for character in core)
    if _MONEY.search(word) or _TIME.search(core):
        return None
    if _REFERENCE.fullmatch(core):
        signs = sum(character.isalnum() for character in core)
        return Digits(place, place + 1, signs, reference=True)
    if _YEARS.fullmatch(core):
        return Digits(place, place + 1, count, year=True)
    if any(character.isalpha() for character in core):
        return Digits(place, place + 1, count) if count >= 5 else None
    shaped = _GROUPED.fullmatch(core) or _DECIMAL.fullmatch(core) or _DATE.fullmatch(core)
    return Digits(place, place + 1, count, ordinary=shaped is not None)


def _spoken(words: Sequence[str], place: int, core: str) -> Digits | None:
    parts = core.split("-")
    if len(parts) > 1:
        return _hyphenated(parts, place)
    after = bare(words[place + 1]).lower() if place + 1 < len(words) else ""
    if core in _TIMES:
        follows = after in _ONE_DIGIT or (len(after) == 1 and after.isdecimal())
        return Digits(place, place + 2, _TIMES[core], spoken=True) if follows else None
    if core in _ONE_DIGIT:
        return Digits(place, place + 1, 1, spoken=True)
    if core in _TENS and after in _ONE_DIGIT - _ZEROS and words[place][-1].isalpha():
        return Digits(place, place + 2, 2, spoken=True, single=False)
    if core in _TENS or core in _TEENS:
        return Digits(place, place + 1, 2, spoken=True, single=False)
    return None


def _hyphenated(parts: list[str], place: int) -> Digits | None:
    """Digits in one word: four-four-one-seven, forty-four, double-six."""
    count = 0
    single = True
    for at, part in enumerate(parts):
        if part in _TIMES and at + 1 < len(parts):
            count += _TIMES[part] - 1
        elif part in _ONE_DIGIT:
            follows_tens = at > 0 and parts[at - 1] in _TENS and part not in _ZEROS
            count += 0 if follows_tens else 1
        elif part in _TENS or part in _TEENS:
            count += 2
            single = False
        else:
            return None
    return Digits(place, place + 1, count, spoken=True, single=single)


def is_interjection(word: str) -> bool:
    """Whether it is the "Oh," that begins a sentence and not a zero."""
    return bare(word).lower() in {"oh", "o"} and not word[-1].isalnum()


def joins(word: str) -> bool:
    """Whether people say it in the middle of a number: "uh", "dash", a lone hyphen."""
    core = bare(word).lower()
    return not core or core in _JOINING


def is_month(word: str) -> bool:
    return bare(word).lower() in _MONTHS


def is_unit(word: str) -> bool:
    return bare(word).lower() in _UNITS


def names_a_number(word: str) -> bool:
    """Whether an identifier is likely to follow: "account", "reference"."""
    return bare(word).lower() in _NAMES
