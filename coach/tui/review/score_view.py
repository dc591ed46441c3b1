"""The score card in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.call import Metrics, ReviewedCall, Roles, Speaker
from coach.export.wording import SKILLS, lasting, percent, remarks, visible
from coach.tui.words import sure

BAR = 10


@dataclass(frozen=True, slots=True)
class SkillView:
    """One score of 0 to 100, and the marks of the findings that it rests on."""

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


def score_view(call: ReviewedCall, marks: Mapping[tuple[str, int], str]) -> ScoreView:
    """The score card of a call; `marks` are those of its findings by identity."""
    return ScoreView(
        overall=call.score.overall,
        skills=tuple(
            SkillView(
                SKILLS[skill].capitalize(),
                points,
                tuple(
                    marks[finding.identity]
                    for finding in call.score.rests_on.get(skill, ())
                    if finding.identity in marks
                ),
            )
            for skill, points in call.score.skills.items()
        ),
        measures=tuple(_measures(call.metrics)),
        remarks=(who_is_who(call.roles), f"Words from: {visible(call.engine)}.", *remarks(call)),
    )


def who_is_who(roles: Roles) -> str:
    """How it was settled which side is the agent, in a sentence."""
    if roles.how == "guessed":
        return f"Who is who is a guess ({sure(roles.confidence).lower()})."
    return "Who is who was given with the call."


def _measures(metrics: Metrics) -> list[tuple[str, str]]:
    shares = [f"{speaker} {percent(metrics.talk_share.get(speaker, 0.0))}" for speaker in Speaker]
    return [
        ("Talking", ", ".join(shares)),
        ("Both at once", lasting(metrics.overlap_s)),
        ("Silence", lasting(metrics.silence_s)),
        ("On hold", lasting(metrics.hold_s)),
        ("Longest talk", lasting(metrics.longest_monologue_s)),
        ("Agent's pace", _known(metrics.agent_wpm, "{:.0f} words a minute")),
        ("Answers after", _known(metrics.response_gap_s, "{:.1f} s")),
        ("Cut in", _times(metrics.interruptions)),
    ]


def _times(count: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _known(value: float | None, shape: str) -> str:
    return "too little speech to say" if value is None else shape.format(value)
