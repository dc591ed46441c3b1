"""Recognisers that are caught in a loop say the same thing over and over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.call import Word
from coach.hearing.engine import Decoding

COMPRESSION = 2.4
"""Text that zip makes this much shorter repeats itself."""
_LONGEST_PHRASE = 20
_FEWEST_WORDS = 12
_FEWEST_TIMES = 3
_SAME_WORD_TIMES = 8
_NO_TIME_S = 0.03


def loops(decoding: Decoding) -> bool:
    """Whether the text repeats itself more than people do."""
    if decoding.compression > COMPRESSION:
        return True
    return first_repeat([word.text for word in decoding.words]) is not None


def without_repeats(decoding: Decoding) -> Decoding:
    """The decoding up to where it begins to say the same again."""
    place = first_repeat([word.text for word in decoding.words])
    return decoding if place is None else replace(decoding, words=decoding.words[:place])


def without_echo(words: Sequence[Word]) -> list[Word]:
    """One stretch of speech less its last words, if they repeat those before and took no time.

    People repeat themselves too: then there is sound for every word, not for half of them only.
    """
    bare = [_bare(word.text) for word in words]
    for size in range(len(words) // 2, 0, -1):
        timeless = sum(word.span.length < _NO_TIME_S for word in words[-size:])
        if bare[-size:] == bare[-2 * size : -size] and 2 * timeless >= size:
            return list(words[:-size])
    return list(words)


def first_repeat(words: Sequence[str]) -> int | None:
    """Where a phrase comes for the second time in a row, of three times at least; None if never.

    "No no no no no" is said by people: a single word has to come more often.
    """
    bare = [_bare(word) for word in words]
    for first in range(len(bare)):
        for size in range(1, min(_LONGEST_PHRASE, (len(bare) - first) // 2) + 1):
            times = _times(bare, first, size)
            enough = _SAME_WORD_TIMES if size == 1 else _FEWEST_TIMES
            if times >= enough and times * size >= min(_FEWEST_WORDS, enough * size):
                return first + size
    return None


def _times(words: Sequence[str], first: int, size: int) -> int:
    phrase = words[first : first + size]
    times = 1
    while words[first + times * size : first + (times + 1) * size] == phrase:
        times += 1
    return times


def _bare(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())
