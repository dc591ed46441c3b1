"""Runs of digits and letters sorted into phone and card numbers, postcodes, names and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Atom
from coach.signals.entities.runs import Run
from coach.signals.entities.symbols import Shape

REGIONS = ("US", "GB", "IE", "AU", "NZ", "IN", "DE", "FR")
CUE_ATOMS = 6
_ENDING = frozenset("ending ends end".split())
_NAMED = frozenset(
    "number numbers account acct reference ref code id policy booking order member membership card "
    "digits serial meter zip postcode pin case ticket claim customer extension confirmation it's is "
    "ending ends was tracking invoice phone mobile cell".split()
)
_CARD = frozenset("card debit credit visa mastercard amex card's debit's visa's cards long".split())
_PHONE = frozenset(
    "phone mobile cell call ring reach text telephone callback landline phone's cell's mobile's "
    "contact dial whatsapp".split()
)
_ZIP = frozenset("zip zipcode postcode postal eircode".split())
_OTHER_NUMBER = frozenset(
    "account acct reference ref policy booking order member membership serial meter case ticket "
    "claim customer confirmation tracking invoice card id code imei".split()
)
_SPELLING = frozenset("name surname spelled spelt spell spelling called".split())
_ABOUT = frozenset(
    "about around over under almost nearly than for only roughly approximately cost costs paid "
    "pay since in from".split()
)
_LINKS = frozenset(
    "the is it's of in with number are was that's ends ending to on my your first last four three "
    "digits just uh um me at best long new and one says for you's be".split()
)
_ABBREVIATIONS = frozenset(
    "usa uk bbc atm dvd pin cvv csc iban dob ssn vip faq gps usb hdmi sms url pdf asap led lcd nhs "
    "hmrc dvla aaa abc ceo irs fbi eta faqs tv cd ups dhl dpd gp mot rac aa ibm diy hr it suv bmw "
    "apr isa ira hsa ppo hmo mri er rsvp pos ios mpg sim esim wifi lol".split()
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_POSTCODE = re.compile(r"(?P<out>[A-Z]{1,2}\d[A-Z\d]?)(?P<inward>\d[A-Z]{2})")
_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE "
    "LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL "
    "SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)


def identify(said: Sequence[Atom], run: Run) -> tuple[EntityKind, str, bool] | None:
    """Kind, value, and whether it is sure; None for an ordinary number."""
    symbols = run.symbols
    before = list(_before(said, run.start))
    value = symbols.replace("+", "")
    if value.isalpha():
        return _letters(run, value, before)
    if postcode := _postcode(value):
        return EntityKind.POSTCODE, postcode, True
    named = not _NAMED.isdisjoint(before)
    if not _dictated(said, run, value, before, named=named):
        return None
    sure = named or len(value) >= 5 or not value.isdecimal()
    return _kind(said, run, value, before), _written(said, run, value), sure


def _written(said: Sequence[Atom], run: Run, value: str) -> str:
    plus = run.symbols.startswith("+") or (run.start and said[run.start - 1].text == "plus")
    return f"+{value}" if plus else value


def _kind(said: Sequence[Atom], run: Run, value: str, before: list[str]) -> EntityKind:
    if not value.isdecimal():
        return EntityKind.DIGITS
    size = len(value)
    carded = not _CARD.isdisjoint(before)
    if (13 <= size <= 19 and (carded or _luhn(value))) or (carded and 4 <= size <= 19):
        return EntityKind.CARD
    everything = {atom.text for atom in said}
    if size in (5, 9) and not _ZIP.isdisjoint(before):
        return EntityKind.POSTCODE
    phoned = not _PHONE.isdisjoint(before)
    if 7 <= size <= 15 and (phoned or _OTHER_NUMBER.isdisjoint(everything)):
        written = _written(said, run, value)
        if (phoned and size >= 7) or _valid_phone(written) or _fictional(value):
            return EntityKind.PHONE
    return EntityKind.DIGITS


def _before(said: Sequence[Atom], start: int) -> Iterator[str]:
    """The words that introduce a run: up to a noun that names it, through linking words."""
    for atom in reversed(said[max(0, start - CUE_ATOMS) : start]):
        yield atom.text
        cue = atom.text in _NAMED or atom.text in _CARD or atom.text in _PHONE
        if not (cue or atom.text in _LINKS or atom.text in _ZIP or atom.text in _SPELLING):
            return


def _letters(run: Run, value: str, before: Sequence[str]) -> tuple[EntityKind, str, bool] | None:
    spelled = sum(len(e.symbols) for e in run.elements if e.shape is Shape.LETTER)
    nato = len(run.elements) >= 3
    if len(value) < 3 or not (spelled >= 3 or nato) or value.lower() in _ABBREVIATIONS:
        return None
    name = not set("AEIOUY").isdisjoint(value) and _OTHER_NUMBER.isdisjoint(before)
    if name or not _SPELLING.isdisjoint(before):
        return EntityKind.NAME, value.title(), True
    return EntityKind.DIGITS, value, True


def _dictated(
    said: Sequence[Atom], run: Run, value: str, before: Sequence[str], *, named: bool
) -> bool:
    """Whether it is said as people say an identifier, and not as they say an amount."""
    size = len(value)
    if before[:1] and before[0] in _ENDING or (before[:1] == ["in"] and "ending" in before):
        return size >= 2
    if size < 3:
        return False
    if not value.isdecimal():
        return _mixed(run, value, named=named)
    if len(run.elements) == 1:
        return _alone(said, run, value, before, named=named)
    if run.only(Shape.SINGLE):
        return True
    if run.has(Shape.ROUND):
        return size >= 6
    if size == 3:
        return named or said[run.start].text in {"oh", "o", "zero", "nought"}
    if len(run.elements) == 2 and size == 4 and run.only(Shape.PAIR, Shape.FIGURES):
        return named or not (_YEARS.fullmatch(value) or _like_price_or_time(value))
    return True


def _mixed(run: Run, value: str, *, named: bool) -> bool:
    digits = sum(map(str.isdecimal, value))
    if len(value) >= 5 or named:
        return digits >= 1
    if run.only(Shape.MIXED):
        return len(value) >= 4 and digits >= 2
    return digits >= 2


def _alone(
    said: Sequence[Atom], run: Run, value: str, before: Sequence[str], *, named: bool
) -> bool:
    shape = run.elements[0].shape
    if shape is Shape.SINGLE:  # "triple five"
        return True
    if shape is not Shape.FIGURES:
        return False
    if named or len(value) >= 5:
        return True
    last = run.stop == len(said)
    return last and not _YEARS.fullmatch(value) and _ABOUT.isdisjoint(before[:1])


def _like_price_or_time(value: str) -> bool:
    head, tail = int(value[:2]), value[2:]
    return (
        tail in {"99", "95", "49"}
        or (head <= 12 and tail in {"00", "15", "30", "45"})
        or (head == int(tail))
    )


def _postcode(value: str) -> str | None:
    match = _POSTCODE.fullmatch(value)
    if match is None:
        return None
    area = match["out"].rstrip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:10])
    area = re.match(r"[A-Z]{1,2}", area)[0]  # type: ignore[index]
    return f"{match['out']} {match['inward']}" if area in _AREAS else None


def _luhn(value: str) -> bool:
    digits = [int(character) for character in reversed(value)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _fictional(value: str) -> bool:
    """Numbers kept free for stories: 555 in America, 01632 and 07700 900 in Britain."""
    return (
        re.fullmatch(r"1?(?:[2-9]\d\d)?5550?1?\d{2,3}|01632\d{5,6}|07700900\d{3}", value)
        is not None
    )


@lru_cache(maxsize=1024)
def _valid_phone(value: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - a tenth of a second, and most calls name no phone

    if len(value) < 10:
        return False
    for region in REGIONS:
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
    return False
