"""What kind of answer a question asks for: a price, or a time. Facts tell whether a reply has one.

The answer types of question answering (Li and Roth, "Learning Question Classifiers", 2002), as few
of them as words alone can tell.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from coach.call import Utterance
from coach.call.numerals import digits_at
from coach.signals.acts import Act
from coach.signals.entities import Entity, EntityKind
from coach.signals.pieces import plain
from coach.signals.reading import Reading


class AnswerType(StrEnum):
    """What a reply must name to be an answer."""

    PRICE = "price"
    TIME = "time"


_PAID = "cost|costs|price|charge|charges|fee|damage|total|balance|bill|rate|premium|fare|postage"
_PRICE = re.compile(
    rf"\bhow much\b(?! (?:longer|time|notice|further))"
    rf"|\bwhat(?:'s|'ll|'d|'re)?(?: is)?(?! this)(?: [a-z']+){{0,6}} (?:{_PAID})\b"
    r"|\bwhat do (?:i|we) owe\b"
)
_TIME = re.compile(
    r"\bwhen(?:'s|'ll|'d|'re)?\b|\b(?:what|which) (?:time|date|day)\b|\bhow (?:soon|long)\b"
)
_ASKS_MORE = re.compile(
    r"\b(?:who|whose|where|why|which|how|what|what's|when|when's)\b"
    r"|\band (?:is|are|am|do|does|did|will|can|could|would)\b"
)
_NO_QUESTION = re.compile(r"\b(?:when|what) (?:i|we|you|he|she|they|it|the|my|your|their)\b")
_PRICE_IN_WORDS = (
    "free nothing penny included covered same half double nil cheaper dearer hundred thousand "
    "grand fiver tenner"
)
_TIME_IN_WORDS = (
    "now once until till after before soon shortly already yet still never always immediately "
    "straight away instantly later next tonight noonish course earliest sooner quick minute while"
)
_LEAVES_OPEN = "know knows sure idea depends say tell dunno ask find check"
_WORDS = {
    AnswerType.PRICE: frozenset(f"{_PRICE_IN_WORDS} {_LEAVES_OPEN}".split()),
    AnswerType.TIME: frozenset(f"{_TIME_IN_WORDS} {_LEAVES_OPEN}".split()),
}
_ENTITIES = {
    AnswerType.PRICE: frozenset({EntityKind.MONEY, EntityKind.PERCENT}),
    AnswerType.TIME: frozenset({EntityKind.DATE, EntityKind.TIME, EntityKind.DURATION}),
}
_OF_THE_CLOCK = re.compile(r":|\b(?:o'?clock|[ap]\.?m|half|quarter|past|noon|morning|night)\b")
_NO_COUNT = frozenset({"one", "oh", "o"})
_PERHAPS = 0.2


@lru_cache(maxsize=256)
def answer_type(question: str) -> AnswerType | None:
    """The one kind of answer that a question asks for; None if it asks more, or otherwise."""
    text = " ".join(plain(word) for word in question.split())
    text = _NO_QUESTION.sub(" ", text)
    for kind, asks in ((AnswerType.PRICE, _PRICE), (AnswerType.TIME, _TIME)):
        found = list(asks.finditer(text))
        if found and not _ASKS_MORE.search(asks.sub(" ", text)):
            return kind
    return None


def names(kind: AnswerType, said: Utterance, named: tuple[Entity, ...], reading: Reading) -> bool:
    """Whether an utterance holds anything that may be such an answer, or says it is not known."""
    words = [plain(word.text) for word in said.words]
    if not _WORDS[kind].isdisjoint(words) or any(e.kind in _ENTITIES[kind] for e in named):
        return True
    if kind is AnswerType.TIME and reading.does(Act.WHEN, Act.VAGUE_WHEN, at_least=_PERHAPS):
        return True
    others = frozenset().union(*(_ENTITIES[other] for other in AnswerType if other is not kind))
    other = {
        place
        for entity in named
        if entity.kind in others and not _may_be_price(kind, entity)
        for place in entity.words
    }
    return any(_is_number(words, place) for place in range(len(words)) if place not in other)


def _may_be_price(kind: AnswerType, entity: Entity) -> bool:
    """Whether "four fifty" was read as a time and may as well be a price."""
    if kind is not AnswerType.PRICE or entity.kind is not EntityKind.TIME:
        return False
    return _OF_THE_CLOCK.search(entity.text.lower()) is None


def _is_number(words: list[str], place: int) -> bool:
    word = words[place]
    if any(character.isdecimal() for character in word):
        return True
    return word not in _NO_COUNT and digits_at(words, place) is not None
