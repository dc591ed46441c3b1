"""Laws of words made from tokens."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.hearing.engine import RawWord
from coach.hearing.wording import words_of

SYLLABLES = [
    " I",
    " said",
    "n't",
    " 8",
    ",",
    "000",
    ".",
    "...",
    " -",
    " $",
    "149",
    "?",
    " Über",
    "%",
]


def _decode(table: list[str]) -> Callable[[list[int]], str]:
    return lambda tokens: "".join(table[token] for token in tokens)


def _words(*parts: str, language: str = "en") -> list[RawWord]:
    tokens = list(range(len(parts)))
    times = [(n * 1.0, n + 1.0) for n in tokens]
    return list(words_of(tokens, times, [0.5] * len(parts), _decode(list(parts)), language))


@given(st.lists(st.sampled_from(SYLLABLES)))
def test_no_letter_or_figure_is_lost(parts: list[str]) -> None:
    """All that is spoken is in some word, in order; words have no spaces."""
    words = _words(*parts)
    spoken = "".join(c for c in "".join(parts) if c.isalnum())
    assert "".join(c for word in words for c in word.text if c.isalnum()) == spoken
    assert not any(" " in word.text for word in words)


@given(st.lists(st.sampled_from(SYLLABLES)))
def test_words_follow_each_other_in_time(parts: list[str]) -> None:
    """A word begins no earlier than the one before it ends."""
    words = _words(*parts)
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_punctuation_goes_with_its_word_but_not_with_its_time() -> None:
    """The pause that a full stop stands for is no part of the word."""
    assert _words(" Hi", ".", " You") == [
        RawWord("Hi.", 0.0, 1.0, 0.5),
        RawWord("You", 2.0, 3.0, 0.5),
    ]


def test_money_and_thousands_are_one_word() -> None:
    """Signs that are spoken belong to the word, and so do figures after a comma."""
    assert [word.text for word in _words(" $", "149", ",", "000", " off")] == ["$149,000", "off"]


def test_a_dash_between_words_is_no_word() -> None:
    """Spelled letters stand alone."""
    assert [word.text for word in _words(" S", " -", " I", " -", " T")] == ["S", "I", "T"]


def test_chinese_is_read_character_by_character() -> None:
    """Where no spaces are written, each character is a word; marks go with the one before."""
    assert [word.text for word in _words("你", "好", "。", language="zh")] == ["你", "好。"]


def test_a_character_of_several_tokens_is_kept_whole() -> None:
    """Tokens that mean nothing alone are read together."""
    whole = " für".encode()

    def decode(tokens: list[int]) -> str:
        return bytes(whole[token] for token in tokens).decode(errors="replace")

    tokens = list(range(len(whole)))
    times = [(0.0, 1.0)] * len(whole)
    (word,) = words_of(tokens, times, [1.0] * len(whole), decode, "de")
    assert word.text == "für"
