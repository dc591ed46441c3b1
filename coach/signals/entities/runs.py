"""Runs of digits and letters: what is dictated as a number, through "uh" and "hang on"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.signals.entities.line import Atom
from coach.signals.entities.symbols import ZERO_OR_O, Element, Shape, element_at, text_at
from coach.signals.entities.vocabulary import FILLERS, words

LONGEST_GAP = 5
"""Filling words between two parts of a number."""

_HESITATIONS = FILLERS | words(
    "comma dash hyphen - slash stroke space dot apostrophe capital capitals uppercase "
    "lowercase letter letters digit"
)
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "and then", "hang on", "hold on", "let me see", "one sec", "one second", "bear with me",
        "upper case", "lower case", "i think", "the number", "the letter", "it is", "you know",
    )
)  # fmt: skip
_BETWEEN = words("and then that's it's is so wait okay ok yeah yes right sorry next well like now")
_STARTS_ANEW = words("it's is that's")
_UNITS = words(
    "second seconds minute minutes hour hours day days week weeks month months year years "
    "night nights time times percent per % dollar dollars buck bucks pound pounds quid euro "
    "euros pence cents people person tickets ticket items item orders of am pm o'clock miles "
    "mile working business bags boxes rooms bedroom bedrooms guests adults children kids "
    "calls phones lines gig gigs megs meg gb mb thirds star stars point points million "
    "thousand hundred more other"
)
_DETERMINERS = words(
    "the this that which another other new old every each any first last only gold blue red "
    "no right wrong second same just welsh"
)
_BEFORE_ARTICLE = words(
    "with have has is it's to the got for and in on of at by like do was that's put want need "
    "such be as i'm get there's you're we're not what's"
)
_ARTICLES = frozenset({"A", "I"})


@dataclass(frozen=True)
class Run:
    """Elements that belong together, and the atoms that they cover."""

    elements: tuple[Element, ...]

    @property
    def start(self) -> int:
        return self.elements[0].start

    @property
    def stop(self) -> int:
        return self.elements[-1].stop

    @cached_property
    def symbols(self) -> str:
        """The digits and letters; an "oh" is a zero unless all others are letters."""
        joined = "".join(element.symbols for element in self.elements)
        letters = joined.replace(ZERO_OR_O, "").isalpha()
        return joined.replace(ZERO_OR_O, "O" if letters else "0")

    def has(self, *shapes: Shape) -> bool:
        return any(element.shape in shapes for element in self.elements)

    def only(self, *shapes: Shape) -> bool:
        return all(element.shape in shapes for element in self.elements)


def runs(said: Sequence[Atom]) -> list[Run]:
    """The runs in an utterance, in order."""
    joined: list[Run] = []
    for group in _groups(said):
        if joined and _continues(said, joined[-1], group):
            joined[-1] = Run(joined[-1].elements + group.elements)
        else:
            joined.append(group)
    return joined


def _groups(said: Sequence[Atom]) -> Iterator[Run]:
    """Elements with nothing but hesitation between them."""
    at = 0
    while at < len(said):
        group: list[Element] = []
        place = at
        while place < len(said):
            element = element_at(said, place)
            if element is not None:
                group.append(element)
                place = element.stop
            elif group and said[place].text in _HESITATIONS:
                place += 1
            else:
                break
        if trimmed := _trim(said, group):
            yield Run(tuple(trimmed))
        at = max(place, at + 1)


def _trim(said: Sequence[Atom], group: list[Element]) -> list[Element]:
    """Without the articles and counts at its ends: "a", "i", "the one", "two weeks"."""
    while group and group[0].symbols in _ARTICLES and not _begins_spelling(said, group):
        group = group[1:]
    if group and text_at(said, group[0].start) == "one" and group[0].start:
        few = len(group) < 4 or all(element.shape is Shape.LETTER for element in group[1:])
        if text_at(said, group[0].start - 1) in _DETERMINERS and few:
            group = group[1:]
    while group and _is_count(said, group[-1]):
        group = group[:-1]
    return group


def _begins_spelling(said: Sequence[Atom], group: Sequence[Element]) -> bool:
    """Whether an "a" or "i" is the first letter of a word, and not an article."""
    if len(group) < 2 or group[0].stop != group[1].start:
        return False
    if text_at(said, group[0].start - 1) in _BEFORE_ARTICLE:
        return False
    second = group[1]
    spelled = second.shape in (Shape.LETTER, Shape.LETTERS) or second.symbols == ZERO_OR_O
    return spelled and (second.symbols not in _ARTICLES or len(group) > 3)


def _is_count(said: Sequence[Atom], last: Element) -> bool:
    after = text_at(said, last.stop)
    if after == "am" and text_at(said, last.stop + 1) == "i":
        return False
    if last.symbols in _ARTICLES:
        return bool(after)
    long = last.shape is Shape.FIGURES and (len(last.symbols) > 3 or last.symbols[0] == "0")
    return after in _UNITS and last.shape is not Shape.LETTER and not long


def _continues(said: Sequence[Atom], before: Run, after: Run) -> bool:
    """Whether only filling words stand between, and it is no second attempt at the same number."""
    gap = [atom.text for atom in said[before.stop : after.start]]
    if len(gap) > LONGEST_GAP or not _fills(gap):
        return False
    head, tail = before.symbols, after.symbols
    if len(head) < 2 or len(tail) < 2 or (len(tail) >= 3 and head.endswith(tail)):
        return False
    if after.only(Shape.ROUND) or (before.has(Shape.ROUND) and len(before.elements) == 1):
        return False
    if not _STARTS_ANEW.isdisjoint(gap) and ("and" in gap or len(before.elements) == 1):
        return False
    if gap == ["and"]:
        single = (Shape.SINGLE, Shape.LETTER)
        return before.only(*single) and after.only(*single) and len(head) < 7
    return True


def _fills(gap: Sequence[str]) -> bool:
    at = 0
    while at < len(gap):
        phrase = next((p for p in _PHRASES if tuple(gap[at : at + len(p)]) == p), None)
        if phrase is None and gap[at] not in _BETWEEN and gap[at] not in _HESITATIONS:
            return False
        at += len(phrase) if phrase else 1
    return True
