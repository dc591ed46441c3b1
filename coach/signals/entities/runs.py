"""Runs of digits and letters: what is dictated as a number, through "uh" and "hang on"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.signals.entities.line import Atom
from coach.signals.entities.symbols import Element, Shape, element_at

_HESITATIONS = frozenset(
    "uh um er erm ah eh hmm mm comma dash hyphen - slash stroke space dot capital capitals uppercase "
    "lowercase letter letters digit".split()
)
_PHRASES: tuple[tuple[str, ...], ...] = (
    ("and", "then"), ("hang", "on"), ("hold", "on"), ("let", "me", "see"), ("one", "sec"),
    ("one", "second"), ("bear", "with", "me"), ("upper", "case"), ("lower", "case"), ("i", "think"),
    ("the", "number"), ("the", "letter"), ("it", "is"), ("you", "know"), ("full", "stop"),
)  # fmt: skip
_BETWEEN = frozenset(
    "and then that's it's is so wait okay ok yeah yes right sorry next well like now".split()
)
LONGEST_GAP = 5
_UNITS = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years night "
    "nights time times percent per % dollar dollars buck bucks pound pounds quid euro euros pence "
    "cents people person tickets ticket items item orders of am pm o'clock miles mile working "
    "business bags boxes rooms bedroom bedrooms guests adults children kids calls phones lines "
    "gig gigs megs meg mb gb mbps thirds star stars point points million thousand hundred years-old "
    "weeks' days' years' months' hours' minutes' more other".split()
)
_DETERMINERS = frozenset(
    "the this that which another other new old every each any first last only gold blue red "
    "no right wrong second same just".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """Elements that belong together, and the atoms that they cover."""

    elements: tuple[Element, ...]

    @property
    def start(self) -> int:
        return self.elements[0].start

    @property
    def stop(self) -> int:
        return self.elements[-1].stop

    @property
    def symbols(self) -> str:
        """The digits and letters; an "o" is a zero unless all others are letters."""
        joined = "".join(element.symbols for element in self.elements)
        letters = joined.replace("o", "").isalpha()
        return (joined if letters else joined.replace("o", "0")).upper()

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
            if element is None:
                if not group or said[place].text not in _HESITATIONS:
                    break
                place += 1
                continue
            group.append(element)
            place = element.stop
        if group and (trimmed := _trim(said, group)):
            yield Run(tuple(trimmed))
        at = max(place, at + 1)


def _trim(said: Sequence[Atom], group: list[Element]) -> list[Element]:
    """Without the articles and counts at its ends: "a", "i", "the one", "two weeks"."""
    while group and group[0].symbols in {"a", "i"} and not _opens_letters(group):
        group = group[1:]
    if group and said[group[0].start].text == "one" and group[0].start:
        before = said[group[0].start - 1].text
        if before in _DETERMINERS and len(group) < 4:
            group = group[1:]
    while group and _is_count(said, group[-1]):
        group = group[:-1]
    return group


def _opens_letters(group: Sequence[Element]) -> bool:
    if len(group) < 2 or group[0].stop != group[1].start:
        return False
    spelled = group[1].shape in (Shape.LETTER, Shape.LETTERS)
    return spelled and group[1].symbols not in {"a", "i"}


def _is_count(said: Sequence[Atom], last: Element) -> bool:
    after = said[last.stop].text if last.stop < len(said) else ""
    if last.symbols in {"a", "i"}:
        return bool(after)
    return after in _UNITS and last.shape is not Shape.LETTER


def _continues(said: Sequence[Atom], before: Run, after: Run) -> bool:
    """Whether only filling words stand between, and it is no second attempt at the same number."""
    gap = [atom.text for atom in said[before.stop : after.start]]
    if len(gap) > LONGEST_GAP or not _fills(gap):
        return False
    head, tail = before.symbols, after.symbols
    if len(head) < 2 or len(tail) < 2 or (len(tail) >= 3 and head.endswith(tail)):
        return False
    if before.has(Shape.ROUND) or after.only(Shape.ROUND):
        return False
    if gap == ["and"]:
        return before.only(Shape.SINGLE, Shape.LETTER) and after.only(Shape.SINGLE, Shape.LETTER)
    return True


def _fills(gap: Sequence[str]) -> bool:
    at = 0
    while at < len(gap):
        phrase = next((p for p in _PHRASES if tuple(gap[at : at + len(p)]) == p), None)
        if phrase is not None:
            at += len(phrase)
        elif gap[at] in _BETWEEN or gap[at] in _HESITATIONS:
            at += 1
        else:
            return False
    return True
