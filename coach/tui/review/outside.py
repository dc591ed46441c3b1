"""What the review screen asks of the world outside it: sound, a second reading, a place to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from coach.call import Review, ReviewedCall, Verdict
from coach.call.masked import mask_call
from coach.tui.names import plain_name
from coach.tui.review.playing import Player
from coach.tui.review.view import CallView, view_call


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Outside:
    """Each may be left out; then the screen says so when it is asked for.

    `reread` gives the call with the sides swapped (True) or as they were, and may take its time.
    `save` keeps a verdict, at once; `by` is whose verdicts they are. `mask` hides what must not
    be shown.
    """

    player: Player | None = None
    reread: Callable[[bool], ReviewedCall] | None = None
    save: Callable[[Review], None] | None = None
    by: str = ""
    mask: Callable[[ReviewedCall], ReviewedCall] = mask_call
    name: Callable[[str], str] = plain_name
    now: Callable[[], datetime] = _utc_now

    def view(self, call: ReviewedCall) -> CallView:
        """The call as it may be shown."""
        return view_call(self.mask(call), self.name)

    def review(self, finding: tuple[str, int], verdict: Verdict) -> Review:
        return Review(finding, verdict, self.by, self.now())

    def keep(self, review: Review) -> None:
        if self.save:
            self.save(review)
