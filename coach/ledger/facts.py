"""Facts: what the customer has already given, on this call or before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coach.call import Fact, Speaker, Utterance
from coach.signals.acts import ASKS, Act
from coach.signals.entities import Entity, EntityKind, kind_of_fact, kind_of_number, same_value
from coach.signals.reading import Piece, Reading

LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class GivenFact:
    """An identifier that is known: its kind, its value as given, and where.

    `index` is the utterance that gave it, None when it was known before the call.
    """

    kind: str
    value: str
    index: int | None
    start: float | None
    quote: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An identifier that the agent asks for, and the piece of the utterance that asks."""

    kind: str
    piece: Piece
    chance: float


_BY_ENTITY = {
    EntityKind.PHONE: "phone",
    EntityKind.EMAIL: "email",
    EntityKind.POSTCODE: "postcode",
    EntityKind.CARD: "card",
}
_NUMBERS = frozenset(
    {"account", "member", "customer", "order", "policy", "booking", "case", "serial", "number"}
)

_IDENTIFIERS = frozenset({EntityKind.DIGITS, *_BY_ENTITY})
_IN_WORDS = frozenset({"name", "address"})
_FULL_DATE = re.compile(r"(\d{4})-\d\d-\d\d")
LONG_AGO = 2012
"""A whole date before this year that a customer names is a birthday."""
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr"])
LONGEST_VALUE_WORDS = 8

_HOLDS = frozenset(
    {
        ("last_digits", "card"),
        ("postcode", "address"),
        ("account", "customer"),
        ("customer", "account"),
    }
)
"""Asked for the first, the second answers it."""


def same_kind(asked: str, given: str) -> bool:
    """Whether a fact of kind `given` answers a request for kind `asked`.

    A bare "number" stands for whichever account, order or booking number was given.
    """
    if asked == given:
        return True
    if "number" in (asked, given):
        return asked in _NUMBERS and given in _NUMBERS
    return (asked, given) in _HOLDS


_WHOLE_NAME = re.compile(r"\b(?:last|second|full|sur|family) ?name")


def rest_of_name(known: GivenFact, words: str) -> bool:
    """Whether a first name is known, and the words ask for the surname."""
    first_name = known.kind == "name" and len(known.value.split()) == 1
    return first_name and _WHOLE_NAME.search(words.lower()) is not None


def says(said: Utterance, entities: tuple[Entity, ...], fact: GivenFact) -> bool:
    """Whether the words hold a known value: a name or an address, or a number that equals it."""
    if fact.kind in _IN_WORDS:
        least = 1 if fact.kind == "name" else 2
        return _holds_words(_plain(said.text), _plain(fact.value), least)
    return any(e.kind in _IDENTIFIERS and same_value(e.value, fact.value) for e in entities)


def asked_for(said: Utterance, reading: Reading) -> tuple[Asked, ...]:
    """Which identifiers the agent's utterance asks for, the likeliest piece for each."""
    best: dict[str, Asked] = {}
    for act, kind in ASKS.items():
        if reading.p(act) < LIKELY:
            continue
        for piece in reading.doing(act, LIKELY) or (reading.best(act),):
            named = kind_of_number([said.words[i].text for i in piece.words])
            precise = named if kind in ("number", "card") and named else kind
            asked = Asked(precise, piece, max(piece.p(act), reading.p(act)))
            if precise not in best or asked.chance > best[precise].chance:
                best[precise] = asked
    return tuple(best.values())


