"""A stretch of a call, in seconds from its start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


def to_ms(seconds: float) -> float:
    """Seconds rounded to the millisecond, the only resolution of time in a call."""
    return round(float(seconds), 3)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to `end`, both rounded to the millisecond. An empty span has length 0.

    Raises ValueError when it would end before it starts.
    """

    start: float
    end: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", to_ms(self.start))
        object.__setattr__(self, "end", to_ms(self.end))
        if not self.start <= self.end:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def length(self) -> float:
        return to_ms(self.end - self.start)

    def overlap(self, other: Span) -> float:
        """Seconds in which both run; 0.0 when they only touch or are apart."""
        return to_ms(max(0.0, min(self.end, other.end) - max(self.start, other.start)))

    def gap(self, other: Span) -> float:
        """Seconds between the two; 0.0 when they touch or overlap."""
        return to_ms(max(0.0, max(self.start, other.start) - min(self.end, other.end)))

    def union(self, other: Span) -> Span:
        """The smallest span that covers both, with whatever lies between."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: float) -> Span:
        return Span(self.start + by, self.end + by)

    def __contains__(self, moment: float) -> bool:
        return self.start <= moment <= self.end


def merge(spans: Iterable[Span], bridge: float = 0.0) -> tuple[Span, ...]:
    """Disjoint spans in order, covering the same time; gaps up to `bridge` seconds are closed."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= to_ms(merged[-1].end + bridge):
            merged[-1] = merged[-1].union(span)
        else:
            merged.append(span)
    return tuple(merged)


def total(spans: Iterable[Span]) -> float:
    """Seconds covered by the spans, counted once where they overlap."""
    return to_ms(sum(span.length for span in merge(spans)))
