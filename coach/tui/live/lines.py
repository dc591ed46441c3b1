"""Text in lines of a given width, for parts whose height must be known before they are drawn."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from coach.call.masking import mask
from coach.export.wording import visible
from coach.tui.words import fit

Lines = tuple[Content, ...]


def wrap(content: Content, width: int) -> Lines:
    """The text in lines of at most `width` cells."""
    return tuple(content.wrap(max(1, width)))


def joined(lines: Iterable[Content]) -> Content:
    """The lines as one text."""
    return Content("\n").join(lines)


def safe(text: str) -> str:
    """Words of the call as they may be shown: one line, numbers that identify hidden."""
    return mask(" ".join(visible(text).split()))


def between(left: str, right: str, width: int) -> tuple[str, str]:
    """Both in `width` cells, the right one at the edge; the left one gives way."""
    if not right:
        return fit(left, width), ""
    kept = fit(right, width // 2 if left else width)
    left = fit(left, width - cell_len(kept) - 2)
    return left + " " * (width - cell_len(left) - cell_len(kept)), kept
