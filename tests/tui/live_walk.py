"""Walks through the sidebar with a call that goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from live_calls import HeldCall, settle
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static
from tui_calls import SIZES

from coach.tui.live.app import LiveApp
from coach.tui.live.tail import Tail

Walk = Callable[[Pilot[Any]], Awaitable[None]]


def run(
    call: HeldCall,
    walk: Walk,
    size: tuple[int, int] = SIZES[44],
    hook: Callable[[Message], None] | None = None,
    **options: Any,
) -> LiveApp:
    """Show a call, do something, and leave it."""
    app = LiveApp(call, **options)

    async def go() -> None:
        async with app.run_test(size=size, message_hook=hook) as pilot:
            if call.about.starts_at_once:
                await settle(pilot, call)
            await walk(pilot)
            call.end()

    asyncio.run(go())
    return app


def foot(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#foot-line", Static).render())


def tail(pilot: Pilot[Any]) -> list[str]:
    return [row.label + row.text for row in pilot.app.screen.query_one(Tail).rows]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()
