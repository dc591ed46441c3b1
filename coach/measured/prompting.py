"""Which patterns are found precisely enough to speak up while a call goes on."""

from __future__ import annotations

from coach.measured.figures import measured

NEEDED = 0.80
"""Of five prompts, four at least have to be right: better quiet than wrong."""


def may_prompt(slug: str) -> bool:
    """Whether a pattern's measured precision is enough to prompt live. Not measured is not enough.

    Precision counts on the calls by others, and on those and our own together: on a handful of
    labels either alone can be luck.
    """
    figures = measured().get(slug)
    precision = None if figures is None else figures.precision
    return precision is not None and precision >= NEEDED
