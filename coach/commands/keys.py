"""Single keys from a terminal, without waiting for Enter."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Press = Callable[[float], str | None]
"""The next key, or None when none was pressed within so many seconds."""


@contextmanager
def keyboard() -> Iterator[Press]:
    """Keys as they are pressed, unseen, until the end of the block. Ctrl-C still interrupts."""
    if sys.platform == "win32":
        yield _on_windows
        return
    import select
    import termios
    import tty

    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)

    def press(seconds: float) -> str | None:
        ready, _, _ = select.select([file], [], [], seconds)
        return os.read(file, 1).decode(errors="ignore") if ready else None

    try:
        tty.setcbreak(file)
        yield press
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)


def _on_windows(seconds: float) -> str | None:
    import msvcrt

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
        time.sleep(0.01)
    return None
