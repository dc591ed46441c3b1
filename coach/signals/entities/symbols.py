"""What stands for digits and letters when a number is dictated: "double six", "c as in Charlie"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from coach.signals.entities.line import Atom

DIGITS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "niner": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6",
    "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
_ZEROS = frozenset({"zero", "oh", "o", "nought", "naught"})
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_ROUND = {"hundred": "00", "thousand": "000"}
_NATO = frozenset(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee "
    "zulu".split()
)
_LIKE = frozenset({"for", "like"})
_NO_LETTERS = frozenset(
    "mr mrs ms dr st rd th nd hm hmm mm mhm hmmm shh tv pm tbh mph ltd gb mb kb kg km cm mm ft hr "
    "hrs vs pls thx btw etc mbps wtf omg www http https".split()
)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,4}")
_FIGURES = re.compile(r"\+?\d+")
_MIXED = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z\d]{2,}")
_NOT_MIXED = re.compile(r"\d+(?:st|nd|rd|th|s|x|k|g|m|ish|am|pm|hrs?|mins?|[kmg]b|[kmg]bps|mph)")

SPELLING = _NATO | frozenset({"as"})
STARTERS = frozenset(DIGITS) | frozenset(_TEENS) | frozenset(_TENS) | frozenset(_TIMES)


class Shape(Enum):
    """How symbols were said: one at a time, in tens, in hundreds, written together, or spelled."""

    SINGLE = auto()
    PAIR = auto()
    ROUND = auto()
    FIGURES = auto()
    LETTER = auto()
    LETTERS = auto()
    MIXED = auto()


@dataclass(frozen=True, slots=True)
class Element:
    """The symbols for which the atoms from `start` up to `stop` stand. "o" is an oh or an O."""

    symbols: str
    start: int
    stop: int
    shape: Shape


def element_at(said: Sequence[Atom], at: int) -> Element | None:
    """The element that begins at an atom; None when it is another word."""
    text = said[at].text
    after = said[at + 1].text if at + 1 < len(said) else ""
    if after == "as" and at + 3 < len(said) and said[at + 2].text == "in" and text.isalpha():
        return Element(said[at + 3].text[0], at, at + 4, Shape.LETTER)
    if text in DIGITS:
        return _from_digit(said, at)
    if text in _TEENS:
        return _rounded(said, at, _TEENS[text], at + 1)
    if text in _TENS:
        if after in DIGITS and after not in _ZEROS:
            return Element(_TENS[text] + DIGITS[after], at, at + 2, Shape.PAIR)
        return Element(_TENS[text] + "0", at, at + 1, Shape.PAIR)
    if text in _TIMES:
        return _repeated(said, at)
    if _FIGURES.fullmatch(text):
        shape = Shape.SINGLE if len(text) == 1 else Shape.FIGURES
        return Element(text, at, at + 1, shape)
    if len(text) == 1 and text.isalpha():
        return _letter(said, at)
    if text in _NATO:
        return Element(text[0], at, at + 1, Shape.LETTERS)
    if _CONSONANTS.fullmatch(text) and text not in _NO_LETTERS:
        return Element(text, at, at + 1, Shape.LETTERS)
    if _MIXED.fullmatch(text) and not _NOT_MIXED.fullmatch(text):
        return Element(text, at, at + 1, Shape.MIXED)
    return None


def _from_digit(said: Sequence[Atom], at: int) -> Element:
    text = said[at].text
    if text == "o":
        return Element("o", at, at + 1, Shape.SINGLE)
    if text == "oh":
        return Element("o", at, at + 1, Shape.SINGLE)
    return _rounded(said, at, DIGITS[text], at + 1)


def _rounded(said: Sequence[Atom], at: int, symbols: str, stop: int) -> Element:
    """ "Eight hundred" in a telephone number is 800."""
    if stop < len(said) and said[stop].text in _ROUND and symbols != "0":
        return Element(symbols + _ROUND[said[stop].text], at, stop + 1, Shape.ROUND)
    return Element(symbols, at, stop, Shape.SINGLE if len(symbols) == 1 else Shape.PAIR)


def _repeated(said: Sequence[Atom], at: int) -> Element | None:
    if at + 1 >= len(said):
        return None
    times, text = _TIMES[said[at].text], said[at + 1].text
    if text in DIGITS:
        symbol = "0" if text in _ZEROS else DIGITS[text]
    elif len(text) == 1 and text.isalnum() and text.isascii():
        symbol = text
    elif len(text) == 2 and text[0] == text[1] and text.isdecimal():  # "double 66" for "double 6"
        symbol = text[0]
    else:
        return None
    shape = Shape.SINGLE if symbol.isdecimal() else Shape.LETTER
    return Element(symbol * times, at, at + 2, shape)


def _letter(said: Sequence[Atom], at: int) -> Element | None:
    text = said[at].text
    if not text.isascii():
        return None
    stop = at + 1
    after = [atom.text for atom in said[at + 1 : at + 3]]
    if text in "ap" and after[:1] == ["m"] and at and said[at - 1].text[0].isdecimal():
        return None
    if text == "e" and after[:1] in (["mail"], ["mails"]):
        return None
    if text == "i" and after[:1] == ["d"]:
        return None
    if text == "d" and at and said[at - 1].text == "i":
        return None
    if len(after) == 2 and after[0] in _LIKE and len(after[1]) > 1 and after[1][0] == text:
        stop = at + 3
    elif after and after[0] in _NATO and after[0][0] == text:  # "k kilo"
        stop = at + 2
    return Element(text, at, stop, Shape.LETTER)
