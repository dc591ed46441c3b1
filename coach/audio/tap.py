"""One device recorded in a process of its own, which may crash or hang without harm."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np
import soxr

from coach.audio import portaudio
from coach.audio.devices import Device
from coach.audio.listing import PROCESSES, by_itself, record
from coach.audio.moved import stay
from coach.audio.sound import RATE_HZ, Samples
from coach.call import MachineError

SILENT_S = 1.0
"""A device that gives nothing at all for so long is lost."""
LISTENING_S = 0.2
LATE_S = 0.1
"""Silence counts only while this process wakes on time: a busy machine is no lost device."""
WAKING_S = 5.0
"""The first sound of a device that has just been opened may take this long."""
LOOKING_S = 1.0
"""How often a device that is not there is looked for."""
HUNG_S = 8.0
"""A child that says nothing for so long hangs."""
BOOTING_S = 60.0
"""How long a child may take to begin, on a machine that has much else to do."""
ENDING_S = 0.5
"""How long a child may take to end by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Sound of a device: (n, channels) at 16 kHz, its end on the monotonic clock."""

    samples: Samples
    end: float


@dataclass(frozen=True, slots=True)
class Ready:
    """The child has begun."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The device is being recorded."""


@dataclass(frozen=True, slots=True)
class Looking:
    """The device is not there, or cannot be opened; said again every second."""

    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The device was recorded and is not any more. The child ends; another one looks for it."""

    reason: str


Said = Ready | Piece | Opened | Looking | Lost


class Tap:
    """The parent's end: begins a child for a device, listens to it, begins another when it dies.

    A child touches no device before it is told to `go`.
    """

    def __init__(self, device: Device, channels: int) -> None:
        self.device = device
        self._channels = channels
        self._begin()

    def _begin(self) -> None:
        self._going = self._is_ready = False
        self.connection, theirs = PROCESSES.Pipe()
        self._child = PROCESSES.Process(
            target=_record_for,
            args=(theirs, self.device, self._channels),
            name="coach sound",
            daemon=True,
        )
        self._began = self._heard = time.monotonic()
        self._child.start()
        theirs.close()

    def go(self) -> None:
        """Record, as soon as the device is there."""
        self._going = True
        self._heard = time.monotonic()
        with contextlib.suppress(OSError):  # a child that died is noticed by `said`
            self.connection.send(None)

    def said(self) -> list[Said]:
        """All that the child has said since; a child that died or hangs is a device lost."""
        said: list[Said] = []
        try:
            while self.connection.poll():
                said.append(self.connection.recv())
                self._heard = time.monotonic()
                self._is_ready = True
        except (EOFError, OSError):
            said.append(Lost("The sound system failed."))
        else:
            patience = HUNG_S if self._is_ready else BOOTING_S
            if self._going and time.monotonic() - self._heard > patience:
                said.append(Lost("The sound system hangs."))
        return said

    @property
    def may_begin_again(self) -> bool:
        return time.monotonic() - self._began >= LOOKING_S

    def begin_again(self) -> None:
        """With a new child, which waits to be told."""
        self.close()
        self._begin()

    def close(self) -> None:
        """Let go of the device. The child ends by itself, or is ended."""
        self.connection.close()
        self._child.join(ENDING_S)
        self._child.kill()
        self._child.join()


def _record_for(parent: Connection, device: Device, channels: int) -> None:
    """The child: told to go, it looks for the device, and passes on its sound until it is lost."""
    by_itself()
    with contextlib.suppress(EOFError, OSError, MachineError):  # the parent is gone, or PortAudio
        parent.send(Ready())
        parent.recv()
        while not _recorded(parent, device, channels):
            if parent.poll(LOOKING_S):
                break
            portaudio.look_again()
    os._exit(0)


def _recorded(parent: Connection, device: Device, channels: int) -> bool:
    """Whether the device could be opened, and has been recorded up to its loss."""
    heard: queue.SimpleQueue[tuple[Samples | None, float]] = queue.SimpleQueue()
    try:
        rate, _ = record(device, channels, lambda samples, end: heard.put((samples, end)))
    except MachineError as error:
        parent.send(Looking(error.message, error.hint))
        return False
    parent.send(Opened())
    end_watch = stay(
        back=lambda: heard.put((np.zeros((0, channels), np.float32), time.monotonic())),
        gone=lambda: heard.put((None, time.monotonic())),
    )
    threading.Thread(target=_end_with, args=(parent, end_watch), daemon=True).start()
    reason = _pass_on(heard, parent, _resampler(rate, channels))
    end_watch()
    parent.send(Lost(reason))
    return True


def _end_with(parent: Connection, end_watch: Callable[[], None]) -> None:
    """End this process as soon as the parent lets go of it, or is gone."""
    with contextlib.suppress(EOFError, OSError):
        parent.recv()
    end_watch()
    os._exit(0)


def _pass_on(
    heard: queue.SimpleQueue[tuple[Samples | None, float]],
    parent: Connection,
    resample: Callable[[Samples, float], Piece],
) -> str:
    """Pass on what is heard at 16 kHz. Gives the reason why there is no more.

    An empty piece of sound means that the device has to wake up again.
    """
    patience, silent = WAKING_S, 0.0
    while True:
        asked = time.monotonic()
        try:
            samples, end = heard.get(timeout=LISTENING_S)
        except queue.Empty:
            if time.monotonic() - asked < LISTENING_S + LATE_S:
                silent += LISTENING_S
            if silent >= patience:
                return "It gives no sound any more."
            continue
        if samples is None:
            return "It was taken away."
        patience, silent = (SILENT_S if len(samples) else WAKING_S), 0.0
        piece = resample(samples, end)
        if len(piece.samples):
            parent.send(piece)


def _resampler(rate: int, channels: int) -> Callable[[Samples, float], Piece]:
    """Resampling piece by piece, which holds a little back: `end` is what has come out."""
    stream = soxr.ResampleStream(rate, RATE_HZ, channels, dtype="float32")
    taken = given = 0.0

    def resample(samples: Samples, end: float) -> Piece:
        nonlocal taken, given
        out: Samples = np.asarray(stream.resample_chunk(np.ascontiguousarray(samples)))
        taken += len(samples) / rate
        given += len(out) / RATE_HZ
        return Piece(out.reshape(-1, channels), end - (taken - given))

    return resample
