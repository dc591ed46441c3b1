"""What stands for digits and letters when a number is dictated: "double six", "c as in Charlie"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from coach.signals.entities.line import Atom
from coach.signals.entities.vocabulary import words

ZERO_OR_O = "o"
"""The symbol of "oh": a zero among digits, the letter among letters."""

DIGITS = {
    "zero": "0", "oh": ZERO_OR_O, "o": ZERO_OR_O, "nought": "0", "naught": "0", "one": "1",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "niner": "9",
}  # fmt: skip
TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6",
    "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
ZEROS = words("zero oh o nought naught")
_ROUND = {"hundred": "00", "thousand": "000"}
_NATO = words(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima "
    "mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray "
    "yankee zulu"
)
_NAMES_OF_LETTERS = {
    "zed": "Z", "zee": "Z", "ess": "S", "pee": "P", "gee": "G", "kew": "Q", "tee": "T",
    "dee": "D", "vee": "V", "jay": "J", "kay": "K", "aitch": "H", "eff": "F", "el": "L",
    "em": "M", "en": "N", "ar": "R", "ex": "X", "ay": "A", "wye": "Y",
}  # fmt: skip
_NOT_SPELLED = words(
    "mr mrs ms dr st rd th nd hm hmm mm mhm hmmm shh tv pm tbh mph ltd mm "
    "hr hrs vs pls thx btw etc mbps omg www http https am an as at be by do go he hi if in "
    "is it me my no of oh ok on or so to up us we uh um er ah eh ha ho id pa ma mum da ta ya "
    "ye aw ow oi"
)
_UNITS = words("gb mb kb kg km cm ft")
_LETTERS = re.compile(r"[b-df-hj-np-tv-xz]{2,4}|[a-z]{2}")
_FIGURES = re.compile(r"\+?\d+")
_MIXED = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z\d]{2,}")
_NOT_MIXED = re.compile(r"\d+(?:st|nd|rd|th|s|x|k|g|m|ish|am|pm|hrs?|mins?|[kmg]b|[kmg]bps|mph)")

STARTERS = frozenset(DIGITS) | TEENS.keys() | TENS.keys() | TIMES.keys() | _NATO
"""Words of more than one letter without which no run of digits or letters begins."""


class Shape(Enum):
    """How symbols were said: one at a time, in tens, in hundreds, written together, or spelled."""

    SINGLE = auto()
    PAIR = auto()
    ROUND = auto()
    FIGURES = auto()
    LETTER = auto()
    LETTERS = auto()
    MIXED = auto()


class Element(NamedTuple):
    """The symbols for which the atoms from `start` up to `stop` stand."""

    symbols: str
    start: int
    stop: int
    shape: Shape


_Reader = Callable[[Sequence[Atom], int], Element | None]


def element_at(said: Sequence[Atom], at: int) -> Element | None:
    """The element that begins at an atom; None when it is another word."""
    after = text_at(said, at + 1)
    if after == "as" and text_at(said, at + 2) == "in" and said[at].text.isalpha():
        named = text_at(said, at + 3)
        return Element(named[0].upper(), at, at + 4, Shape.LETTER) if named.isalpha() else None
    reader = _reader(said[at].text)
    return reader(said, at) if reader else None


def text_at(said: Sequence[Atom], at: int) -> str:
    """The atom's text; empty beyond the end."""
    return said[at].text if 0 <= at < len(said) else ""


@lru_cache(maxsize=8192)
def _reader(text: str) -> _Reader | None:
    """What reads the element that a word may begin."""
    for reader, begins in (
        (_digit, text in DIGITS or text in TEENS),
        (_tens, text in TENS),
        (_repeated, text in TIMES),
        (_letter, len(text) == 1 and "a" <= text <= "z"),
        (_written, _is_written(text)),
    ):
        if begins:
            return reader
    return None


def _is_written(text: str) -> bool:
    if _FIGURES.fullmatch(text) or text in _NATO or text in _NAMES_OF_LETTERS:
        return True
    if _MIXED.fullmatch(text):
        return not _NOT_MIXED.fullmatch(text)
    return _LETTERS.fullmatch(text) is not None and text not in _NOT_SPELLED


def _digit(said: Sequence[Atom], at: int) -> Element:
    """A digit or a teen; "eight hundred" in a telephone number is 800."""
    text = said[at].text
    symbols = DIGITS.get(text) or TEENS[text]
    after = text_at(said, at + 1)
    if after in _ROUND and text not in ZEROS:
        return Element(symbols + _ROUND[after], at, at + 2, Shape.ROUND)
    return Element(symbols, at, at + 1, Shape.SINGLE if len(symbols) == 1 else Shape.PAIR)


def _tens(said: Sequence[Atom], at: int) -> Element:
    text, after = said[at].text, text_at(said, at + 1)
    if after in DIGITS and after not in ZEROS:
        return Element(TENS[text] + DIGITS[after], at, at + 2, Shape.PAIR)
    return Element(TENS[text] + "0", at, at + 1, Shape.PAIR)


def _repeated(said: Sequence[Atom], at: int) -> Element | None:
    times, text = TIMES[said[at].text], text_at(said, at + 1)
    if text in DIGITS:
        symbol = "0" if text in ZEROS else DIGITS[text]
    elif times == 2 and text in {"u", "you"}:
        return Element("W", at, at + 2, Shape.LETTER)
    elif len(text) == 1 and text.isalnum() and text.isascii():
        symbol = text.upper()
    elif len(text) == 2 and text[0] == text[1] and text.isdecimal():  # "double 66" for "double 6"
        symbol = text[0]
    else:
        return None
    return Element(symbol * times, at, at + 2, Shape.SINGLE if symbol.isdecimal() else Shape.LETTER)


def _letter(said: Sequence[Atom], at: int) -> Element | None:
    """A letter, with the word that makes it plain: "k for kilo". None in "3 p m", "i d"."""
    text, before = said[at].text, text_at(said, at - 1)
    after, then = text_at(said, at + 1), text_at(said, at + 2)
    half_of_day = text in "ap" and after == "m" and before[:1].isdecimal()
    spelling = len(before) == 1 and before.isalpha()
    identity = not spelling and text == "i" and after == "d" and len(then) != 1
    if half_of_day or identity or (text == "e" and after in {"mail", "mails"}):
        return None
    if text == "d" and before == "i" and len(text_at(said, at - 2)) != 1 and len(after) != 1:
        return None
    if text == "x" and after == "ray":
        return Element("X", at, at + 2, Shape.LETTER)
    if after in {"for", "like"} and len(then) > 1 and then[0] == text:
        return Element(text.upper(), at, at + 3, Shape.LETTER)
    if after in _NATO and after[0] == text:
        return Element(text.upper(), at, at + 2, Shape.LETTER)
    return Element(text.upper(), at, at + 1, Shape.LETTER)


def _written(said: Sequence[Atom], at: int) -> Element | None:
    """Figures, letters that are written together, or a word for a letter. None in "5 gb"."""
    text = said[at].text
    if text in _UNITS and text_at(said, at - 1)[-1:].isdecimal():
        return None
    if _FIGURES.fullmatch(text):
        return Element(text, at, at + 1, Shape.SINGLE if len(text) == 1 else Shape.FIGURES)
    if text in _NATO or text in _NAMES_OF_LETTERS:
        letter = _NAMES_OF_LETTERS.get(text, text[0].upper())
        return Element(letter, at, at + 1, Shape.LETTERS)
    shape = Shape.LETTERS if text.isalpha() else Shape.MIXED
    return Element(text.upper(), at, at + 1, shape)
