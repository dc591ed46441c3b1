"""A recorded call: the sound of each side at 16 kHz, kept on disk, and when each side spoke."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from coach.call import Roles, Span, Speaker

RATE_HZ = 16_000


class Recording:
    """One recorded call, to be used in a `with` block; its sound lies in unnamed temporary files.

    `duration` is in seconds. `sides` are the sides that can be heard apart. `notes` are plain
    remarks on the recording, one sentence each. Times outside the recording read as silence.
    """

    duration: float
    sides: tuple[Speaker, ...]
    roles: Roles
    notes: tuple[str, ...]
    is_mono: bool

    def samples(self, speaker: Speaker, span: Span) -> NDArray[np.float32]:
        """What one side's channel carries in `span`, float32 at 16 kHz; zeros where nothing."""
        raise NotImplementedError

    def speech(self, speaker: Speaker) -> tuple[Span, ...]:
        """Where one side speaks: disjoint, in order, with 300 ms of pre-roll and a short tail."""
        raise NotImplementedError

    def voiced(self, speaker: Speaker) -> tuple[Span, ...]:
        """The same spans without the padding: for clamping words, and for measuring."""
        raise NotImplementedError

    def swapped(self, roles: Roles | None = None) -> Recording:
        """The same call with the sides exchanged. Shares the sound: closing one closes both."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_recording(source: Path, *, agent_channel: str = "auto") -> Recording:
    """Decode one file. `agent_channel` is left, right or auto (left for now, confidence 0.5)."""
    raise NotImplementedError


def open_pair(agent: Path, customer: Path) -> Recording:
    """Decode two files, one a side, that began at the same moment."""
    raise NotImplementedError
