"""A machine with two sound devices that exist in software only: PulseAudio as a child process."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
NEEDED = ("pulseaudio", "pactl", "paplay", "parec")
MICROPHONE = ("module-remap-source", "master=micpipe.monitor", "source_name=agentmic")
MODULES = (
    ("module-native-protocol-unix",),
    ("module-null-sink", "sink_name=headset"),
    ("module-null-sink", "sink_name=micpipe"),
    MICROPHONE,
)
ALSA = """</usr/share/alsa/alsa.conf>
pcm.agentmic { type pulse
  device agentmic
  hint { show on
    description "The agent's microphone" } }
pcm.headsetmonitor { type pulse
  device headset.monitor
  hint { show on
    description "What the headset plays" } }
"""


def missing() -> list[str]:
    """The programs that are not on this machine."""
    return [name for name in NEEDED if shutil.which(name) is None]


def found(program: str) -> str:
    return shutil.which(program) or program


@dataclass
class Pulse:
    """Devices `agentmic` and `headsetmonitor`, which hear what is played to either side."""

    folder: Path
    env: dict[str, str]
    playing: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def play(self, sink: str, sound: Sound) -> None:
        """Play (n,) sound at 16 kHz into a sink, from now on."""
        file = self.folder / f"{sink}-{len(self.playing)}.wav"
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(16_000)
            out.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())
        self.playing.append(
            subprocess.Popen([found("paplay"), f"--device={sink}", str(file)], env=self.env)
        )

    @contextmanager
    def recording(self, source: str) -> Iterator[Callable[[], Sound]]:
        """What a device gives from now on, as PulseAudio's own recorder hears it.

        A machine with much to do stumbles while it plays; this tells its stumbling from ours.
        """
        # A new microphone becomes the default, and takes recorders along, unless one is set.
        self.pactl("set-default-source", "headset.monitor")
        file = self.folder / f"{source}.raw"
        form = ("--raw", "--format=s16le", "--rate=16000", "--channels=1")
        with file.open("wb") as out:
            recorder = subprocess.Popen(
                [found("parec"), f"--device={source}", *form], env=self.env, stdout=out
            )
        try:
            yield lambda: np.fromfile(file, "<i2").astype(np.float32) / 32_768
        finally:
            recorder.terminate()
            recorder.wait()

    def pactl(self, *words: str) -> str:
        done = subprocess.run(
            [found("pactl"), *words], env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def unplug_microphone(self) -> None:
        self.pactl("unload-module", MICROPHONE[0])

    def plug_in_microphone(self) -> None:
        self.pactl("load-module", *MICROPHONE)


@contextmanager
def running(folder: Path) -> Iterator[Pulse]:
    """PulseAudio from now until the end of the block, with nothing of the machine's own."""
    run = folder / "run"
    run.mkdir(mode=0o700)
    (folder / "alsa.conf").write_text(ALSA)
    env = {
        **{key: value for key, value in os.environ.items() if not key.startswith("PULSE_")},
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(run),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
    }
    modules = [word for module in MODULES for word in ("-L", " ".join(module))]
    command = [found("pulseaudio"), "-n", "--daemonize=no", "--exit-idle-time=-1", *modules]
    with (folder / "pulse.log").open("wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    pulse = Pulse(folder, env)
    try:
        _wait_for(pulse, server)
        yield pulse
    finally:
        for player in pulse.playing:
            player.terminate()
            player.wait()
        server.terminate()
        server.wait()


def _wait_for(pulse: Pulse, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            if "agentmic" in pulse.pactl("list", "short", "sources"):
                return
        except subprocess.CalledProcessError:
            pass
        assert server.poll() is None, (pulse.folder / "pulse.log").read_text()
        time.sleep(0.1)
    raise AssertionError((pulse.folder / "pulse.log").read_text())
