"""What every engine does: windows of sound in, words with times and confidence out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.hearing.windows import Window


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as recognised, punctuation included; `start` and `end` in seconds of its window."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Decoding:
    """What was heard in one window.

    `logprob` is the mean over the tokens, `no_speech` the chance, 0..1, that nobody speaks.
    """

    words: tuple[RawWord, ...]
    logprob: float
    no_speech: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def compression(self) -> float:
        """How much shorter zip makes the text. Above 2.4 it repeats itself."""
        raw = self.text.encode()
        return len(raw) / len(zlib.compress(raw))


class Engine(Protocol):
    """A recogniser with its model loaded. `name` as in "faster-whisper base int8"."""

    @property
    def name(self) -> str: ...

    @property
    def is_multilingual(self) -> bool: ...

    @property
    def full_s(self) -> float:
        """How long a window may be to be worth its while. Longer pieces come all the same."""

    def languages(self, windows: Sequence[Window]) -> Mapping[str, float]:
        """How likely each language is, over all the windows, by its code."""

    def transcribe(
        self,
        windows: Sequence[Window],
        *,
        language: str,
        vocabulary: Sequence[str] = (),
        carefully: bool = False,
    ) -> Iterator[Decoding]:
        """One decoding a window, in order. Quickest when windows of like length are neighbours.

        `carefully` searches more widely, and takes several times as long.
        """


def prompt_from(vocabulary: Sequence[str]) -> str:
    """What a recogniser is told beforehand, so that it writes names and products as given."""
    return f" {', '.join(vocabulary)}."


def mean_languages(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean over several windows."""
    codes = {code for each in found for code in each}
    return {code: sum(each.get(code, 0.0) for each in found) / len(found) for code in codes}


def in_batches(windows: Sequence[Window], size: int) -> Iterator[Sequence[Window]]:
    for first in range(0, len(windows), max(1, size)):
        yield windows[first : first + size]
