"""What a file's fields must be: text is text, a time is a time. Else one clear sentence."""

from __future__ import annotations

import math
from typing import Any

from coach.call import InputError, Span, to_ms

LONGEST_S = 24 * 3600.0
"""No call is longer than a day: a larger time is in another unit, or a mistake."""

_IN_SECONDS = "Times are seconds from the start of the call, like 12.5."


def clean(text: str) -> str:
    """One line of text without invisible characters, some of which could steer a terminal."""
    return " ".join("".join(_visible(sign) for sign in text).split())


def _visible(sign: str) -> str:
    if sign.isspace():
        return " "
    return sign if sign.isprintable() else ""


def text_of(value: Any, where: str, name: str) -> str:
    """The cleaned text. InputError when the field is missing or is no text."""
    if not isinstance(value, str):
        raise InputError(f"{where}: `{name}` should be text.", "Every turn has its words in it.")
    return clean(value)


def object_of(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(
            f"{where} should be an object with named fields.", "See docs/notes/0004-formats.md."
        )
    return value


def list_of(value: Any, where: str) -> list[Any]:
    """The list; an absent one is empty."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(f"{where} should be a list.", "See docs/notes/0004-formats.md.")
    return value


def number_of(value: Any) -> float | None:
    """The finite number; None for anything else. Text such as "0.98" counts: Amazon writes it."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def time_of(value: Any, where: str, name: str, *, per_second: float = 1.0) -> float:
    """Seconds, from a number in a unit that goes `per_second` times into a second."""
    number = number_of(value)
    if number is None:
        raise InputError(f"{where}: `{name}` should be a time.", _IN_SECONDS)
    seconds = to_ms(number / per_second)
    if seconds < 0:
        raise InputError(f"{where}: `{name}` lies before the call begins.", _IN_SECONDS)
    if seconds > LONGEST_S:
        raise InputError(f"{where}: `{name}` lies more than a day into the call.", _IN_SECONDS)
    return seconds


def span_of(start: float, end: float, where: str) -> Span:
    if end < start:
        raise InputError(f"{where} ends before it starts.", _IN_SECONDS)
    return Span(start, end)


def confidence_of(value: Any) -> float | None:
    """A measured confidence, 0..1; None when there is none, or it is none."""
    number = number_of(value)
    return number if number is not None and 0.0 <= number <= 1.0 else None
