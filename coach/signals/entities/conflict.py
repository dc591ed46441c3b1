"""Whether two things named cannot both be true of the same matter."""

from __future__ import annotations

from coach.signals.entities.entity import Entity


def conflict(a: Entity, b: Entity) -> bool:
    """Whether two dates, times, durations or prices exclude each other. Unknown is False."""
    del a, b
    return False
