"""A source read in a thread of its own, so that sound and words are waited for at one place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from coach.audio.source import Block, Source
from coach.call.live import Disturbed, Paused, Resumed

AHEAD = 8
"""Blocks taken from a source that waits before any of them was heard."""


@dataclass(frozen=True, slots=True)
class Over:
    """The source has ended, by itself or by an error."""

    error: BaseException | None = None


Taken = Block | Disturbed | Paused | Resumed | Over


class Intake:
    """Delivers everything that comes from a source, in order. `waits` as in `hear_live`."""

    def __init__(self, source: Source, deliver: Callable[[Taken], None], *, waits: bool) -> None:
        self._source = source
        self._deliver = deliver
        self._room = threading.Semaphore(AHEAD) if waits else None
        self._closed = False
        self._thread = threading.Thread(target=self._read, name="intake", daemon=True)
        self._thread.start()

    def heard(self) -> None:
        """One thing more may be taken."""
        if self._room is not None:
            self._room.release()

    def close(self) -> None:
        """End the source too, and wait until it has."""
        self._closed = True
        self._source.close()
        self.heard()
        self._thread.join()

    def _read(self) -> None:
        error: BaseException | None = None
        try:
            for taken in self._source.blocks():
                if self._room is not None:
                    self._room.acquire()
                if self._closed:
                    break
                self._deliver(taken)
        except BaseException as raised:  # noqa: BLE001 - raised again where the call is heard
            error = raised
        self._deliver(Over(error))
