"""What can be named in an utterance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """The kinds of things that are named. DIGITS is any run of digits and letters."""

    DIGITS = "digits"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    CARD = "card"
    NAME = "name"
    PERCENT = "percent"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing named: its normalised value, the indexes of its words, and the words as said.

    The forms of values, by kind:
    DIGITS, CARD, PHONE `LH2071`, `+447700900142`; POSTCODE `BS4 2QR`;
    EMAIL, URL in small letters; NAME `Amara Nwosu`; MONEY `59.99 GBP`, `109/night`; PERCENT `15`;
    DATE `2026-01-22`, `../2026-01-23` (not later), `2026-01-26/2026-01-30`, or when the day of the
    call does not settle it, `weekday:thursday monthday:29 month:3`, `relative:tomorrow`;
    TIME `14:50`, `08:00-12:00`, `..-15:00`, `17:00-..`;
    DURATION `2 hours`, `3-5 working days`, `14 days`.
    """

    kind: EntityKind
    value: str
    words: range
    text: str
