"""The words of an utterance with the numbers that were said written in figures.

"That's twenty-four to forty-eight hours" becomes "that's 24 to 48 hours", and each place in the
new text knows the words that it came from. Capitals, and the punctuation around words, are gone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from text_to_num import find_numbers  # type: ignore[import-untyped]

from coach.signals.pieces import plain

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
)
CARDINALS = frozenset(f"{_ONES} {_TEENS} {_TENS} zero hundred thousand million".split())
_NUMBERS = CARDINALS | frozenset(_ORDINALS.split())
_ROUND = frozenset({"hundred", "thousand", "million"})
_INSIDE = frozenset({"and", "point"})
_AFTER_TENS = frozenset(_TENS.split())

_WHOLE = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{1,2}/\d{1,2}"  # dates
    r"|\d{1,2}:\d\d|\d+\.\d+"
    r"|[a-z\d._+-]+@[a-z\d.-]+|(?:https?://)?[a-z\d-]+(?:\.[a-z\d-]{2,})+(?:/\S*)?"  # addresses
)
_PARTS = re.compile(
    r"\d{1,2}:\d\d|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\+?\d+(?:st|nd|rd|th)?(?![a-z\d])"
    r"|\d+(?=(?:am|pm|a\.m|p\.m|hrs?|mins?|p|k|gb|mb)(?![a-z\d]))"
    r"|(?:[a-z]\.)+[a-z](?![a-z])"
    r"|[^\W_]+(?:'[a-z]+)*|[$£€%+@&-]"
)
_FIGURE = re.compile(r"\d")
_DOTTED = {"a.m": "am", "p.m": "pm"}


class Atom(NamedTuple):
    """A part of a word that is said on its own, and the index of the word."""

    text: str
    word: int


def atoms(words: Sequence[str]) -> list[Atom]:
    """The parts of the words, in order: "44-17" is 44, a dash and 17, "8am" is 8 and am."""
    return [Atom(part, index) for index, word in enumerate(words) for part in parts(word)]


@lru_cache(maxsize=8192)
def parts(word: str) -> tuple[str, ...]:
    """The parts of one word."""
    text = plain(word)
    if not text or text.isalpha() or _WHOLE.fullmatch(text):
        return (text,) if text else ()
    found: list[str] = _PARTS.findall(text)
    kept: list[str] = []
    for place, part in enumerate(found):
        if part in _DOTTED:
            kept.append(_DOTTED[part])
        elif "." in part and not part[0].isdecimal():
            kept.extend(part.split("."))
        elif part != "-" or _is_between(found, place):
            kept.append(part.replace(",", ""))
    return tuple(kept)


def _is_between(found: Sequence[str], place: int) -> bool:
    """Whether figures stand on both sides of a dash, as in 3-5 and 8am-1pm."""
    before = found[place - 1] if place else ""
    after = found[place + 1] if place + 1 < len(found) else ""
    return after[:1].isdecimal() and (before[:1].isdecimal() or before in {"am", "pm", *_DOTTED})


class Line:
    """An utterance's atoms, and the text with figures, if any. `place` leads back to the words."""

    __slots__ = ("_firsts", "_lasts", "_starts", "atoms", "figures", "said", "text", "words")

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.atoms = atoms(words)
        self.said = frozenset(atom.text for atom in self.atoms)
        tokens = [(text, word, word) for text, word in self.atoms]
        if not self.said.isdisjoint(_NUMBERS):
            tokens = list(_with_figures(self.atoms))
        self.text = " ".join([text for text, _, _ in tokens])
        self.figures = _FIGURE.search(self.text) is not None
        self._firsts = [first for _, first, _ in tokens]
        self._lasts = [last for _, _, last in tokens]
        self._starts = list(accumulate([len(text) + 1 for text, _, _ in tokens], initial=0))[:-1]

    def place(self, start: int, end: int) -> range:
        """The indexes of the words that stand behind `text[start:end]`."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return range(self._firsts[first], self._lasts[last] + 1)

    def quote(self, words: range) -> str:
        """The words as they were said."""
        return " ".join(self.words[words.start : words.stop])


class _Token:
    """What text2num asks of a word."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: _Token) -> bool:  # noqa: ARG002 - their protocol
        return False

    def not_a_number_part(self) -> bool:
        return False


def _with_figures(said: Sequence[Atom]) -> Iterator[tuple[str, int, int]]:
    """Text, first word and last word of each token."""
    place = 0
    while place < len(said):
        first = said[place]
        article = first.text == "a" and place + 1 < len(said) and said[place + 1].text in _ROUND
        start = place + article
        if said[start].text not in _NUMBERS:
            yield first.text, first.word, first.word
            place += 1
            continue
        stop = _end_of_numbers(said, start)
        stretch = [_Token(atom.text) for atom in said[start:stop]]
        at = start
        for number in find_numbers(stretch, "en", threshold=0):
            begins = start + number.start
            for atom in said[at:begins]:
                yield atom.text, atom.word, atom.word
            at = start + number.end
            opening = first if begins == start else said[begins]
            yield number.text, opening.word, said[at - 1].word
        for atom in said[at:stop]:
            yield atom.text, atom.word, atom.word
        place = stop


def _end_of_numbers(said: Sequence[Atom], start: int) -> int:
    stop = start + 1
    at = stop
    while at < len(said):
        text = said[at].text
        if text in _NUMBERS or (text == "second" and said[at - 1].text in _AFTER_TENS):
            stop = at + 1
        elif text not in _INSIDE:
            break
        at += 1
    return stop
