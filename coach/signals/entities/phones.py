"""Whether digits are a telephone number, or a card's."""

from __future__ import annotations

import re
from functools import lru_cache

_ABROAD = ("GB", "IE", "AU", "NZ", "ZA")
"""Where a number begins with a zero."""

_FICTIONAL = re.compile(r"\+?1?(?:[2-9]\d\d)?555\d{4}|(?:\+44|0)(?:1632\d{5,6}|7700900\d{3})")
"""Numbers kept free for stories: 555 in America, 01632 and 07700 900 in Britain."""


@lru_cache(maxsize=1024)
def is_phone(value: str) -> bool:
    """Whether it is a valid number of a country where people speak English."""
    if _FICTIONAL.fullmatch(value):
        return True
    if not 10 <= len(value.removeprefix("+")) <= 15:
        return False
    if value.startswith("+"):
        return _is_valid(value, None)
    if value.startswith("0"):
        return any(_is_valid(value, region) for region in _ABROAD)
    return len(value) == 10 + value.startswith("1") and _is_valid(value, "US")


def _is_valid(value: str, region: str | None) -> bool:
    import phonenumbers  # noqa: PLC0415 - a tenth of a second, and most calls name no phone

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, region))
    except phonenumbers.NumberParseException:
        return False


def luhn(value: str) -> bool:
    """Whether the last digit checks the others, as on a payment card."""
    digits = [int(character) for character in reversed(value)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
