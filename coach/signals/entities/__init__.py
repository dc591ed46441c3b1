"""What is named in an utterance: numbers, dates, prices, addresses, names."""

from __future__ import annotations

from coach.signals.entities.conflict import conflict
from coach.signals.entities.entity import Entity, EntityKind
from coach.signals.entities.kinds import kind_of_fact, kind_of_number, kinds_of_numbers
from coach.signals.entities.reading import entities
from coach.signals.entities.same import same_value

__all__ = [
    "Entity",
    "EntityKind",
    "conflict",
    "entities",
    "kind_of_fact",
    "kind_of_number",
    "kinds_of_numbers",
    "same_value",
]
