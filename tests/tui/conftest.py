"""What the tests of the screens share."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from tui_calls import parcel

from coach.tui.review.app import ReviewApp
from coach.tui.review.outside import Outside

Walkthrough = Callable[[ReviewApp, Pilot[Any]], Awaitable[None]]


@pytest.fixture
def walk_through() -> Callable[..., None]:
    """Open a call on a screen of some size and do something with it."""

    def run(
        walkthrough: Walkthrough,
        app: ReviewApp | None = None,
        outside: Outside | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        async def go() -> None:
            opened = app or ReviewApp(parcel(), outside)
            async with opened.run_test(size=size) as pilot:
                await pilot.pause()
                await walkthrough(opened, pilot)

        asyncio.run(go())

    return run
