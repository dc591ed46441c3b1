"""PulseAudio and PipeWire move a recording to another device as they see fit, and tell nobody.

They do when a device is unplugged, and when a new one becomes the default: one side would hear
the other, or the room. `pactl` tells of it; without it this goes unnoticed.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import threading
from collections.abc import Callable

_RECORDING = re.compile(
    r"^(\d+)$.*?^\s*Source: (\d+)$.*?application\.process\.id = \"(\d+)\"",
    re.MULTILINE | re.DOTALL,
)


def can_tell() -> bool:
    return platform.system() == "Linux" and shutil.which("pactl") is not None


def stay(*, back: Callable[[], None], gone: Callable[[], None]) -> Callable[[], None]:
    """Move what this process records back to its device whenever it is moved.

    Calls `back` after each time, from another thread, and `gone` once when that device is not
    there any more. Gives what ends the watch. It costs nothing while nothing changes.
    """
    if not can_tell():
        return lambda: None
    events = subprocess.Popen(
        ["pactl", "subscribe"],  # noqa: S607 - wherever the system has it
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env=_plain_english(),
        text=True,
    )

    def watch() -> None:
        ours = _recordings()
        for line in events.stdout or ():
            if "source-output" not in line:
                continue
            now = _recordings()
            for recording, source in ours.items():
                if now.get(recording) == source:
                    continue
                if not _move(recording, source):
                    gone()
                    return
                back()
            ours = ours or now

    threading.Thread(target=watch, name="stay", daemon=True).start()

    def end() -> None:
        events.kill()
        events.wait()

    return end


def _recordings() -> dict[str, str]:
    """What this process records, and from which source, by PulseAudio's numbers."""
    listed = _pactl("list", "source-outputs").stdout.split("Source Output #")
    found = [one for output in listed if (one := _RECORDING.match(output))]
    return {one[1]: one[2] for one in found if one[3] == str(os.getpid())}


def _move(recording: str, source: str) -> bool:
    return _pactl("move-source-output", recording, source).returncode == 0


def _pactl(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - words of our own
        ["pactl", *words],  # noqa: S607 - wherever the system has it
        capture_output=True,
        check=False,
        env=_plain_english(),
        text=True,
    )


def _plain_english() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}
