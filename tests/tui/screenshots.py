"""Writes the pictures of the review screen for the documentation, in docs/screens.

Run it as `python tests/tui/screenshots.py`.
"""

import asyncio
from pathlib import Path

from tui_calls import SIZES, Silent, parcel

from coach.tui.review.app import ReviewApp
from coach.tui.review.outside import Outside

SCREENS = Path(__file__).parents[2] / "docs" / "screens"


async def take(width: int, height: int) -> None:
    """The third finding of a call at this size."""
    app = ReviewApp(parcel(), Outside(player=Silent(), reread=lambda _: parcel()))
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.press("n", "n")
        await pilot.pause()
        svg = app.export_screenshot(title="coach review --open")
        (SCREENS / f"review-{width}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for width, height in SIZES.values():
        asyncio.run(take(width, height))


if __name__ == "__main__":
    main()
