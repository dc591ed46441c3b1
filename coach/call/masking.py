"""Numbers that identify a customer, hidden wherever words are shown.

Card, account and phone numbers keep their last two to four digits; a security code, a PIN or a
one-time code keeps none. Digits are known as they are written ("4903-1160", "+44 1632 960114") and
as they are said ("four nine oh three double one six oh", "forty-four seventeen"). Prices, dates,
times and amounts stay. Each word stays one word, so that words keep their times, and what is
masked is not changed by masking it again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, groupby

from coach.call.numerals import (
    DOT,
    Digits,
    bare,
    digits_at,
    is_interjection,
    is_month,
    is_unit,
    joins,
    names_a_number,
)

SHORTEST = 5
"""Digits from which a run is an identifier; four are what people read back as "ending in"."""

SHORTEST_IN_TENS = 7
"""The same for "eleven fifty nine ninety nine", which may as well be a price."""

SHORTEST_WITH_YEAR = 8
"""The same for "2019 40": a year next to another figure."""

SHORTEST_CODE = 3
CODE_BEFORE_WORDS = 4
CODE_AFTER_WORDS = 12
NAMED_WITHIN_WORDS = 4
JOINING_WORDS = 2
YEARS_IN_A_ROW = 3

_CODE = re.compile(
    r"\b(?:security (?:code|number)|(?:verification|one[- ]time|access) (?:code|pass\w*)"
    r"|card verification|cvv2?|cvc2?|cv2|csc|pass ?code|pin|pin number"
    r"|(?:digits?|numbers?|code) on the (?:back|reverse))\b",
    re.IGNORECASE,
)

Run = tuple[Digits, ...]
"""Digits that belong together, in order; at least one."""


def mask(text: str) -> str:
    """The text with identifying numbers hidden. Spaces and line ends stay as they are."""
    pieces = re.split(r"(\s+)", text)
    pieces[::2] = mask_words(pieces[::2])
    return "".join(pieces)


def mask_words(words: Sequence[str], codes: Iterable[range] = ()) -> list[str]:
    """The words with identifying numbers hidden: as many words as came in.

    `codes` are places in which digits are a security code, beside those that the words tell:
    in the answer to "and the three digits on the back?", for example.
    """
    masked = list(words)
    in_code = bytearray(len(words))
    for near in (*codes, *_near_a_code(words)):
        for place in near:
            in_code[place] = True
    for run in _runs(words):
        count = sum(element.count for element in run)
        if count >= SHORTEST_CODE and any(in_code[run[0].start : run[-1].end]):
            _hide(masked, run, keep=0)
        elif _identifies(words, run):
            _hide(masked, run, keep=max(2, min(4, count // 3)))
    return masked


def hide_numbers(words: Sequence[str], shortest: int = 1, codes: Iterable[range] = ()) -> list[str]:
    """The words with every number of at least `shortest` digits hidden, to its last digit.

    For words of which nobody knows yet what they belong to. `codes` as in `mask_words`: there,
    and near the mention of a code, any digit is hidden. Prices and the like stay if they are short.
    """
    masked = list(words)
    coded = {place for near in (*codes, *_near_a_code(words)) for place in near}
    for run in _runs(words):
        count = sum(element.count for element in run)
        is_code = any(place in coded for place in range(run[0].start, run[-1].end))
        if is_code or count >= (SHORTEST_IN_TENS if run[0].ordinary else shortest):
            _hide(masked, run, keep=0)
    return masked


def loose_ends(words: Sequence[str]) -> tuple[int, int]:
    """How many digits the words begin with, and how many they end with.

    Digits that a number said in pieces may have before them, or behind them. Both are all digits
    when there is nothing else; (-1, -1) when there is nothing but an "uh", which breaks no number.
    """
    runs = _runs(words)
    if not runs:
        return (-1, -1) if _only_joins(words) else (0, 0)
    first, last = runs[0], runs[-1]
    before, after = words[: first[0].start], words[last[-1].end :]
    return (
        sum(element.count for element in first) if _only_joins(before) else 0,
        sum(element.count for element in last) if _only_joins(after) else 0,
    )


def _only_joins(words: Sequence[str]) -> bool:
    return len(words) <= JOINING_WORDS and all(joins(word) for word in words)


def mentions_code(words: Sequence[str]) -> bool:
    """Whether a security code, a PIN or a one-time code is spoken of."""
    return _CODE.search(" ".join(words)) is not None


def _near_a_code(words: Sequence[str]) -> list[range]:
    """The places near the mention of a code, in which digits are that code."""
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    near = []
    for match in _CODE.finditer(" ".join(words)):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1) - 1
        stop = min(len(words), last + 1 + CODE_AFTER_WORDS)
        near.append(range(max(0, first - CODE_BEFORE_WORDS), stop))
    return near


def _runs(words: Sequence[str]) -> list[Run]:
    """Longest stretches of digits, with at most two joining words ("uh", "dash") between."""
    runs: list[Run] = []
    elements: list[Digits] = []
    joining = 0
    place = 0

    def close() -> None:
        for piece in _without_years(tuple(elements)):
            runs.extend(_with_its_letters(piece))
        elements.clear()

    while place < len(words):
        found = digits_at(words, place)
        if found is None or _stands_apart(words, found, first=not elements):
            joining += 1
            if joining > JOINING_WORDS or not joins(words[place]):
                close()
            place += 1
            continue
        if elements and (found.ordinary or elements[-1].ordinary):
            close()
        elements.append(found)
        joining = 0
        place = found.end
    close()
    return runs


def _stands_apart(words: Sequence[str], found: Digits, *, first: bool) -> bool:
    """Whether it is no part of a number.

    The 5 of "June 5, 2026" is none, nor the 10 of "10 minutes", nor the "Oh," before a number.
    """
    day = found.count <= 2 and found.start > 0 and is_month(words[found.start - 1])
    followed = words[found.end] if found.end < len(words) else ""
    amount = not found.spoken and found.count <= 3 and is_unit(followed)
    return day or amount or (first and is_interjection(words[found.start]))


def _without_years(elements: Run) -> list[Run]:
    """One run when it is long enough for a number; else the years apart from the rest."""
    if sum(element.count for element in elements) < SHORTEST_WITH_YEAR:
        return _split(elements, _is_year)
    return [elements]


def _with_its_letters(elements: Run) -> list[Run]:
    """One run when spelled letters and digits make a reference; else the digits between letters."""
    letters = sum(element.letter for element in elements)
    digits = sum(element.count for element in elements) - letters
    if letters and (letters < 2 or digits < 2 or letters + digits < SHORTEST):
        return [run for run in _split(elements, _is_letter) if not run[0].letter]
    return [elements]


def _is_letter(element: Digits) -> bool:
    return element.letter


def _is_year(element: Digits) -> bool:
    return element.year


def _split(elements: Run, key: Callable[[Digits], bool]) -> list[Run]:
    return [tuple(group) for _, group in groupby(elements, key=key)]


def _identifies(words: Sequence[str], run: Run) -> bool:
    """Whether a run of digits is an identifier, and not an amount, a date or a time."""
    count = sum(element.count for element in run)
    if run[0].ordinary:
        return count >= SHORTEST_IN_TENS and _is_named(words, run)
    if all(element.year for element in run) and len(run) <= YEARS_IN_A_ROW:
        return False
    if any(element.letter or element.reference for element in run):
        return count >= SHORTEST
    single = sum(element.count for element in run if element.single)
    if count < (SHORTEST if single >= SHORTEST - 1 else SHORTEST_IN_TENS):
        return False
    after = words[run[-1].end] if run[-1].end < len(words) else ""
    before = words[run[0].start - 1] if run[0].start else ""
    return len(run) > 1 or not (is_unit(after) or is_unit(before))


def _is_named(words: Sequence[str], run: Run) -> bool:
    """Whether "account number" or the like stands before 40,718,852, as a recogniser writes it."""
    first = run[0].start
    whole = words[first].count(",") >= 2 and "." not in bare(words[first])
    near = words[max(0, first - NAMED_WITHIN_WORDS) : first]
    return whole and any(names_a_number(word) for word in near)


def _hide(masked: list[str], run: Run, keep: int) -> None:
    """Hide all digits of the run but the last `keep`; a number word is hidden whole or not."""
    for element in reversed(run):
        if not element.spoken:
            shown = min(keep, element.count)
            keep -= shown
            masked[element.start] = _hide_written(masked[element.start], shown, element.reference)
        elif element.count <= keep:
            keep -= element.count
        else:
            keep = 0
            for place in range(element.start, element.end):
                core = bare(masked[place])
                masked[place] = masked[place].replace(core, DOT, 1)


def _hide_written(word: str, keep: int, letters_too: bool) -> str:
    hidden = []
    for character in reversed(word):
        counts = character.isdecimal() or (letters_too and character.isalpha())
        if counts and keep > 0:
            keep -= 1
            hidden.append(character)
        else:
            hidden.append(DOT if counts else character)
    return "".join(reversed(hidden))
