"""Every key of the review screen, pressed."""

from collections.abc import Callable
from typing import Any

import pytest
from on_screen import card, foot
from textual.pilot import Pilot
from textual.widgets import Input, Static
from tui_calls import SIZES, parcel

from coach.tui.review.app import ReviewApp
from coach.tui.review.card import Card
from coach.tui.review.findings import FindingList, FindingsOnDemand
from coach.tui.review.help import Help
from coach.tui.review.score import ScoreCard
from coach.tui.review.timeline import LABEL, Timeline
from coach.tui.review.transcript import Transcript
from coach.tui.review.walk import Choice

WalkThrough = Callable[..., None]
WIDE = (120, 40)
NARROW = (44, 30)


def in_sight(app: ReviewApp, moment: int) -> bool:
    """Whether all rows of a moment can be seen."""
    transcript = app.review.query_one(Transcript)
    rows = transcript._layout.rows_of(moment)
    top = transcript.scroll_offset.y
    return rows.start >= top and rows.stop <= top + transcript.size.height


def test_n_and_p_go_through_the_findings(walk_through: WalkThrough) -> None:
    """The card and the transcript follow, and the ends are told."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        for found in app.review.walk.call.findings[1:]:
            await pilot.press("n")
            assert app.review.walk.finding == found
            assert found.quote in card(app)
            assert found.moment is not None
            assert in_sight(app, found.moment)
        await pilot.press("n")
        assert foot(app) == "That was the last one."
        await pilot.press("p")
        assert app.review.walk.number == 4
        await pilot.press("N", "p", "p", "p")
        assert app.review.walk.number == 1
        assert foot(app) == "This is the first one."

    walk_through(go)


def test_the_card_has_the_reason_the_other_way_and_what_it_rests_on(
    walk_through: WalkThrough,
) -> None:
    """Quote, why, how sure, instead, evidence with its moment."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("n", "n")
        told = card(app)
        for part in (
            "◇3 Concern passed over  0:53",
            "“So the address is still twelve Harbour Lane?”",
            "She was worried about the wedding",
            "Not quite sure.",
            "Instead  Of course you are worried",
            "┆ 0:46  “It's the dress for my sister's wedding",
        ):
            assert part in told

    walk_through(go)


@pytest.mark.parametrize("size", SIZES.values())
def test_the_whole_card_can_be_read_without_scrolling(
    walk_through: WalkThrough, size: tuple[int, int]
) -> None:
    """Each finding of an ordinary call fits, down to the keys to judge it."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        for _ in app.review.walk.shown:
            assert app.review.query_one(Card).max_scroll_y == 0
            await pilot.press("n")
            await pilot.pause()

    walk_through(go, size=size)


def test_slash_searches_and_n_goes_to_the_next_match(walk_through: WalkThrough) -> None:
    """n, p and N go round the matches; escape leads back to the finding."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("slash", *"wait", "enter")
        assert foot(app) == "Nobody says “wait” in this call."
        await pilot.press("slash", *"it", "enter")
        count = len(app.review.walk.matches)
        assert f"“it” {app.review.walk.match + 1} of {count}" in foot(app)
        before = app.review.walk.match
        await pilot.press("n")
        assert app.review.walk.match == (before + 1) % count
        assert app.review.walk.moment is not None
        assert in_sight(app, app.review.walk.moment)
        await pilot.press("N")
        assert app.review.walk.match == before
        await pilot.press("escape")
        assert not app.review.walk.is_searching
        await pilot.press("n")
        assert app.review.walk.number == 2

    walk_through(go)


def test_escape_leaves_the_question_what_to_search_for(walk_through: WalkThrough) -> None:
    """The keys are keys again, and letters typed are forgotten."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("slash", "q")
        assert app.review.query_one(Input).has_focus
        await pilot.press("escape", "n")
        assert app.review.query_one(Transcript).has_focus
        assert app.review.walk.number == 2

    walk_through(go)


def test_f_shows_chances_good_moves_and_all_again(walk_through: WalkThrough) -> None:
    """The list follows, the chosen finding is one that is shown, and the foot tells."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        listed = app.review.query_one(FindingList)
        for choice, count in ((Choice.CHANCES, 3), (Choice.GOOD, 2), (Choice.ALL, 5)):
            await pilot.press("f")
            assert app.review.walk.choice is choice
            assert listed.option_count == count
            assert app.review.walk.finding in app.review.walk.shown
            assert foot(app) == f"Showing {choice.value}: {count}."

    walk_through(go, size=WIDE)


