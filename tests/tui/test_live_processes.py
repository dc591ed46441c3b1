"""A call may start processes while its sidebar is on: the engine is one."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_process_can_be_started_while_the_screen_is_on() -> None:
    """Though standard error is the screen's then, and has no file descriptor."""
    script = Path(__file__).with_name("live_with_a_process.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "exit code 0\n"
