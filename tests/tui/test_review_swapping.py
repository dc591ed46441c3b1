"""Swapping who is who."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static
from tui_calls import parcel, swapped

from coach.call import InputError, ReviewedCall, Roles, Speaker
from coach.tui.review.app import ReviewApp
from coach.tui.review.outside import Outside
from coach.tui.review.rereading import CANNOT, READING, SWAPPED

WalkThrough = Callable[..., None]


def foot(app: ReviewApp) -> str:
    return str(app.review.query_one("#foot-line", Static).content)


def test_s_swaps_the_sides_and_swaps_them_back(walk_through: WalkThrough) -> None:
    """The call is read again, and every utterance is in the other's mouth."""
    asked: list[bool] = []

    def reread(is_swapped: bool) -> ReviewedCall:
        asked.append(is_swapped)
        return swapped(parcel()) if is_swapped else parcel()

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        for first in (Speaker.CUSTOMER, Speaker.AGENT):
            await pilot.press("s")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.review.walk.call.moments[0].speaker is first
            assert foot(app) == SWAPPED

    walk_through(go, outside=Outside(reread=reread))
    assert asked == [True, False]


def test_while_the_call_is_read_again_the_screen_stays_awake(walk_through: WalkThrough) -> None:
    """It says what it is doing, keys go on working, and a second reading does not begin."""
    may_end = threading.Event()
    asked: list[bool] = []

    def reread(is_swapped: bool) -> ReviewedCall:
        asked.append(is_swapped)
        assert may_end.wait(30)
        return swapped(parcel())

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("s", "s")
        assert foot(app) == READING
        assert app.review.has_class("-busy")
        await pilot.press("n")
        assert app.review.walk.number == 2
        may_end.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.review.has_class("-busy")
        assert app.review.walk.finding is None

    walk_through(go, outside=Outside(reread=reread))
    assert asked == [True]


def test_a_verdict_belongs_to_the_sides_as_they_were(walk_through: WalkThrough) -> None:
    """What was said of a finding is not said of another one after the swap, and is back later."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("a", "s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.review.verdicts
        await pilot.press("s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(app.review.verdicts) == 1

    walk_through(go, outside=Outside(reread=lambda _: parcel()))


def test_a_call_that_cannot_be_read_again_stays_as_it_was(walk_through: WalkThrough) -> None:
    """One sentence says why."""

    def reread(_: bool) -> ReviewedCall:
        raise InputError("The recording has gone.", "Is the disk still there?")

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert foot(app) == "The recording has gone. Is the disk still there?"
        assert not app.review.has_class("-busy")
        assert not app.review.is_swapped

    walk_through(go, outside=Outside(reread=reread))


def test_without_a_way_to_read_it_again_s_says_so(walk_through: WalkThrough) -> None:
    """And the foot does not offer the key."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        assert "swap" not in foot(app)
        await pilot.press("s")
        await pilot.pause()
        assert foot(app) == CANNOT

    walk_through(go, size=(120, 40))


def test_a_guess_at_the_roles_is_said_at_the_start(walk_through: WalkThrough) -> None:
    """With the key that puts it right."""
    guessed = replace(parcel(), roles=Roles("guessed", 0.7))

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.pause()
        assert foot(app) == "Who is who is a guess: s swaps the sides."

    walk_through(go, app=ReviewApp(guessed, Outside(reread=lambda _: guessed)))
