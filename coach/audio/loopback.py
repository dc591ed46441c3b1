"""What the machine plays, through SoundCard, where PortAudio cannot record it.

An optional library: Windows loopback, and the monitors of PulseAudio and PipeWire, which
PortAudio does not list by itself. Tested on PulseAudio only. Use it in a child process.
"""

from __future__ import annotations

import importlib.util
import platform
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from coach.audio.devices import Device, Through
from coach.audio.portaudio import BLOCK_S, Take
from coach.call import MachineError

API = "SoundCard"
RATE_HZ = 48_000


def is_installed() -> bool:
    return platform.system() != "Darwin" and importlib.util.find_spec("soundcard") is not None


def _loopbacks() -> list[Any]:
    try:
        import soundcard  # noqa: PLC0415 - connects to the sound system, and may find none

        found = soundcard.all_microphones(include_loopback=True)
    except (ImportError, OSError, RuntimeError, AssertionError) as error:
        raise MachineError(f"What the machine plays cannot be recorded: {error}.") from error
    return [one for one in found if one.isloopback]


def _named(found: list[Any]) -> dict[str, Any]:
    """Each by its name; where names repeat, with the sound system's own behind it."""
    names = [str(one.name) for one in found]
    return {
        name if names.count(name) == 1 else f"{name} [{one.id}]": one
        for name, one in zip(names, found, strict=True)
    }


def loopbacks() -> Iterator[Device]:
    """A device for each output, that gives what is played there. None without the library."""
    if not is_installed():
        return
    try:
        found = _named(_loopbacks())
    except MachineError:
        return
    for name, one in found.items():
        count = int(one.channels)
        yield Device(name, API, count, RATE_HZ, plays=True, through=Through.SOUNDCARD)


def record(device: Device, channels: int, take: Take) -> tuple[int, Callable[[], None]]:
    """As `portaudio.record`: gives the rate in Hz and what ends it."""
    one = _named(_loopbacks()).get(device.name)
    if one is None:
        raise MachineError(f"{device.name} is not there.", "Connect it.")
    going = threading.Event()
    going.set()

    def listen() -> None:
        try:
            size = round(RATE_HZ * BLOCK_S)
            count = max(channels, min(2, device.channels))
            with one.recorder(RATE_HZ, channels=count, blocksize=size) as recorder:
                while going.is_set():
                    sound = np.asarray(recorder.record(size), np.float32)
                    mixed = sound if count == channels else sound.mean(axis=1, keepdims=True)
                    take(mixed, time.monotonic())
        finally:
            take(None, time.monotonic())

    threading.Thread(target=listen, name=f"loopback {device.name}", daemon=True).start()
    return RATE_HZ, going.clear
