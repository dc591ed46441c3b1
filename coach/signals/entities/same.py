"""Whether two identifiers are the same one."""

from __future__ import annotations

SHORTEST_TAIL = 3
SHORTEST_PART = 4
SHORTEST_MISHEARD = 6
_ALIKE = str.maketrans({"O": "0", "I": "1"})


def same_value(a: str, b: str) -> bool:
    """Whether two values name the same: equal, or one holds the other, as the last four do.

    Spaces, punctuation and capitals do not matter, nor a country code or its leading zero, nor one
    character that was misheard in values of six or more.
    """
    one, other = sorted((_bare(a), _bare(b)), key=len)
    if not one:
        return False
    if one == other:
        return True
    local = one.lstrip("0")
    if len(local) >= SHORTEST_MISHEARD and local.isdecimal() and other.endswith(local):
        return True
    if len(one) >= SHORTEST_TAIL and other.endswith(one):
        return True
    if len(one) >= SHORTEST_PART and one in other:
        return True
    return len(one) >= SHORTEST_MISHEARD and _one_apart(one, other)


def _bare(value: str) -> str:
    return "".join(filter(str.isalnum, value)).upper().translate(_ALIKE)


def _one_apart(short: str, long: str) -> bool:
    """Whether one character replaced, or left out, makes them equal."""
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
