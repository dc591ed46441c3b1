"""The score card: a number a skill, what it rests on, and what the call was like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach.export.wording import COACHING_ONLY
from coach.tui.review.dialog import Dialog, lines
from coach.tui.review.score_view import BAR, ScoreView, SkillView

_NAME = 11


class ScoreCard(Dialog[None]):
    """Scores with the findings that they rest on, then measures, then remarks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "dismiss", "Close", show=False, id="review.score"),
        Binding("enter", "dismiss", "Close", show=False),
    ]

    def __init__(self, score: ScoreView) -> None:
        super().__init__()
        self._score = score

    def heading(self) -> Content:
        return Content.styled(f"Score card: {self._score.overall} of 100", "bold")

    def parts(self) -> Iterator[Widget]:
        score = self._score
        yield lines(map(_skill, score.skills))
        yield lines([Content.styled(COACHING_ONLY, "$text-accent")])
        yield lines(_measures(score))
        yield lines(Content.styled(remark, "$foreground-muted") for remark in score.remarks)


def _skill(skill: SkillView) -> Content:
    return Content.assemble(
        skill.name.ljust(_NAME),
        f"{skill.score:>3} ",
        (skill.bar.ljust(BAR), "$text-primary"),
        ("  " + " ".join(skill.rests_on), "$foreground-muted"),
    )


def _measures(score: ScoreView) -> Iterator[Content]:
    width = max(len(name) for name, _ in score.measures) + 2
    for name, value in score.measures:
        yield Content.assemble((name.ljust(width), "$foreground-muted"), value)
