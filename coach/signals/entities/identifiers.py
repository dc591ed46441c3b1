"""Runs of digits and letters sorted into phone and card numbers, postcodes, names and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.signals.entities.cues import (
    ABBREVIATIONS,
    CARD,
    ENDING,
    NAMED,
    NUMBERS,
    PHONE,
    SPELLING,
    ZIP,
    introduction,
)
from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Atom
from coach.signals.entities.phones import is_phone, luhn
from coach.signals.entities.runs import Run
from coach.signals.entities.symbols import ZEROS, Shape, text_at
from coach.signals.entities.vocabulary import words

Identified = tuple[EntityKind, str, bool]
"""Kind, value, and whether it is sure enough to outweigh a price or a time."""

SURE_FROM = 5
NOUN_WITHIN_ATOMS = 12
_AMOUNT_BEFORE = words(
    "about around over under almost nearly than for only roughly approximately cost costs "
    "paid pay since in from"
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_UK = re.compile(r"(?P<area>[A-Z]{1,2})(?P<district>\d[A-Z\d]?)(?P<inward>\d[A-Z]{2})")
_CANADA = re.compile(r"[A-Z]\d[A-Z]\d[A-Z]\d")
_AREAS = words(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN "
    "DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY "
    "L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S "
    "SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR "
    "WS WV YO ZE"
)


def identify(said: Sequence[Atom], run: Run) -> Identified | None:
    """What a run is; None for an ordinary number."""
    value = run.symbols.replace("+", "")
    before = introduction(said, run.start)
    if value.isalpha():
        return _spelled(run, value, before)
    if postcode := _postcode(value, zip_said=not ZIP.isdisjoint(before)):
        return EntityKind.POSTCODE, postcode, True
    if not _is_dictated(said, run, value, before):
        return None
    sure = not NAMED.isdisjoint(before) or len(value) >= SURE_FROM or not value.isdecimal()
    international = run.symbols.startswith("+") or text_at(said, run.start - 1) == "plus"
    kind = _kind(said, run.start, value, before, international=international)
    return kind, f"+{value}" if international else value, sure


def _kind(
    said: Sequence[Atom], start: int, value: str, before: Sequence[str], *, international: bool
) -> EntityKind:
    if not value.isdecimal():
        return EntityKind.DIGITS
    size = len(value)
    by_card = not CARD.isdisjoint(before)
    if (by_card and 4 <= size <= 19) or (13 <= size <= 19 and luhn(value)):
        return EntityKind.CARD
    if 7 <= size <= 15:
        if not PHONE.isdisjoint(before):
            return EntityKind.PHONE
        shaped = is_phone(f"+{value}" if international else value)
        if shaped and not _is_another(said, start):
            return EntityKind.PHONE
    return EntityKind.DIGITS


def _is_another(said: Sequence[Atom], start: int) -> bool:
    """Whether the nearest noun before ten digits says that they are no telephone number."""
    for atom in reversed(said[max(0, start - NOUN_WITHIN_ATOMS) : start]):
        if atom.text in PHONE or atom.text in NUMBERS:
            return atom.text in NUMBERS and atom.text != "code"
    return False


def _spelled(run: Run, value: str, before: Sequence[str]) -> Identified | None:
    """A word that was spelled: a name when it can be spoken, else a code."""
    singly = sum(len(e.symbols) for e in run.elements if e.shape is not Shape.LETTERS)
    if len(value) < 3 or max(singly, len(run.elements)) < 3 or value.lower() in ABBREVIATIONS:
        return None
    spoken = not set("AEIOUY").isdisjoint(value) and NUMBERS.isdisjoint(before)
    if spoken or not SPELLING.isdisjoint(before):
        return EntityKind.NAME, value.title(), True
    return EntityKind.DIGITS, value, True


def _is_dictated(said: Sequence[Atom], run: Run, value: str, before: Sequence[str]) -> bool:
    """Whether it is said as people say an identifier, and not as they say an amount."""
    last = before[0] if before else ""
    if last in ENDING or (last == "in" and not ENDING.isdisjoint(before)):
        return len(value) >= 2
    if len(value) < 3:
        return False
    if not value.isdecimal():
        return _is_mixed(run, value, named=not NAMED.isdisjoint(before))
    if len(run.elements) == 1 and not run.only(Shape.SINGLE):
        return _stands_alone(said, run, value, before)
    return run.only(Shape.SINGLE) or _is_grouped(said, run, value, before)


def _is_grouped(said: Sequence[Atom], run: Run, value: str, before: Sequence[str]) -> bool:
    """Digits said in tens or hundreds: "forty-four seventeen", and not "fifty-nine ninety-nine"."""
    named = not NAMED.isdisjoint(before)
    if run.has(Shape.ROUND):
        return len(value) >= 6 and not _YEARS.fullmatch(value[:2] + value[-2:])
    if len(value) == 3:
        return named or text_at(said, run.start) in ZEROS
    if len(value) == 4 and run.only(Shape.PAIR, Shape.FIGURES):
        return named or not (_YEARS.fullmatch(value) or _like_price_or_time(value))
    return True


def _is_mixed(run: Run, value: str, *, named: bool) -> bool:
    digits = sum(map(str.isdecimal, value))
    if len(value) >= SURE_FROM or named:
        return True
    return digits >= 2 and (len(value) >= 4 or not run.only(Shape.MIXED))


def _stands_alone(said: Sequence[Atom], run: Run, value: str, before: Sequence[str]) -> bool:
    """One figure as a recogniser writes it: 4417 may be an identifier, a year or an amount."""
    if run.elements[0].shape is not Shape.FIGURES:
        return False
    if len(value) >= SURE_FROM or not NAMED.isdisjoint(before):
        return True
    ends = run.stop == len(said) and len(value) == 4
    ordinary = _YEARS.fullmatch(value) or (before and before[0] in _AMOUNT_BEFORE)
    return (ends or value[0] == "0") and not ordinary


def _like_price_or_time(value: str) -> bool:
    """As "fifty-nine ninety-nine", "ten thirty", "fifty fifty"."""
    head, tail = int(value[:2]), value[2:]
    half_past = head <= 12 and tail in {"00", "15", "30", "45"}
    return tail in {"99", "95", "49"} or half_past or value == "5050"


def _postcode(value: str, *, zip_said: bool) -> str | None:
    if match := _UK.fullmatch(value):
        outward = match["area"] + match["district"]
        return f"{outward} {match['inward']}" if match["area"] in _AREAS else None
    if _CANADA.fullmatch(value):
        return f"{value[:3]} {value[3:]}"
    is_zip = zip_said and value.isdecimal() and len(value) in {4, 5, 9}
    return value if is_zip else None
