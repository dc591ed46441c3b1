"""Agree, disagree and unsure, pressed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from on_screen import card, foot
from textual.pilot import Pilot

from coach.call import CoachError, Review, Verdict
from coach.tui.review.app import ReviewApp
from coach.tui.review.outside import Outside

WalkThrough = Callable[..., None]
WIDE = (120, 40)
NARROW = (44, 30)


def test_a_d_and_u_are_kept_and_handed_over(walk_through: WalkThrough) -> None:
    """Each verdict is one review of the chosen finding, by whom and when; the card says it."""
    saved: list[Review] = []
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    outside = Outside(save=saved.append, by="sam", now=lambda: noon)

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("a")
        assert "= You: agree." in card(app)
        await pilot.press("n", "d", "n", "u")
        assert "? You: unsure." in card(app)
        await pilot.press("p")
        assert "≠ You: disagree." in card(app)
        assert list(app.review.reviews) == saved

    walk_through(go, outside=outside)
    assert saved == [
        Review(("reasked-identifier", 2), Verdict.AGREE, "sam", noon),
        Review(("dead-air", 4), Verdict.DISAGREE, "sam", noon),
        Review(("concern-not-acknowledged", 8), Verdict.UNSURE, "sam", noon),
    ]


def test_a_verdict_that_cannot_be_kept_is_told_and_not_forgotten(
    walk_through: WalkThrough,
) -> None:
    """The screen goes on, and says in a sentence what is wrong."""

    def refuse(_: Review) -> None:
        raise CoachError("The disk is full.", "Make room.")

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("a")
        assert foot(app) == "The disk is full. Make room."
        assert len(app.review.reviews) == 1

    walk_through(go, outside=Outside(save=refuse))
