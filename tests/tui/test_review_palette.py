"""The commands of the palette."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.tui.review.app import ReviewApp
from coach.tui.review.commands import ReviewCommands
from coach.tui.review.keys import KEYS


def test_every_key_is_a_command_called_after_its_group(walk_through: Callable[..., None]) -> None:
    """As "review: Next finding", without a word typed."""

    async def go(app: ReviewApp, _: Pilot[Any]) -> None:
        hits = [hit.text async for hit in ReviewCommands(app.screen).discover()]
        assert hits == [ReviewCommands.title_of(binding) for binding in KEYS]
        assert "review: Next finding" in hits

    walk_through(go)


def test_a_command_does_what_its_key_does(walk_through: Callable[..., None]) -> None:
    """Found by a few letters, run with enter."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+p", *"next finding")
        async with asyncio.timeout(20):
            palette = app.screen
            assert isinstance(palette, CommandPalette)
            while not palette.query_one(OptionList).option_count:
                await pilot.pause(0.05)
        await pilot.press("enter", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert app.review.walk.number == 2

    walk_through(go)
