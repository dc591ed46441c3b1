"""The clock of a call: seconds of sound that have gone by, standing still while paused."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass

from coach.call import UsageError


@dataclass(slots=True)
class _Run:
    """A stretch in which the clock went: moments of the monotonic clock, and the call's second."""

    since: float
    before: float
    until: float = math.inf


class CallClock:
    """Counts from `start`, `speed` seconds of the call a second; safe to use from any thread.

    With no speed there is no pace: the clock shows the latest moment that was waited for.
    """

    def __init__(self, speed: float | None = 1.0) -> None:
        if speed is not None and not (math.isfinite(speed) and speed >= 0):
            raise UsageError(
                f"A call cannot be played at speed {speed}.",
                "Use 1 for its own pace, 4 for four times that, 0 for as fast as can be.",
            )
        self._speed = speed or None
        self._changed = threading.Condition()
        self._latest = 0.0
        self._begun = self._paused = self._closed = False
        self._runs: list[_Run] = []

    @property
    def elapsed(self) -> float:
        """Seconds of the call since `start`, without those that it was paused."""
        with self._changed:
            return self._elapsed()

    @property
    def closed(self) -> bool:
        return self._closed

    def start(self) -> None:
        """Once; later calls do nothing."""
        with self._changed:
            if not self._begun:
                self._begun = True
                self._run()
                self._changed.notify_all()

    def pause(self) -> None:
        with self._changed:
            self._stand()
            self._paused = True

    def resume(self) -> None:
        with self._changed:
            self._paused = False
            self._run()
            self._changed.notify_all()

    def close(self) -> None:
        """Stop for good: nobody waits any longer."""
        with self._changed:
            self._stand()
            self._closed = True
            self._changed.notify_all()

    def heard(self, since: float, until: float) -> tuple[tuple[float, float, float], ...]:
        """The parts of a stretch of the monotonic clock in which this one went.

        Each with its start and end on the monotonic clock, and the second of the call of its end.
        Nothing of a pause is among them. At speed 1 only.
        """
        with self._changed:
            parts = ((max(since, r.since), min(until, r.until), r) for r in self._runs)
            return tuple((a, b, r.before + b - r.since) for a, b, r in parts if a < b)

    def wait_until(self, at: float) -> bool:
        """Wait until `elapsed` is at least `at`, in seconds; False when the clock was closed."""
        with self._changed:
            while not self._closed:
                if not self._paused and self._speed is None:
                    self._latest = max(self._latest, at)
                missing = at - self._elapsed()
                if missing <= 0:
                    return True
                paced = self._speed is not None and self._goes()
                self._changed.wait(missing / self._speed if paced and self._speed else None)
            return False

    def _elapsed(self) -> float:
        if not self._runs or self._speed is None:
            return self._latest
        run = self._runs[-1]
        return run.before + (min(time.monotonic(), run.until) - run.since) * self._speed

    def _run(self) -> None:
        if self._begun and not self._paused and not self._closed and not self._goes():
            self._runs.append(_Run(time.monotonic(), self._elapsed()))

    def _stand(self) -> None:
        if self._goes():
            self._runs[-1].until = time.monotonic()

    def _goes(self) -> bool:
        return bool(self._runs) and self._runs[-1].until == math.inf
