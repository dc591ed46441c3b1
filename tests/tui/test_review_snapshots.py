"""What the review screen looks like, at the three widths and in light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from tui_calls import SIZES, Silent, long_call, parcel, swapped

from coach.call import ReviewedCall
from coach.tui.review.app import ReviewApp
from coach.tui.review.outside import Outside

Compare = Callable[..., bool]
widths = pytest.mark.parametrize("width", SIZES)


def reread(is_swapped: bool) -> ReviewedCall:
    return swapped(parcel()) if is_swapped else parcel()


def app(call: ReviewedCall | None = None, theme: str | None = None) -> ReviewApp:
    return ReviewApp(call or parcel(), Outside(player=Silent(), reread=reread), theme=theme)


@widths
def test_findings(snap_compare: Compare, width: int) -> None:
    """You should see finding 3 in inverse, its card, its moment, fainter the worry before it."""
    assert snap_compare(app(), press=("n", "n"), terminal_size=SIZES[width])


@widths
def test_no_findings(snap_compare: Compare, width: int) -> None:
    """You should see "Nothing stood out", the transcript from its start, and no marks."""
    assert snap_compare(app(parcel(found=False)), terminal_size=SIZES[width])


@widths
def test_search(snap_compare: Compare, width: int) -> None:
    """You should see a match of "number" in inverse, and at the foot which one, and the keys."""
    press = ("slash", *"number", "enter")
    assert snap_compare(app(), press=press, terminal_size=SIZES[width])


@widths
def test_score_card(snap_compare: Compare, width: int) -> None:
    """You should see six scores, what they rest on, that they are for coaching, the measures."""
    assert snap_compare(app(), press=("g",), terminal_size=SIZES[width])


@widths
def test_help(snap_compare: Compare, width: int) -> None:
    """You should see every key with what it does, then the signs, none of them cut."""
    assert snap_compare(app(), press=("question_mark",), terminal_size=SIZES[width])


def test_list_on_demand(snap_compare: Compare) -> None:
    """You should see five findings, the second highlighted, the first with an equals sign."""
    press = ("a", "l", "down")
    assert snap_compare(app(), press=press, terminal_size=SIZES[44])


def test_good_moves_only(snap_compare: Compare) -> None:
    """You should see two good moves in the list, and only their marks under the timeline."""
    assert snap_compare(app(), press=("f", "f"), terminal_size=SIZES[120])


def test_judged(snap_compare: Compare) -> None:
    """You should see "You: disagree." on the card, and the same sign in the list."""
    assert snap_compare(app(), press=("d",), terminal_size=SIZES[120])


def test_playing(snap_compare: Compare) -> None:
    """You should see the playhead in the middle of the call, and a triangle at who speaks."""

    async def hear(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        screen = pilot.app.screen
        screen.query_one("#timeline").playing = 48.0  # type: ignore[attr-defined]
        screen.query_one("#transcript").playing = 7  # type: ignore[attr-defined]
        await pilot.pause()

    assert snap_compare(app(), run_before=hear, terminal_size=SIZES[80])


def test_busy(snap_compare: Compare) -> None:
    """You should see the panels dimmed, and that the call is being read again."""

    async def be_busy(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        pilot.app.screen.add_class("-busy")
        pilot.app.screen.say("Reading the call again with the sides swapped…", stays=True)  # type: ignore[attr-defined]
        await pilot.pause()

    assert snap_compare(app(), run_before=be_busy, terminal_size=SIZES[80])


def test_a_long_sentence_at_the_foot(snap_compare: Compare) -> None:
    """You should see both lines of the sentence, not a word cut."""
    without_sound = ReviewApp(parcel())
    assert snap_compare(without_sound, press=("space",), terminal_size=SIZES[44])


def test_tall_and_80_wide(snap_compare: Compare) -> None:
    """You should see the list above the card, and the transcript beside both."""
    assert snap_compare(app(), terminal_size=(80, 44))


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "ansi-light"])
def test_themes(snap_compare: Compare, theme: str) -> None:
    """You should see everything as clearly as in the dark."""
    assert snap_compare(app(theme=theme), press=("n",), terminal_size=SIZES[80])


def test_long_call(snap_compare: Compare) -> None:
    """You should see a timeline of five hours with labels that do not run into each other."""
    assert snap_compare(app(long_call()), press=("n", "n"), terminal_size=SIZES[80])
