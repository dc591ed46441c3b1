"""Counts, confidence and signs as every screen shows them."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from coach.call import Kind, Verdict

SYMBOLS = {Kind.ANTI: "◇", Kind.GOOD: "✓"}
"""So that colour alone never tells a chance from a good move."""

VERDICT_SIGNS = {Verdict.AGREE: "=", Verdict.DISAGREE: "≠", Verdict.UNSURE: "?"}

_SURE = ((0.9, "Quite sure"), (0.75, "Fairly sure"), (0.6, "Not quite sure"))
_NOT_SURE = "A guess, worth a listen"


def sure(confidence: float) -> str:
    """How sure the coach is of a finding, without a number."""
    return next((words for least, words in _SURE if confidence >= least), _NOT_SURE)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 chance`, `3 chances`, `no chances`."""
    plural = many or f"{one}s"
    return f"{count or 'no'} {one if count == 1 else plural}"


def fit(text: str, width: int) -> str:
    """The text in at most `width` cells, its end cut with an ellipsis where it is longer."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip(" .,;:") + "…" if width > 0 else ""
