"""A stretch of sound in memory: one side, or both side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

RATE_HZ = 16_000
"""The rate of everything downstream of decoding."""

Samples = NDArray[np.float32]


def resampled(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """(n,) or (n, channels) at another rate."""
    out: Samples = soxr.resample(samples, from_hz, to_hz)
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """One side: `samples` (n,) float32 in -1..1, at `rate_hz`."""

    samples: Samples
    rate_hz: int = RATE_HZ

    @property
    def duration(self) -> float:
        return len(self.samples) / self.rate_hz

    def at(self, rate_hz: int) -> Sound:
        """The same sound at another rate."""
        if rate_hz == self.rate_hz:
            return self
        return Sound(resampled(self.samples, self.rate_hz, rate_hz), rate_hz)


@dataclass(frozen=True, slots=True, eq=False)
class TwoSides:
    """Both sides of the same stretch, equally long and at the same rate."""

    agent: Sound
    customer: Sound

    @property
    def stereo(self) -> Samples:
        """(n, 2) float32: the agent on the left."""
        return np.stack([self.agent.samples, self.customer.samples], axis=1)

    @property
    def mixed(self) -> Sound:
        """Both in one channel, never louder than full scale."""
        both = self.agent.samples + self.customer.samples
        return Sound(np.clip(both, -1.0, 1.0), self.agent.rate_hz)
