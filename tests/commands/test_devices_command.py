from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coach.audio.devices import Seat
from coach.audio.remembered import Chosen, remember
from coach.cli import main

# Stands in for PortAudio, which a build machine may not have.
TWO_DEVICES = """
class PortAudioError(Exception): pass
def query_hostapis(): return [{"name": "Made", "default_input_device": 1}]
def query_devices():
    made = [("Speakers", 0), ("Headset [left]", 1), ("Monitor of Headset", 2)]
    return [{"name": name, "hostapi": 0, "max_input_channels": channels,
             "default_samplerate": 44100.0} for name, channels in made]
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is imported in place of the real library, in child processes too."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    (tmp_path / "soundcard.py").write_text("raise ImportError")
    settings = tmp_path / "devices.toml"
    monkeypatch.setattr("coach.audio.remembered.settings_file", lambda: settings)
    return tmp_path / "sounddevice.py"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["devices", *words])


def test_devices_are_listed(library: Path) -> None:
    """What gives sound is listed by name, with its system, channels and rate, and its use."""
    library.write_text(TWO_DEVICES)
    remember(Chosen(Seat("Headset [left]"), Seat("unplugged")))
    done = run("--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == [
        {
            "name": "Headset [left]",
            "api": "Made",
            "channels": 1,
            "rate_hz": 44_100,
            "plays": False,
            "default": True,
            "used_for": ["agent"],
        },
        {
            "name": "Monitor of Headset",
            "api": "Made",
            "channels": 2,
            "rate_hz": 44_100,
            "plays": True,
            "default": False,
            "used_for": [],
        },
    ]
    assert "Headset [left]" in run().stdout


def test_without_portaudio_its_package_is_named(library: Path) -> None:
    """A machine without PortAudio gets one sentence and the cure."""
    library.write_text("raise OSError('PortAudio library not found')")
    done = run()
    assert done.exit_code == 3
    assert "PortAudio is missing" in done.stderr
    assert "libportaudio2" in done.stderr or not sys.platform.startswith("linux")


def test_without_a_device_that_is_said(library: Path) -> None:
    """No device is a lack of the machine for a person, and an empty list for a program."""
    library.write_text(TWO_DEVICES.replace("1),", "0),").replace("2)]", "0)]"))
    done = run()
    assert (done.exit_code, done.stderr.splitlines()[0]) == (
        3,
        "No device that gives sound was found.",
    )
    assert json.loads(run("--json").stdout) == []


@pytest.mark.usefixtures("library")
def test_choosing_needs_a_terminal() -> None:
    """Without a terminal the choice is refused, with the words to use instead."""
    done = run("--choose")
    assert done.exit_code == 2
    assert "--agent-device" in done.stderr


@pytest.mark.parametrize(
    ("made", "works", "words"),
    [
        (TWO_DEVICES, {"Live sound": True, "What the machine plays": True}, "Monitor of Headset"),
        (
            TWO_DEVICES.replace("Monitor of", "Second"),
            {"Live sound": True, "What the machine plays": False},
            "conversation-coach[loopback]",
        ),
        ("raise OSError", {"Live sound (PortAudio)": False}, "PortAudio is missing"),
    ],
    ids=["both sides", "no loopback", "no PortAudio"],
)
def test_the_doctor_tells_what_can_be_heard_live(
    library: Path, monkeypatch: pytest.MonkeyPatch, made: str, works: dict[str, bool], words: str
) -> None:
    """Whether there is any device, whether the customer can be heard, and what to install."""
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("coach.audio.loopback.is_installed", lambda: False)
    library.write_text(made)
    done = CliRunner().invoke(main, ["doctor", "--json"])
    checks = {one["name"]: one for one in json.loads(done.stdout)}
    assert {name: checks[name]["works"] for name in works} == works
    assert any(words in one["found"] + one["advice"] for one in checks.values())
