"""The devices of this machine, asked for in a child process: sound systems print and crash."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from coach.audio import loopback, portaudio
from coach.audio.devices import Device, Through, listed
from coach.call import MachineError

ANSWER_S = 30.0
"""A sound system that has not answered by then hangs."""

PROCESSES = multiprocessing.get_context("spawn")
"""Child processes begin empty: the sound system does not survive a fork."""


def list_devices() -> tuple[Device, ...]:
    """Every device that can be recorded now, as the sound system orders them.

    Raises MachineError when PortAudio is missing, or the sound system does not answer.
    """
    ours, theirs = PROCESSES.Pipe()
    child = PROCESSES.Process(target=_list, args=(theirs,), name="coach sound list", daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(ANSWER_S):
            raise MachineError("The sound system does not answer.", "Restart it, then try again.")
        answer = ours.recv()
    except EOFError as error:
        raise MachineError(
            "The sound system failed while it listed its devices.", "Restart it, then try again."
        ) from error
    finally:
        ours.close()
        child.kill()
        child.join()
    if isinstance(answer, tuple):
        return answer
    raise answer


def record(device: Device, channels: int, take: portaudio.Take) -> tuple[int, Callable[[], None]]:
    """Start to record a device, through the library that reaches it."""
    module: Any = portaudio if device.through is Through.PORTAUDIO else loopback
    rate, end = module.record(device, channels, take)
    return rate, end


def by_itself() -> None:
    """What every child that touches the sound system does first.

    ALSA and PortAudio write to file descriptor 2, which is the screen; Ctrl-C is the parent's.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _list(answer: Connection) -> None:
    by_itself()
    try:
        answer.send(listed((*portaudio.inputs(), *loopback.loopbacks())))
    except MachineError as error:
        answer.send(error)
    answer.close()
    os._exit(0)
