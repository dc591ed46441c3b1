"""`coach devices`: what can be recorded on this machine, and which devices a call is heard from."""

from __future__ import annotations

import shutil
import sys

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coach.audio.devices import Device, Seat, find
from coach.audio.listing import list_devices
from coach.audio.meters import Meters
from coach.audio.remembered import Chosen, remember, remembered
from coach.call import MachineError, UsageError
from coach.commands import choosing, print_json
from coach.commands.keys import keyboard

NOTHING = "No device that gives sound was found."


def show(*, as_json: bool) -> None:
    """Every device that gives sound, and what each is used for."""
    devices = list_devices()
    uses = _uses(devices, remembered())
    if as_json:
        print_json([_as_json(device, uses.get(device, [])) for device in devices])
        return
    if not devices:
        raise MachineError(NOTHING, "Connect a headset, then try again.")
    table = Table(box=None, pad_edge=False)
    table.add_column("device", overflow="fold")
    table.add_column("through", no_wrap=True)
    table.add_column("channels", justify="right")
    table.add_column("rate", justify="right", no_wrap=True)
    table.add_column("")
    for device in devices:
        notes = [*uses.get(device, [])]
        notes += ["what the machine plays"] if device.plays else []
        notes += ["default"] if device.is_default else []
        words = [device.name, device.api, str(device.channels), f"{device.rate_hz} Hz"]
        table.add_row(*(Text(word) for word in words), Text(", ".join(notes)))
    console = Console()
    console.print(table)
    console.print(
        "\nChoose with coach devices --choose." if not uses else "\nChange: coach devices --choose."
    )


def choose() -> None:
    """Guides through the choice, with a level beside each device, and remembers it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "Choosing devices needs a terminal.",
            "Name them instead: coach live --agent-device NAME --customer-device NAME.",
        )
    devices = list_devices()
    if not devices:
        raise MachineError(NOTHING, "Connect a headset, then try again.")
    size = shutil.get_terminal_size()
    seen = devices[: max(1, size.lines - 5)]
    with Meters(seen) as meters, keyboard() as press:
        try:
            chosen = choosing.choose(seen, meters.read, press, _write, width=size.columns)
        except (choosing.Given, KeyboardInterrupt):
            click.echo("\nNothing was changed.")
            return
    file = remember(chosen)
    click.echo(f"\nYou: {_told(chosen.agent)}. The customer: {_told(chosen.customer)}.")
    click.echo(f"Remembered in {file}")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _told(seat: Seat) -> str:
    return seat.name if seat.channel is None else f"{seat.name}, {seat.channel} channel"


def _uses(devices: tuple[Device, ...], chosen: Chosen | None) -> dict[Device, list[str]]:
    """What each device is remembered for; one that is not there now is left out."""
    uses: dict[Device, list[str]] = {}
    if chosen is None:
        return uses
    for side, seat in (("agent", chosen.agent), ("customer", chosen.customer)):
        try:
            uses.setdefault(find(seat, devices), []).append(side)
        except MachineError:
            continue
    return uses


def _as_json(device: Device, uses: list[str]) -> dict[str, object]:
    return {
        "name": device.name,
        "api": device.api,
        "channels": device.channels,
        "rate_hz": device.rate_hz,
        "plays": device.plays,
        "default": device.is_default,
        "used_for": uses,
    }
