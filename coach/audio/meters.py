"""How loud every device is right now, so that a person can see which one hears them."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

import numpy as np

from coach.audio.devices import Device
from coach.audio.levels import dbfs
from coach.audio.tap import Looking, Lost, Opened, Piece, Tap

Level = float | str | None
"""dB below full scale; None for exact silence, or nothing yet; a sentence when it cannot open."""


class Meters:
    """Records all devices at once, keeps nothing, and tells their levels. Use in a `with` block.

    Each in a process of its own: some sound systems crash when one process opens several.
    """

    def __init__(self, devices: Sequence[Device]) -> None:
        self._latest: list[Level] = [None] * len(devices)
        self._taps: list[Tap | None] = [Tap(device, 1) for device in devices]
        for tap in self._taps:
            if tap is not None:
                tap.go()

    def read(self) -> tuple[Level, ...]:
        """The level of each device since it was last asked for."""
        for index, tap in enumerate(self._taps):
            if tap is None:
                continue
            heard = []
            for said in tap.said():
                match said:
                    case Piece(samples, _):
                        heard.append(samples)
                    case Opened():
                        self._latest[index] = None
                    case Looking(reason, _):
                        self._latest[index] = reason
                    case Lost(reason):
                        self._latest[index] = reason
                        tap.close()
                        self._taps[index] = None
            if heard:
                self._latest[index] = dbfs(np.concatenate(heard))
        return tuple(self._latest)

    def close(self) -> None:
        for tap in self._taps:
            if tap is not None:
                tap.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
