"""What the tests of this folder share: the names in a text, as kinds and values."""

from datetime import date

from coach.call import Span, Speaker, utterance
from coach.signals.entities import Entity, EntityKind, entities

TUESDAY = date(2026, 1, 20)
"""The day of the calls in these tables."""


def named(text: str, day: date | None = TUESDAY) -> tuple[Entity, ...]:
    return entities(utterance(Speaker.CUSTOMER, text, Span(0, 5)), day)


def values(text: str, *kinds: EntityKind, day: date | None = TUESDAY) -> list[str]:
    """The values in order; of these kinds only, when some are given."""
    return [e.value for e in named(text, day) if not kinds or e.kind in kinds]


def only(text: str, day: date | None = TUESDAY) -> Entity:
    """The one thing that a text names."""
    (entity,) = named(text, day)
    return entity
