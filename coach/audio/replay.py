"""A recording played again as a live source, at the pace of a clock or as fast as it is taken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coach.audio.clock import CallClock
from coach.audio.recording import Recording
from coach.audio.sound import RATE_HZ, Samples
from coach.audio.source import Block
from coach.call import Span, Speaker
from coach.call.live import Disturbed

BLOCK = 1024
"""Samples in a block: 64 ms, two windows of the speech detector."""
_AHEAD_S = 16.384
"""Seconds read from disk at once: whole blocks."""


class Replay:
    """Both sides of a recording as a `Source`. Who opened the recording closes it.

    `speed` 1.0 is its own pace, 0 or None as fast as blocks are taken, with nothing ahead of the
    taker. A block comes when its last sample has been said, never before; a taker that is late
    finds what it missed waiting. A pause stops the recording too: nothing of it is lost. In a
    mono recording the voices are told apart beforehand; a side without a voice of its own is
    silent.
    """

    def __init__(
        self, recording: Recording, speed: float | None = 1.0, *, name: str = "a recording"
    ) -> None:
        self.name = name
        self._recording = recording
        self._clock = CallClock(speed)
        # Asking a stereo recording for its sides listens to all of it: its channels are known.
        self._sides = recording.sides if recording.is_mono else tuple(Speaker)

    @property
    def elapsed(self) -> float:
        """Seconds of the call that have gone by; goes on after its last block."""
        return self._clock.elapsed

    def blocks(self) -> Iterator[Block | Disturbed]:
        """The agent's and the customer's sound in turn; the last blocks may be shorter."""
        self._clock.start()
        step = round(_AHEAD_S * RATE_HZ)
        length = round(self._recording.duration * RATE_HZ)
        for first in range(0, length, step):
            ahead = {side: self._read(side, first, min(first + step, length)) for side in Speaker}
            for start in range(first, min(first + step, length), BLOCK):
                stop = min(start + BLOCK, length)
                if not self._clock.wait_until(stop / RATE_HZ):
                    return
                for side in Speaker:
                    samples = ahead[side][start - first : stop - first]
                    yield Block(side, samples, start / RATE_HZ)

    def pause(self) -> None:
        self._clock.pause()

    def resume(self) -> None:
        self._clock.resume()

    def close(self) -> None:
        self._clock.close()

    def _read(self, side: Speaker, start: int, stop: int) -> Samples:
        if side not in self._sides:
            return np.zeros(stop - start, np.float32)
        return self._recording.samples(side, Span(start / RATE_HZ, stop / RATE_HZ))
