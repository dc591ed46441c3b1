"""One channel's sound on disk, in an unnamed temporary file that is gone when it is closed."""

from __future__ import annotations

import tempfile
import threading

import numpy as np
from numpy.typing import NDArray

from coach.audio.sound import Samples
from coach.call import MachineError

_BYTES = 2
_FULL_SCALE = 32_768.0


class Tape:
    """Sound that is written from start to end, then read anywhere, by any thread.

    Kept as 16-bit samples. Read with ordinary reads instead of a memory map, so that what was
    read does not count as the program's memory.
    """

    def __init__(self) -> None:
        self.length = 0
        self._lock = threading.Lock()
        try:
            self._file = tempfile.TemporaryFile(prefix="coach-")  # noqa: SIM115 - closed by close()
        except OSError as error:
            raise _no_room(error) from error

    def write(self, samples: Samples) -> None:
        """Append mono sound in -1..1. Digital silence takes no room on most disks."""
        coarse = np.clip(np.rint(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
        pcm = coarse.astype("<i2")
        try:
            if pcm.any():
                self._file.write(pcm.tobytes())
            else:
                self._file.seek(len(pcm) * _BYTES, 1)
        except OSError as error:
            raise _no_room(error) from error
        self.length += len(pcm)

    def read(self, start: int, stop: int) -> Samples:
        """Samples `start` to `stop`, in -1..1; zeros outside the tape."""
        out = np.zeros(max(0, stop - start), np.float32)
        first, last = max(0, start), min(stop, self.length)
        if first < last:
            pcm = self._read(first, last)
            out[first - start : first - start + len(pcm)] = pcm / np.float32(_FULL_SCALE)
        return out

    def _read(self, first: int, last: int) -> NDArray[np.int16]:
        with self._lock:
            self._file.seek(first * _BYTES)
            data = self._file.read((last - first) * _BYTES)
        return np.frombuffer(data, "<i2").astype(np.int16)

    def close(self) -> None:
        self._file.close()


def _no_room(error: OSError) -> MachineError:
    return MachineError(
        f"The sound cannot be kept in a temporary file: {error.strerror}.",
        f"A call takes 115 MB an hour and channel in {tempfile.gettempdir()}: make room there, "
        "or set TMPDIR.",
    )
