"""The sound of one side that is still needed: all of it whose words are not committed yet."""

from __future__ import annotations

from collections import deque

import numpy as np

from coach.audio import Samples


class Recent:
    """Sound that is written at its end, read anywhere, and forgotten from its start.

    Samples are counted from the start of the call. What was forgotten, and what has not come
    yet, reads as zeros.
    """

    def __init__(self) -> None:
        self.length = 0
        self._blocks: deque[tuple[int, Samples]] = deque()

    def write(self, samples: Samples) -> None:
        self._blocks.append((self.length, samples))
        self.length += len(samples)

    def read(self, start: int, stop: int) -> Samples:
        out = np.zeros(max(0, stop - start), np.float32)
        for at, samples in reversed(self._blocks):
            if at + len(samples) <= start:
                break
            first, last = max(start, at), min(stop, at + len(samples))
            if first < last:
                out[first - start : last - start] = samples[first - at : last - at]
        return out

    def forget(self, before: int) -> None:
        """Let go of the blocks that end before a sample."""
        while self._blocks and self._blocks[0][0] + len(self._blocks[0][1]) <= before:
            self._blocks.popleft()

    @property
    def held(self) -> int:
        """How many samples are kept."""
        return sum(len(samples) for _, samples in self._blocks)
