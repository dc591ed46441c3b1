"""The review screen as a program of its own."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping

from textual.app import App

from coach.call import Review, ReviewedCall
from coach.call.masked import mask_call
from coach.tui.review.outside import Outside
from coach.tui.review.playing import Recorded, SoundCard
from coach.tui.review.screen import ReviewScreen


class ReviewApp(App[tuple[Review, ...]]):
    """One screen. `keymap` moves keys by the ids of `coach.tui.review.keys`."""

    TITLE = "Coach"
    CSS_PATH = "review.tcss"  # a default screen's own sheet is not read

    def __init__(
        self,
        reviewed: ReviewedCall,
        outside: Outside | None = None,
        *,
        keymap: Mapping[str, str] | None = None,
        theme: str | None = None,
    ) -> None:
        super().__init__()
        self.animation_level = "none"  # a page is there at once, and costs one frame
        self.review = ReviewScreen(reviewed, outside)
        if theme:
            self.theme = theme
        self.set_keymap(keymap or {})

    def get_default_screen(self) -> ReviewScreen:
        return self.review


def _as_it_is(call: ReviewedCall) -> ReviewedCall:
    return call


def open_review(
    reviewed: ReviewedCall,
    *,
    recording: Recorded | None = None,
    reread: Callable[[bool], ReviewedCall] | None = None,
    save: Callable[[Review], None] | None = None,
    by: str | None = None,
    unmasked: bool = False,
    keymap: Mapping[str, str] | None = None,
    theme: str | None = None,
) -> tuple[Review, ...]:
    """Show a call until the user leaves; give the verdicts, which `save` has had already.

    `recording` is played from and stays open all the while. `reread(True)` gives the call with
    the sides swapped, and is called in a thread. `by` is the user's name on this machine by
    default. `unmasked` shows numbers that identify the customer.
    """
    outside = Outside(
        player=SoundCard(recording) if recording else None,
        reread=reread,
        save=save,
        by=getpass.getuser() if by is None else by,
        mask=_as_it_is if unmasked else mask_call,
    )
    app = ReviewApp(reviewed, outside, keymap=keymap, theme=theme)
    app.run()
    return app.review.reviews
