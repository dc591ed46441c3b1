"""How loud a side is, ten times a second."""

from __future__ import annotations

import math

import numpy as np

from coach.audio import RATE_HZ, Samples
from coach.call import Speaker, to_ms
from coach.call.live import Level

_EVERY = RATE_HZ // 10


class Meter:
    """The level of one side, from one tenth of a second to the next."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._count = 0
        self._since = 0
        self._power = 0.0

    def hear(self, samples: Samples) -> Level | None:
        """The level since the last one, when a tenth of a second is over."""
        self._power += float(np.dot(samples, samples))
        self._since += len(samples)
        self._count += len(samples)
        if self._since < _EVERY:
            return None
        mean = self._power / self._since
        self._power, self._since = 0.0, 0
        dbfs = round(10 * math.log10(mean), 1) if mean > 0.0 else None
        return Level(self._speaker, dbfs, to_ms(self._count / RATE_HZ))
