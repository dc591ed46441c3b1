"""What the call's thread is given to do: what was heard, and what the agent asks for, in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from coach.call.live import Audible

AHEAD = 32
"""Audibles that may wait to be taken: a source without a pace of its own waits with them."""

LINGERS_S = 10.0
"""An engine that does not let go in this time is left to end with the program."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that the agent asks for, to be done between two audibles."""

    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Over:
    """Nothing more will be heard; because of an error, or because the call is over."""

    error: BaseException | None = None


class Inbox:
    """Hears on a thread of its own, so that what the agent asks for never waits for speech.

    It goes before whatever was heard and waits; at most `ahead` things do.
    """

    def __init__(self, ahead: int = AHEAD) -> None:
        self._asked: SimpleQueue[Asked] = SimpleQueue()
        self._queue: SimpleQueue[Audible | Over | None] = SimpleQueue()
        self._room = threading.Semaphore(ahead)
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self, do: Callable[[], None]) -> None:
        """From any thread, and from a signal: returns at once."""
        self._asked.put(Asked(do))
        self._queue.put(None)

    def hear(self, heard: Callable[[], Iterable[Audible]]) -> None:
        """Begin to hear. `heard` is called, and used up, on the new thread."""
        self._thread = threading.Thread(
            target=self._run, args=(heard,), name="hearing", daemon=True
        )
        self._thread.start()

    def get(self) -> Audible | Asked | Over:
        """The next thing, waited for."""
        while True:
            with suppress(Empty):
                return self._asked.get_nowait()
            item = self._queue.get()
            if item is not None:
                self._room.release()
                return item

    def close(self) -> None:
        """Wait until the thread has ended, but not for ever; nobody takes what it still heard."""
        self._closed.set()
        self._room.release()
        if self._thread is not None:
            self._thread.join(LINGERS_S)

    def _run(self, heard: Callable[[], Iterable[Audible]]) -> None:
        over = Over()
        try:
            for audible in heard():
                self._room.acquire()
                if self._closed.is_set():
                    self._room.release()
                    continue
                self._queue.put(audible)
        except BaseException as error:  # noqa: BLE001 - raised again by the taker
            over = Over(error)
        self._queue.put(over)
