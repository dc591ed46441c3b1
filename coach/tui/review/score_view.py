"""The score card in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.call import Metrics, ReviewedCall, Roles, Speaker
from coach.tui.words import SYMBOLS, clock, sure

FOR_COACHING = "Scores are for coaching, not for decisions on employment."

BAR = 10


@dataclass(frozen=True, slots=True)
class SkillView:
    """One score of 0 to 100, and the findings that it rests on, as in `◇2`."""

    name: str
    score: int
    rests_on: tuple[str, ...]

    @property
    def bar(self) -> str:
        """The score in ten cells."""
        filled = round(self.score * BAR / 100)
        return "█" * filled + "░" * (BAR - filled)


@dataclass(frozen=True, slots=True)
class ScoreView:
    """Scores, measures and remarks, each measure as a name and a value."""

    overall: int
    skills: tuple[SkillView, ...]
    measures: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def score_view(call: ReviewedCall, numbers: Mapping[tuple[str, int], int]) -> ScoreView:
    """The score card of a call; `numbers` are those of its findings by identity."""
    return ScoreView(
        overall=call.score.overall,
        skills=tuple(
            SkillView(
                skill.value.capitalize(),
                points,
                tuple(
                    f"{SYMBOLS[finding.kind]}{numbers[finding.identity]}"
                    for finding in call.score.rests_on.get(skill, ())
                    if finding.identity in numbers
                ),
            )
            for skill, points in call.score.skills.items()
        ),
        measures=tuple(_measures(call.metrics)),
        remarks=(who_is_who(call.roles), f"Heard by {call.engine}.", *call.notes),
    )


def who_is_who(roles: Roles) -> str:
    """How it was settled which side is the agent, in a sentence or two."""
    if roles.how != "guessed":
        return roles.note or "Who is who was given with the recording."
    return " ".join(
        filter(None, [f"Who is who is a guess ({sure(roles.confidence).lower()}).", roles.note])
    )


def _measures(metrics: Metrics) -> list[tuple[str, str]]:
    shares = [
        f"{speaker} {round(100 * metrics.talk_share.get(speaker, 0.0))}%" for speaker in Speaker
    ]
    return [
        ("Talking", ", ".join(shares)),
        ("Both at once", _seconds(metrics.overlap_s)),
        ("Silence", _seconds(metrics.silence_s)),
        ("On hold", _seconds(metrics.hold_s)),
        ("Longest talk", _seconds(metrics.longest_monologue_s)),
        ("Agent's pace", _known(metrics.agent_wpm, "{:.0f} words a minute")),
        ("Answers after", _known(metrics.response_gap_s, "{:.1f} s")),
        ("Cut in", _times(metrics.interruptions)),
    ]


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else f"{clock(seconds)} min"


def _times(count: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _known(value: float | None, shape: str) -> str:
    return "too little speech to say" if value is None else shape.format(value)
