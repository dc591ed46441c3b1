"""Prices, with a currency or with words that speak of paying; and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, grammar, words

_CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "buck": "USD", "£": "GBP", "gbp": "GBP",
    "pound": "GBP", "quid": "GBP", "€": "EUR", "eur": "EUR", "euro": "EUR", "grand": "",
}  # fmt: skip
_COINS = {"cent": "", "pence": "GBP", "penny": "GBP", "p": "GBP"}
_CURRENCY_SAID = (
    _CURRENCIES.keys()
    | _COINS.keys()
    | {f"{name}s" for name in ("dollar", "buck", "pound", "euro", "cent")}
)
_PAYING = words(
    "cost costs costing price prices priced pay pays paid paying charge charges charged "
    "charging fee fees bill bills billed total totals credit credited refund refunded deposit "
    "rate rates owe owed balance worth premium payment payments quote quoted discount save "
    "saved fare tariff rent spend spent invoice comes excess"
)
_PERIODS = words("night month year week day hour minute person head visit mile go")

_NUMBER = r"\d+(?:\.\d+)?"
_PER = rf"(?: (?:an?|per|each|every) (?P<per>{'|'.join(sorted(_PERIODS))})\b)?"
_UNIT = r"(?P<unit>dollars?|bucks?|pounds?|quid|euros?|grand|usd|gbp|eur|[$£€])"
_NO_DIGIT_BEFORE = r"(?<![\d.:/,-] )(?<![\d.:/])"
_SIGNED = grammar(
    rf"(?P<unit>[$£€]|\b(?:usd|gbp|eur)) ?(?P<n>{_NUMBER})(?: (?P<cents>\d\d)(?![\d.:/]))?{_PER}"
)
_COUNTED = grammar(
    rf"""{_NO_DIGIT_BEFORE}\b(?P<n>{_NUMBER})(?: (?P<cents>\d\d))?(?: and a (?P<half>half))?
    [ ]{_UNIT}(?!\w)(?: (?:and )?(?:(?P<small>\d{{1,2}}) (?:cents?|pence|p)|(?P<more>\d\d))\b
    (?! ?(?:(?:working |business )?days?|hours?|weeks?|months?|minutes?|percent|\d)))?{_PER}"""
)
_SMALL = grammar(
    rf"(?<!\d )(?<!\b\w )(?<!\boh )\b(?P<n>\d{{1,3}}) (?P<unit>cents?|pence|p)\b(?! \w\b){_PER}"
)
_BARE = grammar(
    rf"""{_NO_DIGIT_BEFORE}\b(?P<n>{_NUMBER})(?: (?:oh (?P<oh>\d)|(?P<cents>\d\d)))?
    (?! ?[\d.:/%-])\b{_PER}
    (?! (?:(?:working |business )?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|seconds?
        |times?|nights?)|percent|per cent|am|pm|o'clock|people|tickets?|of|th|st|or|to|and a half
        |items?|miles?|visits?|calls?|payments?|inst[a-z]+|cards?|digits?|letters?|more|oh|\w)\b)"""
)
_AFTER_PAYING = re.compile(rf"\b(?:{'|'.join(sorted(_PAYING))})(?: [a-z']+){{0,4}} ?$")
_LOOKS_BACK = 60
_NO_PRICE_BETWEEN = words(
    "in on by within until before after since number account card ending card's times day "
    "reference order room step line for"
)
_SHELF_CENTS = frozenset({"99", "95", "49"})
_SHELF_CENTS_OF_FEW = _SHELF_CENTS | {"98", "79", "89"}
_SMALLEST_BARE = 10
_PERCENT = re.compile(rf"(?<![\d:/])(?P<n>{_NUMBER}) (?:%|percent|per cent|percentage points?)")


def money(line: Line) -> Iterator[Named]:
    """Prices with a currency."""
    if line.said.isdisjoint(_CURRENCY_SAID):
        return
    for pattern in (_SIGNED, _COUNTED, _SMALL):
        for match in pattern.finditer(line.text):
            value = _value(match)
            yield EntityKind.MONEY, value, line.place(match.start(), match.end())


def _value(match: re.Match[str]) -> str:
    found = match.groupdict()
    unit = found["unit"] if found["unit"] in _COINS else found["unit"].removesuffix("s")
    amount = float(found["n"]) + (0.5 if found.get("half") else 0.0)
    if unit in _COINS:
        return _write(amount / 100, _COINS[unit], found["per"])
    if unit == "grand":
        return _write(amount * 1000, "", found["per"])
    cents = found.get("cents") or found.get("small") or found.get("more")
    if cents and "." not in found["n"]:
        amount += int(cents) / 100
    return _write(amount, _CURRENCIES[unit], found["per"])


def bare_money(line: Line) -> Iterator[Named]:
    """Numbers that are prices because of the words before or after them, or of their cents."""
    for match in _BARE.finditer(line.text):
        cents = match["cents"] or (match["oh"] and f"0{match['oh']}")
        amount = _amount(match["n"], cents)
        if amount < _SMALLEST_BARE and not cents:
            continue
        shelf = match["cents"] in _SHELF_CENTS and len(match["n"]) == 2
        if shelf or match["per"] or _is_paid(line, match.start()):
            value = _write(amount, "", match["per"])
            yield EntityKind.MONEY, value, line.place(match.start(), match.end())


def _is_paid(line: Line, start: int) -> bool:
    if line.said.isdisjoint(_PAYING):
        return False
    match = _AFTER_PAYING.search(line.text[max(0, start - _LOOKS_BACK) : start])
    return match is not None and _NO_PRICE_BETWEEN.isdisjoint(match[0].split())


def _amount(whole: str, cents: str | None) -> float:
    """Read as it is said: "59 99" is 59.99, "2 40" is 240, "2 99" is 2.99."""
    if not cents or "." in whole:
        return float(whole)
    if len(whole) > 1 or cents in _SHELF_CENTS_OF_FEW:
        return float(f"{whole}.{cents}")
    return float(whole) * 100 + int(cents)


def _write(amount: float, currency: str, per: str | None) -> str:
    number = f"{amount:.2f}".removesuffix(".00")
    return f"{number} {currency}".rstrip() + (f"/{per}" if per else "")


def percents(line: Line) -> Iterator[Named]:
    """Shares of a hundred."""
    if line.said.isdisjoint({"%", "percent", "cent", "percentage"}):
        return
    for match in _PERCENT.finditer(line.text):
        yield EntityKind.PERCENT, f"{float(match['n']):g}", line.place(match.start(), match.end())
