"""Words that several readers of entities share."""

from __future__ import annotations

import re

from coach.signals.entities.entity import EntityKind

Named = tuple[EntityKind, str, range]
"""Kind, value and words of what may be an entity."""


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def grammar(pattern: str) -> re.Pattern[str]:
    """A pattern that may be laid out over lines: only line ends and indentation do not count.

    A space at the start of a line is written [ ].
    """
    return re.compile(re.sub(r"\n\s*", "", pattern))


FILLERS = words("uh um er erm ah eh hmm mm")
