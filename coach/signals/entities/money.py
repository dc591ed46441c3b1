"""Prices, with a currency or with words that speak of paying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Line
from coach.signals.entities.vocabulary import Named, words

_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "usd": "USD", "gbp": "GBP", "eur": "EUR"}
_UNITS = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "pound": "GBP",
    "pounds": "GBP", "quid": "GBP", "euro": "EUR", "euros": "EUR", "usd": "USD", "gbp": "GBP",
    "eur": "EUR", "grand": "", "$": "USD", "£": "GBP", "€": "EUR",
}  # fmt: skip
_SMALL = {"cent": "", "cents": "", "pence": "GBP", "penny": "GBP", "p": "GBP"}
CUES = frozenset(
    "cost costs costing price prices priced pay pays paid paying charge charges charged charging "
    "fee fees bill bills billed total totals credit credited refund refunded deposit rate rates owe "
    "owed balance worth premium payment payments quote quoted discount save saved fare tariff rent "
    "spend spent invoice comes excess".split()
)
_MONEY_WORDS = frozenset(_UNITS) | frozenset(_SMALL) | frozenset(_SIGNS) | CUES
_PER_WORDS = frozenset("night month year week day hour minute person head visit mile go".split())

_N = r"\d+(?:\.\d+)?"
_PER = r"(?: (?:a|an|per|each|every) (?P<per>night|month|year|week|day|hour|minute|person|head|visit|mile|go)\b)?"
_UNIT = r"(?P<unit>dollars?|bucks?|pounds?|quid|euros?|grand|usd|gbp|eur|[$£€])"
_SIGNED = re.compile(
    rf"(?P<sign>[$£€]|\b(?:usd|gbp|eur)) ?(?P<n>{_N})(?: (?P<c>\d\d)(?![\d.:/]))?{_PER}"
)
_COUNTED = re.compile(
    rf"(?<![\d.:/] )(?<![\d.:/])\b(?P<n>{_N})(?: (?P<c>\d\d))?(?: and a (?P<half>half))? {_UNIT}"
    rf"(?: (?:and )?(?P<c2>\d{{1,2}})(?: (?:cents?|pence|p))?(?! ?(?:[a-z]*days?|hours?|a |per )))?{_PER}(?!\w)"
)
_COINS = re.compile(r"(?<!\b\w )\b(?P<n>\d{1,3}) (?P<unit>cents?|pence|p)\b(?! \w\b)" + _PER)
_BARE = re.compile(
    rf"(?<![\d.:/,-] )(?<![\d.:/])\b(?P<n>{_N})(?: (?:oh (?P<o>\d)|(?P<c>\d\d)))?(?! ?[\d.:/%-])\b{_PER}"
)
_NOT_AFTER = re.compile(
    r" (?:(?:working|business) )?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|seconds?|times?"
    r"|percent|per cent|am|pm|o'clock|people|tickets?|nights?|of|th|st|or|to|and a half|items?|miles?"
    r"|visits?|calls?|payments?|instalments?|installments?|cards?|digits?|letters?|more|oh|o|[a-z]\b)"
)
_CUE_BEFORE = re.compile(rf"(?:{'|'.join(sorted(CUES))})(?: [a-z']+){{0,4}} ?$")
_NOT_BETWEEN = frozenset(
    "in on by within until before after since number account card ending card's times day "
    "reference order room step line for".split()
)


def money(line: Line) -> Iterator[Named]:
    """Prices with a currency."""
    if line.said.isdisjoint(_MONEY_WORDS):
        return
    for pattern in (_SIGNED, _COUNTED, _COINS):
        for match in pattern.finditer(line.text):
            found = match.groupdict()
            unit = found.get("sign") or found["unit"]
            currency = _SIGNS.get(unit) or _UNITS.get(unit) or _SMALL.get(unit, "")
            amount = float(found["n"])
            if unit in _SMALL:
                amount /= 100
            if found.get("half"):
                amount += 0.5
            if unit == "grand":
                amount *= 1000
            cents = found.get("c") or found.get("c2")
            if cents and "." not in found["n"]:
                amount += int(cents) / 100
            yield EntityKind.MONEY, _write(amount, currency, found["per"]), _place(line, match)


def bare_money(line: Line) -> Iterator[Named]:
    """Numbers that are prices because of the words before or after them."""
    if line.said.isdisjoint(CUES) and line.said.isdisjoint(_PER_WORDS):
        return
    for match in _BARE.finditer(line.text):
        if _NOT_AFTER.match(line.text, match.end()):
            continue
        cents = match["c"] or (match["o"] and f"0{match['o']}")
        amount = _amount(match["n"], cents)
        per = match["per"]
        shelf = match["c"] in {"99", "95", "49"} and len(match["n"]) == 2
        if shelf or (per and amount >= 10) or _after_cue(line.text[: match.start()]):
            yield EntityKind.MONEY, _write(amount, "", per), _place(line, match)


def _after_cue(before: str) -> bool:
    match = _CUE_BEFORE.search(before[-60:])
    return match is not None and _NOT_BETWEEN.isdisjoint(match[0].split())


def _amount(whole: str, cents: str | None) -> float:
    """ "59 99" is 59.99, "2 40" is 240, "2 99" is 2.99."""
    if not cents:
        return float(whole)
    if len(whole) > 1 or cents in {"99", "95", "49", "98", "79", "89"}:
        return float(f"{whole}.{cents}") if "." not in whole else float(whole)
    return float(whole) * 100 + int(cents)


def _write(amount: float, currency: str, per: str | None) -> str:
    number = f"{amount:.2f}".removesuffix(".00")
    return f"{number} {currency}".rstrip() + (f"/{per}" if per else "")


def _place(line: Line, match: re.Match[str]) -> range:
    return line.place(match.start(), match.end())
