"""The words that introduce a number, and tell which it is."""

from __future__ import annotations

from collections.abc import Sequence

from coach.signals.entities.line import Atom
from coach.signals.entities.vocabulary import FILLERS, words

WITHIN_ATOMS = 6

ENDING = words("ending ends end finishing")
CARD = words("card debit credit visa mastercard amex card's debit's visa's cards long")
PHONE = words(
    "phone mobile cell call ring reach text telephone callback landline phone's cell's "
    "mobile's contact dial whatsapp"
)
ZIP = words("zip zipcode postcode postal eircode zip's")
NUMBERS = words(
    "account acct reference ref policy booking order member membership serial meter case "
    "ticket claim customer confirmation tracking invoice card id code imei locator complaint "
    "job"
)
SPELLING = words("name surname spelled spelt spell spelling called")
NAMED = (
    NUMBERS
    | ENDING
    | words("number numbers digits zip postcode pin extension phone mobile cell ref's number's")
)
"""Words after which even a short figure is an identifier."""

_LINKS = FILLERS | words(
    "the is it's of in with are was that's to on my your first last four three at best long "
    "new and one says for you's be just me a s"
)
ABBREVIATIONS = words(
    "usa uk bbc atm dvd pin cvv csc iban dob ssn vip faq gps usb hdmi sms url pdf asap led "
    "lcd nhs hmrc dvla aaa abc ceo irs fbi eta faqs tv cd ups dhl dpd gp mot rac aa ibm diy "
    "hr it suv bmw apr isa ira hsa ppo hmo mri er rsvp pos ios mpg sim esim wifi lol vat apo "
    "pob rsa sos"
)


def introduction(said: Sequence[Atom], start: int) -> tuple[str, ...]:
    """The words that lead to a place, the nearest first: as far as they speak of a number."""
    found = []
    for atom in reversed(said[max(0, start - WITHIN_ATOMS) : start]):
        found.append(atom.text)
        if atom.text not in _LEADING:
            break
    return tuple(found)


_LEADING = NAMED | CARD | PHONE | ZIP | SPELLING | _LINKS
