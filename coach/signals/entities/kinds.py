"""Which identifier words name: "the best number to reach you on" is the phone's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.signals.entities.vocabulary import grammar
from coach.signals.pieces import plain

_ID = r"(?:numbers?|nos?|num|ids?|i d|identifiers?|codes?|refs?|references?)"
_YOU = r"(?:you|him|her|them|me|us|yourself)"
_REACH = r"(?:reach|get|catch|call|ring|phone|text|contact|find|dial|get (?:a )?hold of)"

_NOUNS = {
    "security": r"""pass ?words?|pass ?phrases?|pass ?codes?|cvv2?|cvc|code ?words?|maiden names?
        |pin(?: numbers?| codes?)?|hints?|secrets?|keypad codes?|security digits|phrases?
        |(?:security|secret|memorable|safe|verification|access|one time|one off|magic|pick ?up)
        [ ](?:\w+ )?(?:words?|questions?|answers?|codes?|phrases?|names?|numbers?|information
        |dates?|places?)
        |words? (?:on file|we agreed|you (?:chose|gave|set|picked))""",
    "date_of_birth": r"""(?:dates?|days?|months?|years?) (?:of|you were) (?:birth|born)|birth ?\w*
        |d ?o ?b|dobs?|(?:were|was|are) (?:you |she |he |they )?born|born|(?:what|your) age|how old
        |came? into the world""",
    "last_digits": r"""(?:last|final) ?(?:\d|two|three|four|five|six)
        (?: (?:digits?|numbers?|figures?))?
        (?! (?:days?|weeks?|months?|years?|times?|hours?|minutes?|calls?|orders?|payments?|things?))
        |(?:last|final) (?:few )?digits|tail end""",
    "email": r"e ?mails?(?: address(?:es)?)?|in ?box(?:es)?|e address|electronic address",
    "postcode": r"post ?codes?|zip(?: ?codes?)?|postal codes?|eir ?codes?",
    "card": rf"""(?:long )?(?:credit |debit |bank )?(?:card|debit|visa|mastercard|amex|plastic)
        (?:'s)?(?: {_ID})?|cards|expir\w+|long number|sixteen (?:digits|numbers)""",
    "phone": rf"""(?:tele)?phones?(?: (?:number|no)s?)?|mobiles?|cells?|cell ?phones?|landlines?
        |(?:contact|call ?back|daytime|day time|home|work) numbers?|contact details|call ?back
        |best (?:daytime )?(?:line|contact|number)|numbers? (?:\w+ ){{0,4}}{_REACH} {_YOU}
        |{_REACH} {_YOU} (?:\w+ )?(?:on|at)|get (?:a )?hold of {_YOU}|number you're on""",
    "policy": rf"polic(?:y|ies)(?: {_ID})?|(?:cover|quote|insurance) {_ID}",
    "booking": rf"""(?:bookings?|reservations?|itinerar(?:y|ies)|confirmations?|appointments?
        |trips?)(?: {_ID})*|record locators?|locators?|p ?n ?r""",
    "order": rf"""orders?(?: {_ID})?|(?:purchase|tracking|invoice|parcel|shipment|receipt
        |consignment|delivery|voucher) {_ID}""",
    "member": rf"""(?:members?|membership|memberships|loyalty|rewards?|frequent flyer|library
        |supporter|fan)(?: card)?(?: {_ID})?""",
    "meter": rf"meters?(?: (?:serial|point))?(?: {_ID})?|m ?p ?[ar] ?n",
    "serial": rf"(?:serials?|model|i ?m ?e ?i|asset)(?: {_ID})?",
    "customer": rf"""(?:customer|client|patient|subscriber|user|tenant|student|hospital|nhs|roll
        |donor) {_ID}""",
    "account": rf"""(?:accounts?(?! (?:holder|name))|acct|acc)(?:'s)?(?: {_ID})?|(?:contract|loan
        |plan|agreement) {_ID}|sort code|iban""",
    "case": rf"""(?:cases?|tickets?|claims?|complaints?|incident|fault|job|enquiry|support|docket
        |notice|dispute|service request)(?: {_ID})*|references?(?: {_ID})?|refs?(?: {_ID})?""",
    "address": r"""address(?:es)?|(?:where|whereabouts) (?:do |are )?(?:you|they) (?:live|living
        |based)|house number|flat number|street(?: name)?""",
    "name": r"""(?:\w+ )?names?|surnames?|who(?:m)? (?:am i|i'm|do i have|have i got|are we) \w+
        |who(?:'ve| have) (?:i|we) (?:got|been)|who's (?:this|that|calling)|you're called
        |what (?:do|should|can) i call you|you are called""",
}
"""The most telling first. What one noun has taken, the ones after it no longer see."""

KINDS: tuple[str, ...] = tuple(_NOUNS)
_PATTERNS = tuple((kind, grammar(rf"\b(?:{nouns})\b")) for kind, nouns in _NOUNS.items())
_OTHERWISE = grammar(
    rf"""\b(?:phone (?:calls?|bill|line)|(?:on|over|by) (?:the )?phone
    |(?<!to )phone {_YOU}(?! on)|e ?mail {_YOU}|by e ?mail
    |(?:send|sent|shoot|drop|get) {_YOU} (?:an |another |the )?e ?mail|in order|in any order
    |(?:just )?in case|in that case|to be honest|call you back|birthday (?:party|present|cake)
    |find (?:it|that|this) on|pin (?:it|that|down))\b"""
)
"""Where these nouns name no identifier."""


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
    text = _OTHERWISE.sub(" | ", text.replace("-", " "))
    found = []
    for kind, pattern in _PATTERNS:
        text, count = pattern.subn(" | ", text)
        if count:
            found.append(kind)
    return tuple(found)
