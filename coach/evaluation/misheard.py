"""A written call as a speech recogniser would write it: what Whisper does to speech at 8 kHz.

No capitals, no punctuation, numbers in digits, and a share of the words wrong in the ways in which
they are heard wrongly: taken for one that sounds alike, swallowed when short, run together, torn
apart, said twice, put there by habit; names written as they sound. The same seed gives the same.

What it leaves out: words invented in silence as a turn of their own, and a turn cut in two.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from text_to_num import alpha2digit  # type: ignore[import-untyped]

from coach.call import Utterance, WrittenCall, utterance
from coach.signals.pieces import plain

NEAR_WORDS = Path(__file__).parent / "near_words.txt"
NEARER = (8, 4, 2, 1)
"""How much likelier each of the words that sound alike is, the nearest first."""

EDITS = 1.13
"""Words that one mistake makes wrong, on average: two when words are torn apart or run together."""

INVENTED = 0.004
"""How often a turn ends in a "thank you" that nobody said."""

SWALLOWED = (
    "a an the and of to in on at is it it's i'm i'll i've we you your that for as so be been have "
    "has had was are or if but with from just not do did can will would there them this"
)
HABITS = ("and", "the", "a", "so", "i", "that", "to", "is", "you", "of", "in", "it")
SPELLED = (("ph", "f"), ("ck", "k"), ("ie", "y"), ("ey", "y"), ("ll", "l"), ("tt", "t"), ("c", "k"),
           ("k", "c"), ("n", "nn"), ("l", "ll"), ("e", "a"), ("a", "e"), ("o", "u"), ("y", "i"),
           ("i", "e"), ("u", "o"), ("s", "z"), ("z", "s"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a turn that is about to be misheard, and the one after it, "" at the end."""

    word: str
    after: str
    is_name: bool
    chance: random.Random


Mistake = Callable[[Place], tuple[str, ...] | None]
"""What is written instead of a word; None when it cannot happen to this word."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Hears a call with about `rate` of its words wrong, 0..1.

    With 0 only capitals and punctuation are lost, and numbers stay as they were written.
    """

    rate: float
    seed: int = 7

    def __call__(self, name: str, call: WrittenCall) -> WrittenCall:
        """The call as heard: the same turns at the same times. The name is a part of the seed."""
        chance = random.Random(f"{self.seed} {name} {self.rate}")  # noqa: S311 - for variety
        return replace(call, turns=tuple(self._turn(turn, chance) for turn in call.turns))

    def _turn(self, said: Utterance, chance: random.Random) -> Utterance:
        tokens = [word.text for word in said.words]
        words = [word for word in map(plain, tokens) if word] or [tokens[0].lower()]
        if self.rate:
            words = _misheard(_in_digits(words, chance), _names(tokens), self.rate, chance) or words
        return utterance(said.speaker, " ".join(words), said.span)


def _names(tokens: Sequence[str]) -> frozenset[str]:
    """Words with a capital that no sentence begins with."""
    return frozenset(
        plain(token)
        for before, token in pairwise(tokens)
        if token[:1].isupper() and before[-1] not in ".?!…" and not token.startswith(("I'", "I’"))
    ) - {"i"}


def _in_digits(words: Sequence[str], chance: random.Random) -> list[str]:
    """Numbers as a recogniser writes them, digits now in a group and now one by one."""
    written: list[str] = []
    grouping = False
    for word in str(alpha2digit(" ".join(words), "en")).split():
        before = written[-1] if written else ""
        digit = "0" if word in ("oh", "zero", "nought") and before.isdecimal() else word
        if digit.isdecimal() and before.isdecimal():
            if grouping and len(digit) == 1:
                written[-1] += digit
                continue
        else:
            grouping = chance.random() < 0.6
        written.append(digit)
    return written


