"""A call that has been heard to its end, with what was noticed, measured and scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coach.call.call import EndedBy
from coach.call.finding import Finding
from coach.call.speech import Speaker, Utterance


class Skill(StrEnum):
    """What a score is about."""

    ASKING = "asking"
    APOLOGY = "apology"
    LISTENING = "listening"
    ENDING = "ending"
    OWNERSHIP = "ownership"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Roles:
    """How it was settled which side is the agent. `how` is "declared" or "guessed"."""

    how: str
    confidence: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures of the conversation. Shares are of the whole duration, 0..1; the rest seconds.

    `agent_wpm`, `response_gap_s` are None when there was too little speech to say.
    """

    talk_share: Mapping[Speaker, float]
    overlap_s: float
    silence_s: float
    hold_s: float
    longest_monologue_s: float
    agent_wpm: float | None
    interruptions: int
    response_gap_s: float | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Scores 0..100 per skill, each with the findings it rests on. For coaching only."""

    overall: int
    skills: Mapping[Skill, int]
    rests_on: Mapping[Skill, tuple[Finding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of sound, and seconds on the clock that the review took."""

    audio_s: float
    wall_s: float


@dataclass(frozen=True, slots=True)
class ReviewedCall:
    """Everything a report, an export or a screen shows. Utterances stand in the order they ended.

    `turn_of[i]` is the index, in the input's own turns, of `utterances[i]`: the same number for
    sound, the turn's place in the file for a transcript. `notes` are plain remarks on the input,
    one sentence each ("The right channel is silent.").
    """

    source: str
    duration: float
    engine: str
    roles: Roles
    ended_by: EndedBy
    utterances: tuple[Utterance, ...]
    turn_of: tuple[int, ...]
    findings: tuple[Finding, ...]
    metrics: Metrics
    score: Scorecard
    timing: Timing
    notes: tuple[str, ...] = ()