@dataclass(slots=True)
class Facts:
    """Known facts by kind, in the order in which they were given."""

    given: list[GivenFact] = field(default_factory=list)
    _latest: dict[str, int] = field(default_factory=dict)
    _first: dict[str, int] = field(default_factory=dict)
    _asked: tuple[Asked, ...] = ()

    def know(self, facts: tuple[Fact, ...]) -> None:
        for fact in facts:
            kind = kind_of_fact(fact.kind) or fact.kind
            self._first.setdefault(kind, len(self.given))
            self._note(GivenFact(kind, fact.value, None, None, fact.value))

    def take(
        self, index: int, said: Utterance, reading: Reading, entities: tuple[Entity, ...]
    ) -> None:
        """Note what an utterance gives. Constant cost."""
        if said.speaker is Speaker.CUSTOMER:
            self._customer(index, said, reading, entities)
            if not reading.does(Act.BACKCHANNEL):
                self._asked = ()
            return
        if asked := asked_for(said, reading):
            self._asked = asked
        elif reading.does(Act.READ_BACK):
            self._read_back(index, said, entities)

    def known(self, kind: str) -> GivenFact | None:
        """The latest fact that answers a request for this kind."""
        fitting = [
            number
            for given, number in self._latest.items()
            if same_kind(kind, given) and not self._lacks(kind, self.given[number])
        ]
        return self.given[max(fitting)] if fitting else None

    def _lacks(self, kind: str, fact: GivenFact) -> bool:
        """Whether a postcode is wanted and the address was spoken: it would be a fact by itself."""
        return kind == "postcode" and fact.kind == "address" and fact.index is not None

    def used(self, said: Utterance, entities: tuple[Entity, ...], since: int) -> GivenFact | None:
        """The fact, known before utterance `since`, that the agent's words make use of.

        A value that was dictated later is only echoed. A name or an address is one that the words
        hold; any other fact one that an entity of the words equals, or is the end of.
        """
        for place in reversed(self._first.values()):
            fact = self.given[place]
            before = fact.index is None or fact.index < since
            if before and says(said, entities, fact):
                return fact
        return None

    def _customer(
        self, index: int, said: Utterance, reading: Reading, entities: tuple[Entity, ...]
    ) -> None:
        waiting = [asked.kind for asked in self._asked]
        for entity in entities:
            kind = self._kind(said, entity, waiting)
            if kind is not None:
                self._add(kind, entity.value, index, said)
                if kind in waiting:
                    waiting.remove(kind)
        gives = reading.p(Act.GIVE_IDENTIFIER) >= LIKELY
        for kind in waiting:
            if kind in ("name", "address", "security", "date_of_birth") and gives:
                self._add(kind, said.text, index, said)

    def _kind(self, said: Utterance, entity: Entity, waiting: list[str]) -> str | None:
        if entity.kind in _BY_ENTITY:
            kind = _BY_ENTITY[entity.kind]
            numbers = [asked for asked in waiting if asked in _NUMBERS]
            return numbers[0] if kind in ("phone", "card") and numbers else kind
        if entity.kind is EntityKind.NAME:
            return "name"
        if entity.kind is EntityKind.DATE:
            full = _FULL_DATE.fullmatch(entity.value)
            long_ago = full is not None and int(full[1]) < LONG_AGO
            return "date_of_birth" if long_ago or "date_of_birth" in waiting else None
        if entity.kind is not EntityKind.DIGITS:
            return None
        for asked in waiting:
            if asked not in ("name", "email", "address", "date_of_birth"):
                return asked
        near = range(max(0, entity.words.start - 8), entity.words.start)
        return kind_of_number([said.words[i].text for i in near]) or "number"

    def _read_back(self, index: int, said: Utterance, entities: tuple[Entity, ...]) -> None:
        for entity in entities:
            if entity.kind is EntityKind.DIGITS:
                near = range(max(0, entity.words.start - 8), entity.words.start)
                kind = kind_of_number([said.words[i].text for i in near]) or "number"
                self._note(GivenFact(kind, entity.value, index, said.start, said.text))
            elif entity.kind in _BY_ENTITY:
                kind = _BY_ENTITY[entity.kind]
                self._note(GivenFact(kind, entity.value, index, said.start, said.text))

    def _add(self, kind: str, value: str, index: int, said: Utterance) -> None:
        self._first.setdefault(kind, len(self.given))
        self._note(GivenFact(kind, value, index, said.start, said.text))

    def _note(self, fact: GivenFact) -> None:
        self._latest[fact.kind] = len(self.given)
        self.given.append(fact)


def _plain(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := "".join(filter(str.isalnum, word)).lower())]


def _holds_words(words: list[str], value: list[str], least: int) -> bool:
    """Whether at least so many words of a short value follow each other in the words."""
    value = [word for word in value if word not in _TITLES]
    if len(value) > LONGEST_VALUE_WORDS:
        return False
    pieces = {tuple(value[i : i + least]) for i in range(len(value) - least + 1)}
    return any(tuple(words[i : i + least]) in pieces for i in range(len(words) - least + 1))
