"""What the engine process is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.call import CoachError, Word
from coach.hearing.windows import Window


@dataclass(frozen=True, slots=True)
class Job:
    """Windows to transcribe. `language` None: to be found out from each window.

    `final`: with the second hearing that recorded calls get where the first was not good enough.
    """

    number: int
    windows: tuple[Window, ...]
    language: str | None
    vocabulary: tuple[str, ...] = ()
    final: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of a job, window by window and in each piece by piece, in seconds of the call.

    `languages` are the chances of each language when the job named none, a mapping a window.
    `took` is how long it took, in seconds. `failed` when no engine survived the job.
    """

    number: int
    words: tuple[tuple[tuple[Word, ...], ...], ...]
    languages: tuple[Mapping[str, float], ...] = ()
    took: float = 0.0
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded and has been used once."""

    name: str
    is_multilingual: bool
    full_s: float


@dataclass(frozen=True, slots=True)
class Downloading:
    """Bytes of the weights that are there, of all that there will be."""

    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine cannot be had."""

    error: CoachError


@dataclass(frozen=True, slots=True)
class Lost:
    """The engine died or hung. What it was asked will be asked again."""


@dataclass(frozen=True, slots=True)
class Back:
    """The engine is there again."""


News = Answer | Lost | Back | Failed
"""What the engine process tells while a call goes on."""
