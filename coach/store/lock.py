"""Whether a file is being written by a process that lives. The system lets go when it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_FAR = 1 << 40
"""Windows locks bytes: one far behind the end, so that the file can still be read."""


def hold(fd: int) -> bool:
    """Mark an open file as being written, until it is closed. False when another has it."""
    try:
        _lock(fd)
    except OSError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether a living process holds the file. False when there is no such file."""
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not hold(fd)
    finally:
        os.close(fd)


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
