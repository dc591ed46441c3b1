"""Writes the pictures of the sidebar for the documentation, in docs/screens: SVG and plain text.

Run it as `python tests/tui/live_screenshots.py`. A sample call is played through to a moment.
"""

import asyncio
from pathlib import Path

from live_calls import HeldCall, settle
from live_written import happenings, sample
from tui_calls import SIZES

from coach.tui.live.app import LiveApp

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
PICTURES = (
    ("live-44", "cut-off", 75.4, 44, None),
    ("live-80", "cut-off", 75.4, 80, None),
    ("live-120", "cut-off", 75.4, 120, None),
    ("live-light-44", "cut-off", 68.0, 44, "textual-light"),
)


async def take(name: str, call: str, moment: float, width: int, theme: str | None) -> None:
    """The call as it stands at this moment."""
    held = HeldCall(list(happenings(sample(call), until=moment)))
    app = LiveApp(held, theme=theme)
    async with app.run_test(size=SIZES[width]) as pilot:
        await settle(pilot, held)
        svg = app.export_screenshot(title=f"coach live --replay {call}/sound.opus")
        (SCREENS / f"{name}.svg").write_text(svg, encoding="utf-8")
        (SCREENS / f"{name}.txt").write_text(text_of(app), encoding="utf-8")
        held.end()


def text_of(app: LiveApp) -> str:
    """What stands on the screen, a line a row."""
    rows = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in rows) + "\n"


def main() -> None:
    for picture in PICTURES:
        asyncio.run(take(*picture))


if __name__ == "__main__":
    main()
