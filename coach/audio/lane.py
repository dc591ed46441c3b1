"""One side's sound laid out on the clock of the call, without a gap and without drifting off."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np

from coach.audio.levels import dbfs
from coach.audio.sound import RATE_HZ, Samples

OFF_S = 0.1
"""Sound that lies further from the clock than this is put right."""
WATCHED_S = 1.0
"""For so long it must be off: one late delivery moves nothing."""
QUIET_DBFS = -50.0
"""Where a side is too long, only what is quieter than this is dropped,"""
MOST_SURPLUS_S = 2.0
"""unless there is more to drop than this."""


class Lane:
    """Takes sound with the second of the call at which it ended; gives all of it back in a row.

    Sound is placed by counting samples, since deliveries come late by chance. Only what even the
    quickest delivery of a second shows is believed: the device's clock runs slow, or sound was
    lost (zeros are put in), or it runs fast (some is dropped, where nobody speaks).
    """

    def __init__(self) -> None:
        self.length = 0
        """Samples laid out so far, from the start of the call."""
        self._waiting: list[Samples] = []
        self._held = 0
        self._lateness: deque[tuple[float, float]] = deque()
        self._anchored = False
        self._surplus = 0

    @property
    def end(self) -> float:
        """The second of the call up to which the lane is laid out."""
        return self.length / RATE_HZ

    @property
    def held(self) -> int:
        """Samples that were laid out and not given yet."""
        return self._held

    def take(self, samples: Samples, end: float) -> None:
        """Lay out (n,) samples at 16 kHz, the last of which was heard at `end`."""
        start = end - len(samples) / RATE_HZ
        if not self._anchored:
            self._anchored = True
            self._surplus = max(0, self.length - round(start * RATE_HZ))
            self.fill(start)
        elif self._surplus == 0:
            self._keep_to_the_clock(end, late=start - self.end)
        dropped = min(self._surplus, len(samples)) if self._may_drop(samples) else 0
        self._surplus -= dropped
        self._lay(samples[dropped:])

    def _may_drop(self, samples: Samples) -> bool:
        level = dbfs(samples)
        return level is None or level < QUIET_DBFS or self._surplus > MOST_SURPLUS_S * RATE_HZ

    def _keep_to_the_clock(self, end: float, *, late: float) -> None:
        self._lateness.append((end, late))
        while self._lateness[0][0] < end - WATCHED_S:
            self._lateness.popleft()
        off = min(one for _, one in self._lateness)
        if abs(off) > OFF_S and end - self._lateness[0][0] > 0.8 * WATCHED_S:
            self._lateness.clear()
            self.fill(self.end + off)
            self._surplus = max(0, -round(off * RATE_HZ))

    def fill(self, until: float) -> None:
        """Lay out zeros up to a second of the call, where there is nothing yet."""
        missing = round(until * RATE_HZ) - self.length
        if missing > 0:
            self._lay(np.zeros(missing, np.float32))

    def begin_again(self) -> None:
        """The next sound comes from a new stream: it lies where its own time says."""
        self._anchored = False
        self._lateness.clear()

    def give(self, count: int) -> tuple[float, Samples]:
        """The next `count` samples, which must be held, and the second at which they begin."""
        at = (self.length - self._held) / RATE_HZ
        if len(self._waiting) > 1:
            self._waiting = [np.concatenate(self._waiting)]
        given = self._waiting[0][:count] if self._waiting else np.zeros(0, np.float32)
        self._waiting = [rest for one in self._waiting if len(rest := one[count:])]
        self._held -= len(given)
        return at, given

    def _lay(self, samples: Samples) -> None:
        if len(samples):
            self._waiting.append(samples)
            self.length += len(samples)
            self._held += len(samples)


def in_step(lanes: tuple[Lane, ...], size: int) -> Iterator[tuple[int, float, Samples]]:
    """Blocks of `size` samples that every lane holds, lane by lane: which, from when, and what."""
    while all(lane.held >= size for lane in lanes):
        for index, lane in enumerate(lanes):
            yield index, *lane.give(size)
