"""Which identifier words name: "the best number to reach you on" is the phone's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.signals.pieces import plain

_ID = r"(?:numbers?|nos?|num|ids?|i d|identifiers?|#)"
_REACH = r"(?:reach|get|catch|call|ring|phone|text|contact)"

_NOUNS: tuple[tuple[str, str], ...] = (
    (
        "security",
        r"passwords?|pass ?words?|pass ?phrases?|pass ?codes?|pin|pin number|cvv2?|cvc"
        r"|(?:security|secret|memorable|safe|verification|access|one time|magic)"
        r" (?:\w+ )?(?:words?|questions?|answers?|codes?|phrases?|names?|numbers?|information)"
        r"|maiden names?|code ?words?|(?:answer to|the) (?:your )?security",
    ),
    (
        "date_of_birth",
        r"(?:date|day|month|year)s? (?:of|you were) (?:birth|born)|birth ?(?:date|day)s?|d ?o ?b|dobs?"
        r"|(?:were|was) (?:you |she |he |they |the child )?born|born (?:on|in)",
    ),
    (
        "last_digits",
        r"(?:last|final|first) (?:\d|two|three|four|five|six|few)(?: (?:digits?|numbers?|figures?))?"
        r"(?! (?:days?|weeks?|months?|years?|times?|hours?|minutes?|calls?|orders?|payments?))"
        r"|(?:last|final) digits",
    ),
    ("email", r"e ?mails?(?: address(?:es)?)?"),
    (
        "postcode",
        r"post ?codes?|zip(?: ?codes?)?|postal codes?|eir ?codes?",
    ),
    ("card", rf"(?:long )?(?:card|debit|credit card|visa|mastercard|amex)(?:'s)?(?: {_ID})?|cards"),
    (
        "phone",
        r"(?:tele)?phones?(?: (?:number|no)s?)?|(?:mobiles?|cells?|cell ?phones?|landlines?)"
        r"|(?:contact|call ?back|daytime|home|work|day time) numbers?|contact details"
        rf"|numbers? (?:\w+ ){{0,3}}to {_REACH} (?:you|him|her|them|me|us)"
        rf"|numbers? (?:\w+ ){{0,4}}{_REACH} (?:you|him|her|them|me|us)"
        rf"|{_REACH} (?:you|me|him|her|them) (?:back )?(?:on|at)",
    ),
    ("policy", rf"polic(?:y|ies)(?: {_ID})?|cover {_ID}"),
    (
        "booking",
        rf"(?:booking|reservation|itinerary|confirmation|appointment|trip|ticket locator)s?"
        rf"(?: (?:{_ID}|ref|references?|codes?))*|record locators?|locators?|p ?n ?r",
    ),
    ("order", rf"(?:orders?|purchase|tracking|invoice|parcel|shipment|receipt)(?: {_ID})?"),
    (
        "member",
        rf"(?:member(?:ship|s)?|loyalty|rewards?|frequent flyer|library)(?: card)?(?: {_ID})?",
    ),
    ("meter", rf"meters?(?: (?:serial|point))?(?: {_ID})?|m ?p ?[ar] ?n"),
    ("serial", rf"(?:serial|model|i ?m ?e ?i|asset)(?: {_ID})?|serials"),
    (
        "customer",
        rf"(?:customer|client|patient|subscriber|user|tenant|student) (?:{_ID}|ref|reference)",
    ),
    ("account", rf"(?:accounts?|acct|acc|contract|sort code|iban)(?: {_ID})?"),
    (
        "case",
        rf"(?:cases?|tickets?|claims?|complaints?|incident|fault|job|enquiry|support|service request)"
        rf"(?: (?:{_ID}|ref|references?))*|references?(?: {_ID})?|refs?(?: {_ID})?",
    ),
    (
        "address",
        r"address(?:es)?|(?:where|whereabouts) (?:do |are )?(?:you|they) (?:live|living|based)"
        r"|house number|street(?: name)?",
    ),
    (
        "name",
        r"(?:first|last|full|given|family|sur|christian|account holder'?s?|your|the|whose|her|his|in"
        r"|what) ?names?|surnames?|names?|who(?:m)? (?:am i|i'm|do i have|have i got|are we)"
        r" (?:speaking|talking|the pleasure|on)\w*",
    ),
)

KINDS: tuple[str, ...] = tuple(kind for kind, _ in _NOUNS)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})\b")) for kind, pattern in _NOUNS)
_NOT = re.compile(
    r"\b(?:phone (?:call|bill|line|calls)|on the phone|over the phone|by phone"
    r"|e ?mail (?:you|him|her|them|me|us)|(?:an|that|the|this|another|your) e ?mail (?:from|about|saying)"
    r"|by e ?mail|an e ?mail|get to the|in order to|in order|in case|just in case|in that case"
    r"|took my name|to be honest)\b"
)


def kind_of_number(words: Sequence[str]) -> str | None:
    """The identifier that the words name, the most telling one when several; None for none.

    "Last four digits of the card" is `last_digits`. Works on the keys of known facts as well.
    """
    found = kinds_of_numbers(words)
    return found[0] if found else None


def kinds_of_numbers(words: Sequence[str]) -> tuple[str, ...]:
    """All identifiers that the words name, the most telling first."""
    return _kinds(" ".join(filter(None, (plain(word) for word in words))))


def kind_of_fact(key: str) -> str | None:
    """The identifier that a key such as `account_number` or `zip` stands for."""
    return kind_of_number(re.sub(r"[\W_]+", " ", key).split())


@lru_cache(maxsize=1024)
def _kinds(text: str) -> tuple[str, ...]:
    """The nouns are struck out as they are found: "card number" is no number of another kind."""
    text = _NOT.sub(" ", text.replace("-", " "))
    found = []
    for kind, pattern in _PATTERNS:
        text, count = pattern.subn(" | ", text)
        if count:
            found.append(kind)
    return tuple(found)
