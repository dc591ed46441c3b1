"""Which language is spoken, found out from the first speech when nobody said."""

from __future__ import annotations

from collections.abc import Mapping

from coach.hearing.live.worker import likeliest

ENOUGH_S = 8.0
"""So much speech decides."""


class Languages:
    """`settled` is the language to transcribe in; None as long as it is found out anew."""

    def __init__(self, settled: str | None) -> None:
        self.settled = settled
        self._heard_s = 0.0
        self._chances: dict[str, float] = {}

    def hear(self, likely: Mapping[str, float], length: float) -> None:
        """The chances of each language in a window of so many seconds."""
        self._heard_s += length
        for code, chance in likely.items():
            self._chances[code] = self._chances.get(code, 0.0) + chance * length
        if self.settled is None and self._heard_s >= ENOUGH_S:
            mean = {code: each / self._heard_s for code, each in self._chances.items()}
            self.settled = likeliest(mean)
