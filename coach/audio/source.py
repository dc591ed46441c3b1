"""Where live sound comes from: devices, a recording played again, and later a network feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from coach.audio.sound import Samples
from coach.call import Speaker
from coach.call.live import Disturbed


@dataclass(frozen=True, slots=True)
class Block:
    """Sound of one side: `samples` (n,) float32, 16 kHz, mono, -1..1.

    `at` is the second of the call of its first sample. The blocks of a side follow each other
    without a gap: what a device lost is filled with zeros.
    """

    speaker: Speaker
    samples: Samples
    at: float


class Source(Protocol):
    """Both sides of a call, block by block, about 30 to 100 ms each, as time goes on.

    The clock of the call is the count of samples: it stands still while the source is paused.
    """

    name: str

    @property
    def elapsed(self) -> float:
        """Seconds of the call that have gone by, read from a clock: what `at` is compared with."""

    def blocks(self) -> Iterator[Block | Disturbed]:
        """Until the call ends or `close` is called. Blocks while it waits for sound."""

    def pause(self) -> None:
        """Let go of the sound: nothing that is said from now on is kept anywhere."""

    def resume(self) -> None: ...

    def close(self) -> None:
        """End the call, from any thread. `blocks` then ends. May be called twice."""
