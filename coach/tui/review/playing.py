"""Playing a moment of a recording through the sound card, in a process of its own.

PortAudio and ALSA write to file descriptor 2, on which Textual draws: in the same process they
would spoil the screen.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from coach.call import MachineError, Span

PLAYING = b"playing"
"""What a player writes when it begins."""

NO_CARD = "The sound card of this machine cannot be used."


class Samples(Protocol):
    """An array of samples."""

    def tobytes(self) -> bytes: ...


class Stereo(Protocol):
    """A stretch of sound: `stereo` is (n, 2) float32 at 16 kHz."""

    @property
    def stereo(self) -> Samples: ...


class Recorded(Protocol):
    """A recording of which a stretch can be had."""

    def slice(self, span: Span) -> Stereo: ...


class Player(Protocol):
    """Something that makes a stretch of the call audible."""

    def play(self, span: Span, started: Callable[[], None]) -> None:
        """Call `started` when it can be heard; return when it is over or was stopped.

        Raises CoachError when nothing can be heard.
        """

    def stop(self) -> None:
        """From any thread; harmless when nothing plays."""


class SoundCard:
    """A player for a recording. `command` plays what it reads from its standard input.

    It writes a line when it begins, or why it cannot.
    """

    def __init__(self, recording: Recorded, command: Sequence[str] = ()) -> None:
        self._recording = recording
        self._command = command or (sys.executable, "-m", "coach.tui.review.speaker")
        self._lock = threading.Lock()
        self._turn = 0
        self._process: subprocess.Popen[bytes] | None = None

    def play(self, span: Span, started: Callable[[], None]) -> None:
        with self._lock:
            self._stop()
            turn = self._turn
        sound = self._recording.slice(span).stereo.tobytes()
        with self._lock:
            if turn != self._turn:
                return
            process = self._process = subprocess.Popen(  # noqa: S603 - our own command
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        with process:
            told = _feed(process, sound)
            if told == PLAYING:
                started()
            process.wait()
        if turn == self._turn and told != PLAYING:
            raise MachineError(told.decode(errors="replace") or NO_CARD)

    def stop(self) -> None:
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        self._turn += 1
        if self._process:
            self._process.kill()
            self._process = None


def _feed(process: subprocess.Popen[bytes], sound: bytes) -> bytes:
    """What the process says once it has the sound; nothing when it died."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(sound)
        process.stdin.close()
    except OSError:
        return b""
    return process.stdout.readline().strip()
