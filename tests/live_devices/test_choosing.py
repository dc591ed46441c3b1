"""The guided choice on a real terminal, with real levels."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import tomllib
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from pulse import Pulse

pytestmark = pytest.mark.slow

TONE = np.asarray(0.1 * np.sin(2 * np.pi * 300 * np.arange(60 * 16_000) / 16_000), np.float32)


def read_until(terminal: int, words: str, patience_s: float = 60.0) -> str:
    """All that is shown until it matches a pattern of words."""
    shown = ""
    while not re.search(words, shown):
        ready, _, _ = select.select([terminal], [], [], patience_s)
        assert ready, f"never shown: {words}\n{shown[-2000:]}"
        shown += os.read(terminal, 65_536).decode(errors="replace")
    return shown


def test_a_person_chooses_by_what_moves(machine: Pulse) -> None:
    """The level of the device that hears something moves; the choice is remembered."""
    ours, theirs = pty.openpty()
    coach = Path(sys.executable).with_name("coach")
    env = {**os.environ, "COLUMNS": "80", "LINES": "24", "TERM": "xterm"}
    command = [str(coach), "devices", "--choose"]
    with (
        subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as choosing,
        ExitStack() as at_last,
    ):
        at_last.callback(choosing.kill)
        os.close(theirs)
        read_until(ours, "Your microphone:")
        machine.play("micpipe", TONE)
        read_until(ours, r"agentmic +.#{10,} *. *-2[234] dB")
        os.write(ours, b"1\r")
        read_until(ours, "customer's sound:")
        os.write(ours, b"2\r")
        told = read_until(ours, r"Remembered in .*toml")
        assert choosing.wait(30) == 0
    os.close(ours)
    assert "You: agentmic. The customer: headsetmonitor." in told
    file = Path(machine.env["XDG_CONFIG_HOME"]) / "coach" / "devices.toml"
    kept = tomllib.loads(file.read_text())
    assert kept["agent"]["name"] == "agentmic"
    assert kept["customer"] == {"name": "headsetmonitor", "api": "ALSA"}
