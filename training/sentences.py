"""Reads the training sentences, and varies them as speech and recognisers do."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coach.call import Speaker
from coach.signals.acts import ACTS
from coach.signals.pieces import plain
from coach.signals.reader import Passage, words_before

SENTENCES = Path(__file__).parent / "sentences"
_LINE = re.compile(r"^(?P<who>[ac]): (?P<text>.+) \| (?P<acts>[a-z_ ]+)$")


@dataclass(frozen=True)
class Example:
    """One utterance with its acts.

    `ends` marks words after which a sentence ends, None when unknown. Of a `cut_off` utterance
    only the ends are known, not the acts; of a `mismatched` one only that it is no answer.
    """

    author: str
    theme: str
    passage: Passage
    acts: frozenset[str]
    ends: tuple[bool, ...] | None
    cut_off: bool = False
    mismatched: bool = False


def read_all(folder: Path = SENTENCES) -> list[Example]:
    """Every utterance in the folder, in the order of the files. ValueError names a bad line."""
    examples: list[Example] = []
    for path in sorted(folder.glob("*.txt")):
        author, _, theme = path.stem.partition("-")
        examples += read_file(path, author, theme)
    return examples


def read_file(path: Path, author: str, theme: str) -> list[Example]:
    examples: list[Example] = []
    before = ""
    speaker_before: Speaker | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            before, speaker_before = "", None
            continue
        if line.startswith("#"):
            continue
        match = _LINE.match(line.strip())
        if match is None:
            raise ValueError(f"{path.name}:{number}: {line}")
        acts = frozenset(match["acts"].split()) - {"none"}
        if unknown := acts - set(ACTS):
            raise ValueError(f"{path.name}:{number}: no such act {sorted(unknown)}")
        speaker = Speaker.AGENT if match["who"] == "a" else Speaker.CUSTOMER
        context = before if speaker_before is not speaker else ""
        tokens = [token for token in match["text"].split() if plain(token)]
        examples.append(
            Example(
                author,
                theme,
                Passage(speaker, tuple(map(plain, tokens)), words_before(context)),
                acts,
                sentence_ends(tokens, match["text"]),
            )
        )
        before, speaker_before = match["text"], speaker
    return examples


def sentence_ends(tokens: list[str], text: str) -> tuple[bool, ...] | None:
    """After which tokens a sentence ends; None when the line is written without punctuation."""
    if not re.search(r"[.?!]", text):
        return None
    return tuple(token.endswith((".", "?", "!")) for token in tokens)


_CONFUSIONS = {
    "your": "you're", "you're": "your", "their": "there", "there": "their", "for": "four",
    "four": "for", "two": "to", "to": "two", "it's": "its", "we'll": "well", "i'll": "all",
    "can't": "can", "here": "hear", "no": "know", "know": "no", "right": "write", "by": "buy",
    "an": "and", "and": "an", "in": "and", "is": "was", "the": "a", "a": "the", "of": "to",
    "that's": "thats", "or": "are", "are": "our", "our": "are", "would": "could", "sent": "send",
}  # fmt: skip


def misheard(words: tuple[str, ...], rate: float, rng: random.Random) -> list[int]:
    """Which words survive a recogniser that drops some: indexes into `words`."""
    return [i for i in range(len(words)) if rng.random() >= rate / 2] or [0]


_LONG_CONTEXT = 14


def vary(example: Example, rng: random.Random) -> Example:
    """The same utterance, at times misheard, at times without what came before."""
    passage = example.passage
    if passage.before and rng.random() < 0.1:
        passage = replace(passage, before=())
    elif len(passage.before) > _LONG_CONTEXT and rng.random() < 0.3:
        passage = replace(passage, before=passage.before[-rng.randint(6, _LONG_CONTEXT) :])
    if rng.random() < 0.3 and len(passage.words) > 4:
        rate = rng.uniform(0.02, 0.12)
        kept = misheard(passage.words, rate, rng)
        words = tuple(
            _CONFUSIONS.get(passage.words[i], passage.words[i])
            if rng.random() < rate
            else passage.words[i]
            for i in kept
        )
        ends = tuple(example.ends[i] for i in kept) if example.ends else None
        return replace(example, passage=replace(passage, words=words), ends=ends)
    return replace(example, passage=passage)


def cut_off(example: Example, rng: random.Random) -> Example:
    """The beginning of the utterance, broken off before a sentence is over."""
    size = len(example.passage.words)
    ends = example.ends or (False,) * size
    places = [i for i in range(2, size - 1) if not ends[i - 1]]
    if not places:
        return example
    stop = rng.choice(places)
    passage = replace(example.passage, words=example.passage.words[:stop])
    return replace(example, passage=passage, ends=ends[:stop], cut_off=True)


_FITS_ANYWHERE_WORDS = 6
"""A shorter answer ("yes, it is") may answer any question."""


def mismatched(examples: Sequence[Example], share: float, rng: random.Random) -> Iterator[Example]:
    """Answers beside a question that somebody else was asked: they are none there.

    Half of the questions come from the same theme, so that the words alone do not tell.
    """
    answers = [
        example
        for example in examples
        if "answer" in example.acts
        and not example.acts & {"look_up", "refuse"}
        and len(example.passage.words) >= _FITS_ANYWHERE_WORDS
        and example.passage.before
    ]
    alike: dict[tuple[str, Speaker], list[Example]] = {}
    for example in answers:
        alike.setdefault((example.theme, example.passage.speaker), []).append(example)
    for example in answers:
        if rng.random() >= share:
            continue
        near = rng.random() < 0.5
        others = alike[example.theme, example.passage.speaker] if near else answers
        other = rng.choice(others)
        asked = other.passage.before
        if other.passage.speaker is example.passage.speaker and asked != example.passage.before:
            passage = replace(example.passage, before=asked)
            yield replace(example, passage=passage, acts=frozenset(), ends=None, mismatched=True)


_NEEDS_CONTEXT = {"answer", "accept", "backchannel", "ask_repeat"}


def join(first: Example, second: Example) -> Example:
    """Both said in one breath by one side; what came before is the first one's."""
    ends = None
    if first.ends is not None and second.ends is not None:
        ends = (*first.ends[:-1], True, *second.ends)
    passage = replace(first.passage, words=first.passage.words + second.passage.words)
    acts = (first.acts | second.acts) - {"backchannel"}
    return replace(first, passage=passage, acts=acts, ends=ends)


def may_join(first: Example, second: Example) -> bool:
    return (
        first.passage.speaker is second.passage.speaker
        and not second.passage.before
        and not second.acts & _NEEDS_CONTEXT
        and len(first.passage.words) + len(second.passage.words) <= 60
    )
