"""What the sidebar looks like in each of its states."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from live_calls import DEVICES, GIVEN, NOTES, HeldCall, going_on, settle, shown
from textual.pilot import Pilot
from tui_calls import SIZES

from coach.call import Speaker
from coach.call.live import Disturbed, Happening, Lag, Noted, Paused, Shed, Trouble
from coach.tui.live.app import LiveApp

Compare = Callable[..., bool]

PROMPT = shown(concern="my sister's wedding is on Saturday")
GUARD = shown("ask-guard", kind="order number", value="ending 0179", given="at 0:07")


def app(*happenings: Happening, theme: str | None = None) -> LiveApp:
    return LiveApp(HeldCall((*going_on(), *happenings)), theme=theme)


async def told(pilot: Pilot[Any]) -> None:
    await settle(pilot, pilot.app.live._call)  # type: ignore[attr-defined]


def test_before_the_call(snap_compare: Compare) -> None:
    """You should see both devices, the engine, that sound is not kept, and the keys to start."""
    assert snap_compare(LiveApp(HeldCall(about=DEVICES)), terminal_size=SIZES[44])


@pytest.mark.parametrize("width", SIZES)
def test_prompt(snap_compare: Compare, width: int) -> None:
    """You should see the prompt first, its rule two thirds long, every note, the last words."""
    assert snap_compare(app(PROMPT), run_before=told, terminal_size=SIZES[width])


@pytest.mark.parametrize("theme", ["textual-light", "ansi-light"])
def test_guard(snap_compare: Compare, theme: str) -> None:
    """You should see the number in a bar across, and the same fact lit with a triangle."""
    lit = replace(NOTES, given=(replace(GIVEN, lit=True), *NOTES.given[1:]))
    guarded = app(GUARD, Noted(lit, 83.0), theme=theme)
    assert snap_compare(guarded, run_before=told, terminal_size=SIZES[44])


def test_behind(snap_compare: Compare) -> None:
    """You should see "3 s behind, catching up" at the right of the first line."""
    late = app(Lag(3.2, Shed.SOME_PARTIALS, 83.0))
    assert snap_compare(late, run_before=told, terminal_size=SIZES[44])


def test_paused(snap_compare: Compare) -> None:
    """You should see that nothing is heard or kept, the key to go on, and no unfinished words."""
    assert snap_compare(app(Paused(83.0)), run_before=told, terminal_size=SIZES[44])


def test_device_lost(snap_compare: Compare) -> None:
    """You should see in a bar that the customer cannot be heard, and above it no level for C."""
    lost = Disturbed(
        Trouble.DEVICE_LOST,
        "“Monitor of headset” is gone. It is looked for every second; the call goes on.",
        83.0,
        Speaker.CUSTOMER,
    )
    assert snap_compare(app(PROMPT, lost), run_before=told, terminal_size=SIZES[44])


def ending(*press: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def end(pilot: Pilot[Any]) -> None:
        await told(pilot)
        await pilot.press("e", "e")
        await told(pilot)
        await pilot.press(*press)
        await pilot.pause()

    return end


def test_ended(snap_compare: Compare) -> None:
    """You should see the wrap-up beside the whole call, and the keys to copy and to review."""
    assert snap_compare(app(), run_before=ending(), terminal_size=SIZES[80])


def test_help(snap_compare: Compare) -> None:
    """You should see every key with what it does, none of them cut."""
    asked = ending("question_mark")
    assert snap_compare(app(), run_before=asked, terminal_size=(44, 42))