def test_l_goes_to_the_list_where_it_can_be_seen(walk_through: WalkThrough) -> None:
    """Arrows in the list choose; the same key leads back to the transcript."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("l")
        assert app.review.query_one(FindingList).has_focus
        await pilot.press("down", "down")
        assert app.review.walk.number == 3
        await pilot.press("l")
        assert app.review.query_one(Transcript).has_focus

    walk_through(go, size=WIDE)


def test_l_opens_the_list_where_there_is_no_room_for_it(walk_through: WalkThrough) -> None:
    """Enter goes to the finding, escape changes nothing."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("l", "down", "down", "down")
        assert isinstance(app.screen, FindingsOnDemand)
        await pilot.press("enter")
        assert app.screen is app.review
        assert app.review.walk.number == 4
        await pilot.press("l", "up", "escape")
        assert app.review.walk.number == 4

    walk_through(go, size=NARROW)


def test_g_and_question_mark_open_and_close(walk_through: WalkThrough) -> None:
    """The key that opens a card closes it, and so do escape and q."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        for key, dialog in (("g", ScoreCard), ("question_mark", Help)):
            for close in (key, "escape", "q"):
                await pilot.press(key)
                assert isinstance(app.screen, dialog)
                await pilot.press(close)
                assert app.screen is app.review

    walk_through(go)


def test_a_call_without_findings_takes_every_key(walk_through: WalkThrough) -> None:
    """Nothing to step to, to judge or to list is no error."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        keys = ("n", "p", "f", "f", "f", "a", "d", "u", "space", "escape", "l", "escape", "s")
        await pilot.press(*keys, "slash", *"bye", "enter", "n", "escape")
        assert app.review.reviews == ()
        assert "Nothing stood out" in card(app)

    walk_through(go, app=ReviewApp(parcel(found=False)))


def test_q_leaves_with_the_verdicts(walk_through: WalkThrough) -> None:
    """What the program gives back is what was said."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("a", "q")
        assert app.return_value == app.review.reviews
        assert len(app.review.reviews) == 1

    walk_through(go)


def test_every_key_can_be_moved(walk_through: WalkThrough) -> None:
    """A keymap moves keys by id; the old key does nothing, and the foot and help name the new."""
    keymap = {"review.next": "j", "review.help": "f1", "review.previous": "k"}

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("n")
        assert app.review.walk.number == 1
        await pilot.press("j", "j", "k")
        assert app.review.walk.number == 2
        assert "j next" in foot(app)
        assert "f1 help" in foot(app)
        await pilot.press("f1")
        text = str(app.screen.query_one(".part", Static).content)
        assert "j        Next finding" in text
        await pilot.press("f1")
        assert app.screen is app.review

    walk_through(go, app=ReviewApp(parcel(), keymap=keymap))


def test_a_click_on_a_mark_or_a_line_chooses_its_finding(walk_through: WalkThrough) -> None:
    """The mouse is no need, but it works."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        timeline = app.review.query_one(Timeline)
        marks = {mark.number: mark.column for mark in timeline._marks(app.review.walk)}
        await pilot.click(Timeline, offset=(LABEL + marks[3], 2))
        assert app.review.walk.number == 3
        transcript = app.review.query_one(Transcript)
        transcript.scroll_to(y=0, animate=False)
        await pilot.pause()
        row = transcript._layout.first[2]
        await pilot.click(Transcript, offset=(12, row))
        assert app.review.walk.number == 1
        await pilot.click(Timeline, offset=(LABEL + timeline._width - 1, 0))
        assert in_sight(app, len(app.review.walk.call.moments) - 1)

    walk_through(go, size=WIDE)


def test_the_moment_stays_in_sight_when_the_window_changes(walk_through: WalkThrough) -> None:
    """Wider or narrower, the chosen finding's moment can be seen."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("n", "n", "n")
        for size in (NARROW, WIDE, (80, 24), (30, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            moment = app.review.walk.moment
            assert moment is not None
            assert size == (30, 12) or in_sight(app, moment)

    walk_through(go)
