"""Who said what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coach.call.span import Span


class Speaker(StrEnum):
    """The two sides of a call."""

    AGENT = "agent"
    CUSTOMER = "customer"

    @property
    def other(self) -> Speaker:
        return Speaker.CUSTOMER if self is Speaker.AGENT else Speaker.AGENT


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written, with its time. `confidence` is 0..1, None when nobody measured it."""

    text: str
    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something one side said, committed: it never changes again. At least one word."""

    speaker: Speaker
    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("an utterance has at least one word")

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, max(word.span.end for word in self.words))

    @property
    def start(self) -> float:
        return self.words[0].span.start

    @property
    def end(self) -> float:
        return max(word.span.end for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float | None:
        """The mean over the words that have one; None when none has."""
        known = [word.confidence for word in self.words if word.confidence is not None]
        return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Partial:
    """Provisional words of one side, as of a moment of the call. For the eyes, and the guards."""

    speaker: Speaker
    words: tuple[Word, ...]
    as_of: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def spread(text: str, span: Span, confidence: float | None = None) -> tuple[Word, ...]:
    """The words of `text` laid over `span` in proportion to their letters.

    For speech whose words have no times of their own, such as a written transcript.
    """
    tokens = text.split()
    letters = [len(token) + 1 for token in tokens]
    whole = sum(letters)
    words: list[Word] = []
    done = 0
    for token, size in zip(tokens, letters, strict=True):
        start = span.start + span.length * done / whole
        done += size
        end = span.start + span.length * done / whole
        words.append(Word(token, Span(start, end), confidence))
    return tuple(words)


def utterance(speaker: Speaker, text: str, span: Span) -> Utterance:
    """An utterance from text and a span, its words spread evenly. ValueError for no words."""
    return Utterance(speaker, spread(text, span))


def in_order(utterances: Iterable[Utterance]) -> list[Utterance]:
    """In the order they ended: the one order in which speech enters a call."""
    return sorted(utterances, key=lambda said: (said.end, said.start, said.speaker))
