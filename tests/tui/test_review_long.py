"""A call of thousands of utterances."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.strip import Strip
from tui_calls import long_call

from coach.call import Kind
from coach.tui.review.app import ReviewApp
from coach.tui.review.transcript import Transcript
from coach.tui.review.walk import Walk, begin

UTTERANCES = 3000
TOLERANCE = 3
"""For the noise of a busy machine: a cost that grew with the call would be ten times as high."""

ENOUGH_S = 1.0
"""Of the processor, for a search that takes a few milliseconds."""


@pytest.fixture(scope="module")
def opened() -> Walk:
    return begin(ReviewApp(long_call(UTTERANCES)).review.walk.call)


def test_a_key_takes_no_longer_in_a_long_call(walk_through: Callable[..., None]) -> None:
    """Ten times the utterances, and going through findings and pages costs about the same."""
    taken: dict[int, float] = {}

    def go_through(utterances: int) -> None:
        async def go(_: ReviewApp, pilot: Pilot[Any]) -> None:
            times = []
            for key in ("n", "pagedown", "p", "pageup") * 3:
                before = time.process_time()
                await pilot.press(key)
                await pilot.pause()
                times.append(time.process_time() - before)
            taken[utterances] = median(times)

        walk_through(go, app=ReviewApp(long_call(utterances)), size=(120, 40))

    go_through(UTTERANCES // 10)
    go_through(UTTERANCES)
    assert taken[UTTERANCES] < TOLERANCE * taken[UTTERANCES // 10]


def test_only_rows_that_can_be_seen_are_drawn(
    walk_through: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a long call draws a screen of rows, not the call."""
    drawn: set[int] = set()
    draw = Transcript.render_line

    def count(self: Transcript, y: int) -> Strip:
        drawn.add(y + self.scroll_offset.y)
        return draw(self, y)

    monkeypatch.setattr(Transcript, "render_line", count)

    async def go(app: ReviewApp, _: Pilot[Any]) -> None:
        transcript = app.review.query_one(Transcript)
        assert len(transcript._layout.rows) > UTTERANCES
        assert len(drawn) < 5 * transcript.size.height

    walk_through(go, app=ReviewApp(long_call(UTTERANCES)))


def test_a_search_finds_the_last_line(opened: Walk) -> None:
    """In all of it, and at once."""
    before = time.process_time()
    walk = opened.search(f"line {UTTERANCES - 1},")
    assert time.process_time() - before < ENOUGH_S
    assert walk.moment == UTTERANCES - 1


def test_hours_and_many_findings_keep_their_shape(opened: Walk) -> None:
    """Times have hours, and every finding is there."""
    assert opened.call.moments[-1].time.count(":") == 2
    assert len(opened.shown) == UTTERANCES // 100 - 1
    assert opened.call.count(Kind.GOOD) + opened.call.count(Kind.ANTI) == len(opened.shown)
