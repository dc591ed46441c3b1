"""Prompts, reviews and sessions: how findings reach people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from coach.call.span import Span


@dataclass(frozen=True, slots=True)
class Prompt:
    """What can be shown for a pattern: a cue of at most 32 characters, words to say, and why.

    `moment` is when: after a finding, or before the mistake. The lines may hold placeholders such
    as {value}. `rationale` and `source` are for those who train; not `live` is for them alone.
    """

    id: str
    pattern: str
    cue: str
    say: str
    why: str
    rests_for_s: float = 60.0
    source: str = ""
    moment: Literal["after", "before"] = "after"
    rationale: str = ""
    live: bool = True


@dataclass(frozen=True, slots=True)
class Cue:
    """A prompt that was really shown, from when to when, in seconds of the call."""

    prompt: Prompt
    shown: Span
    answers: tuple[str, int]


class Verdict(StrEnum):
    """What a person says of a finding."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on one finding, identified by pattern and anchor."""

    finding: tuple[str, int]
    verdict: Verdict
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a call with a question to the person who practises."""

    source: str
    span: Span
    question: str


@dataclass(frozen=True, slots=True)
class CoachingSession:
    """Clips with an aim."""

    title: str
    aim: str
    clips: tuple[Clip, ...]
