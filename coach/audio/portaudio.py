"""The sound devices that PortAudio reaches. It may crash or print: use it in a child process."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from coach.audio.devices import Device, plays
from coach.audio.sound import Samples
from coach.call import MachineError

Take = Callable[[Samples | None, float], None]
"""Takes (n, channels) sound and the moment of its end on the monotonic clock, from any thread.

None for the sound: the device has ended its stream.
"""
BLOCK_S = 0.025
OTHER_RATES_HZ = (48_000, 44_100, 16_000)
LONGEST_DELAY_S = 0.5


def advice() -> str:
    """How to get PortAudio on this system, in one sentence."""
    if platform.system() == "Linux":
        return "Install it: apt install libportaudio2 (Fedora: dnf install portaudio)."
    return "Install sounddevice again: its package carries PortAudio."


def load() -> Any:
    """The library. Raises MachineError where PortAudio is missing."""
    try:
        import sounddevice  # noqa: PLC0415 - opens the sound system, and may find none
    except OSError as error:
        raise MachineError("The sound library PortAudio is missing.", advice()) from error
    return sounddevice


def look_again() -> None:
    """PortAudio lists devices once; after this it knows those that came and went since."""
    library = load()
    library._terminate()  # noqa: SLF001 - the only way that sounddevice has
    library._initialize()  # noqa: SLF001


def inputs() -> Iterator[Device]:
    """Every device that gives sound."""
    for device, _ in _with_index():
        yield device


def _with_index() -> Iterator[tuple[Device, int]]:
    library = load()
    try:
        apis = library.query_hostapis()
        found = library.query_devices()
    except library.PortAudioError as error:
        raise MachineError(
            f"The sound system gives no list of devices: {error}.", "Try again, or restart it."
        ) from error
    for index, one in enumerate(found):
        if one["max_input_channels"] > 0:
            api = apis[one["hostapi"]]
            yield (
                Device(
                    one["name"].strip(),
                    api["name"],
                    int(one["max_input_channels"]),
                    round(one["default_samplerate"]),
                    plays=plays(one["name"]),
                    is_default=api["default_input_device"] == index,
                ),
                index,
            )


def record(device: Device, channels: int, take: Take) -> tuple[int, Callable[[], None]]:
    """Start to record. Gives the rate in Hz and what ends it. Other thread, so `take` is quick.

    Takes `channels` of the device, or mixes all of them to one. Raises MachineError when it is
    not there, or cannot be opened.
    """
    library = load()
    index = next((i for d, i in _with_index() if (d.name, d.api) == (device.name, device.api)), -1)
    if index < 0:
        raise MachineError(f"{device.name} is not there.", "Connect it.")
    refused: Exception | None = None
    for rate in dict.fromkeys((device.rate_hz, *OTHER_RATES_HZ)):
        for count in dict.fromkeys((channels, max(channels, min(2, device.channels)))):
            try:
                return rate, _start(index, rate, count, channels, take)
            except (library.PortAudioError, ValueError) as error:
                refused = refused or error
    raise MachineError(
        f"{device.name} cannot be opened: {refused}.",
        "Close other programs that use it, or connect it again.",
    ) from refused


def _start(index: int, rate: int, opened: int, channels: int, take: Take) -> Callable[[], None]:
    library = load()

    def hear(sound: Samples, frames: int, times: Any, _status: Any) -> None:
        # What the sound system knows of the age of the sound, where that is believable.
        delay = times.currentTime - times.inputBufferAdcTime - frames / rate
        known = times.inputBufferAdcTime > 0 and 0 <= delay <= LONGEST_DELAY_S
        mixed = sound.copy() if opened == channels else sound.mean(axis=1, keepdims=True)
        take(np.asarray(mixed, np.float32), time.monotonic() - (delay if known else 0.0))

    stream = library.InputStream(
        device=index,
        samplerate=rate,
        channels=opened,
        dtype="float32",
        blocksize=round(rate * BLOCK_S),
        latency="high",  # the low one keeps a core busy on some systems
        callback=hear,
        finished_callback=lambda: take(None, time.monotonic()),
    )
    try:
        stream.start()
    except library.PortAudioError:
        stream.close()
        raise

    def end() -> None:
        stream.abort()
        stream.close()

    return end
