"""Words that several readers of entities share."""

from __future__ import annotations

from coach.signals.entities.entity import EntityKind

Named = tuple[EntityKind, str, range]
"""Kind, value and words of what may be an entity."""


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


FILLERS = words("uh um er erm ah eh hmm mm")
