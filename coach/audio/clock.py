"""The clock of a call: seconds of sound that have gone by, standing still while paused."""

from __future__ import annotations

import math
import threading
import time

from coach.call import UsageError


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
        self._before = 0.0
        self._since: float | None = None
        self._begun = self._paused = self._closed = False

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
            self._before, self._since = self._elapsed(), None
            self._paused = True

    def resume(self) -> None:
        with self._changed:
            self._paused = False
            self._run()
            self._changed.notify_all()

    def close(self) -> None:
        """Stop for good: nobody waits any longer."""
        with self._changed:
            self._before, self._since = self._elapsed(), None
            self._closed = True
            self._changed.notify_all()

    def wait_until(self, at: float) -> bool:
        """Wait until `elapsed` is at least `at`, in seconds; False when the clock was closed."""
        with self._changed:
            while not self._closed:
                if not self._paused and self._speed is None:
                    self._before = max(self._before, at)
                missing = at - self._elapsed()
                if missing <= 0:
                    return True
                going = self._since is not None
                self._changed.wait(missing / self._speed if going and self._speed else None)
            return False

    def _elapsed(self) -> float:
        if self._since is None or self._speed is None:
            return self._before
        return self._before + (time.monotonic() - self._since) * self._speed

    def _run(self) -> None:
        if self._begun and not self._paused and not self._closed and self._since is None:
            self._since = time.monotonic()
