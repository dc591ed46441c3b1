"""A sound system in a file that stands in for PortAudio, whose devices a test can take away.

A build machine has no sound card. Each device is a line of `devices.txt`: name, channels, rate.
It sounds as long as it is listed. Tone and level tell which device and channel is heard.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

LIBRARY = """
import pathlib, threading, time
import numpy as np
HERE = pathlib.Path(__file__).parent

class PortAudioError(Exception): pass

def listed():
    lines = (HERE / "devices.txt").read_text().splitlines()
    return [line.split(",") for line in lines]

def query_hostapis():
    return [{"name": "Made", "default_input_device": 0}]

def query_devices():
    if (HERE / "crashes").exists():
        import os; os.abort()
    return [{"name": name, "hostapi": 0, "max_input_channels": int(channels),
             "default_samplerate": float(rate)} for name, channels, rate in listed()]

def _terminate(): pass
def _initialize(): pass

class Times:
    currentTime = inputBufferAdcTime = 0.0

class InputStream:
    def __init__(self, *, device, samplerate, channels, dtype, blocksize, latency, callback,
                 finished_callback):
        self.name, most, rate = listed()[device]
        if channels > int(most) or samplerate != int(rate):
            raise PortAudioError("Invalid sample rate [PaErrorCode -9997]")
        self.args = samplerate, channels, blocksize, callback
    def start(self):
        threading.Thread(target=self.run, daemon=True).start()
    def run(self):
        rate, channels, size, callback = self.args
        hertz = 300 if self.name == "Headset" else 900
        begun, count = time.monotonic(), 0
        while any(self.name == name for name, _, _ in listed()):
            when = (np.arange(size) + count) / rate
            tone = 0.5 * np.sin(2 * np.pi * hertz * when)
            if (HERE / "secret").exists():
                tone = np.full(size, 0.9)
            if (HERE / "mute").exists():
                tone = np.zeros(size)
            both = np.stack([tone * gain for gain in (1.0, 0.25)[:channels]], axis=1)
            count += size
            time.sleep(max(0.0, begun + count / rate - time.monotonic()))
            callback(both.astype(np.float32), size, Times, "")
    def abort(self): pass
    def close(self): pass
"""


class SoundSystem:
    """Devices that are there, each with its channels and its rate."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._devices = {"Headset": (1, 44_100), "Loopback": (2, 48_000), "Old": (1, 8_000)}
        (folder / "sounddevice.py").write_text(LIBRARY)
        self._write()

    def take_away(self, name: str) -> None:
        self._gone = (name, self._devices.pop(name))
        self._write()

    def bring_back(self) -> None:
        name, device = self._gone
        self._devices[name] = device
        self._write()

    def switch(self, what: str, on: bool) -> None:
        """`secret`: every device says something loud. `mute`: nothing. `crashes`: it does."""
        if on:
            (self._folder / what).touch()
        else:
            (self._folder / what).unlink()

    def _write(self) -> None:
        text = "\n".join(f"{name},{n},{rate}" for name, (n, rate) in self._devices.items())
        whole = self._folder / "devices.new"
        whole.write_text(text)
        whole.replace(self._folder / "devices.txt")


def install(folder: Path, patch: pytest.MonkeyPatch) -> SoundSystem:
    """Found in place of the real library, here and in child processes."""
    patch.syspath_prepend(folder)
    patch.delitem(sys.modules, "sounddevice", raising=False)
    (folder / "soundcard.py").write_text("raise ImportError")
    patch.setenv("PATH", str(folder))  # no pactl: nothing of the machine's own sound system
    return SoundSystem(folder)