def _misheard(
    words: Sequence[str], names: frozenset[str], rate: float, chance: random.Random
) -> list[str]:
    heard: list[str] = []
    index = 0
    while index < len(words):
        word, after = words[index], words[index + 1] if index + 1 < len(words) else ""
        index += 1
        if chance.random() >= rate / EDITS:
            heard.append(word)
            continue
        mistake, instead = _mistake(Place(word, after, word in names, chance))
        heard.extend(instead)
        index += mistake is _run_together
    if chance.random() < INVENTED:
        heard += ["thank", "you"]
    return heard


def _mistake(place: Place) -> tuple[Mistake, tuple[str, ...]]:
    """One that can happen here, the likeliest most often."""
    left = dict(MISTAKES)
    while left:
        drawn = place.chance.choices(list(left), list(left.values()))[0]
        instead = drawn(place)
        if instead is not None:
            return drawn, instead
        del left[drawn]
    return _taken_for_another, (place.word,)


def _taken_for_another(place: Place) -> tuple[str, ...] | None:
    near = near_words().get(place.word)
    if near is None or place.is_name:
        return None
    return tuple(place.chance.choices(near, NEARER[: len(near)]))


def _swallowed(place: Place) -> tuple[str, ...] | None:
    return () if place.word in SWALLOWED.split() else None


def _put_by_habit(place: Place) -> tuple[str, ...]:
    return (place.chance.choice(HABITS), place.word)


def _said_twice(place: Place) -> tuple[str, ...]:
    return (place.word, place.word)


def _run_together(place: Place) -> tuple[str, ...] | None:
    together = place.word + place.after
    return (together,) if place.after and together in near_words() else None


def _torn_apart(place: Place) -> tuple[str, ...] | None:
    known = near_words()
    cuts = [
        (place.word[:cut], place.word[cut:])
        for cut in range(2, len(place.word) - 1)
        if place.word[:cut] in known and place.word[cut:] in known
    ]
    return place.chance.choice(cuts) if cuts else None


def _written_as_it_sounds(place: Place) -> tuple[str, ...] | None:
    """A name, or any word that the recogniser does not know."""
    if place.word.isdecimal() or (place.word in near_words() and not place.is_name):
        return None
    ways = [(old, new) for old, new in SPELLED if old in place.word[1:]]
    if not ways:
        return None
    old, new = place.chance.choice(ways)
    return (place.word[0] + place.word[1:].replace(old, new, 1),)


def _digit_lost(place: Place) -> tuple[str, ...] | None:
    if not place.word.isdecimal() or len(place.word) < 3:
        return None
    at = place.chance.randrange(len(place.word))
    return (place.word[:at] + place.word[at + 1 :],)


MISTAKES: Mapping[Mistake, int] = {
    _taken_for_another: 45,
    _swallowed: 40,
    _written_as_it_sounds: 60,
    _digit_lost: 30,
    _put_by_habit: 8,
    _torn_apart: 8,
    _run_together: 20,
    _said_twice: 3,
}
"""How likely each is where it can happen at all: no published shares are known for 8 kHz."""


@cache
def near_words(file: Path = NEAR_WORDS) -> Mapping[str, tuple[str, ...]]:
    """What each common word is taken for, the nearest first. `training.near_words` makes it."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {row[0]: tuple(row[1:]) for row in rows}


def word_errors(spoken: Sequence[WrittenCall], heard: Sequence[WrittenCall]) -> float:
    """The word error rate, 0..1, over all turns, by the normaliser that papers use."""
    import jiwer  # noqa: PLC0415 - only when measured
    from whisper_normalizer.english import EnglishTextNormalizer  # noqa: PLC0415 - same

    normal = EnglishTextNormalizer()
    pairs = [
        (normal(truth.text), normal(turn.text))
        for call, other in zip(spoken, heard, strict=True)
        for truth, turn in zip(call.turns, other.turns, strict=True)
    ]
    kept = [(truth, turn) for truth, turn in pairs if truth]
    return float(jiwer.wer([truth for truth, _ in kept], [turn for _, turn in kept]))
