"""What can be read on the review screen."""

from textual.widgets import Static

from coach.tui.review.app import ReviewApp
from coach.tui.review.card import Card


def foot(app: ReviewApp) -> str:
    """What the last line says."""
    return str(app.review.query_one("#foot-line", Static).content)


def card(app: ReviewApp) -> str:
    """All that can be read on the card."""
    parts = app.review.query_one(Card).query(Static)
    return "\n".join(str(part.content) for part in parts if part.display)
