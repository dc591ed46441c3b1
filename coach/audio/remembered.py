"""Which devices a call is heard from, remembered in a settings file from one call to the next."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from coach.audio.devices import Channel, Seat
from coach.call import MachineError, UsageError

CHOOSE = "Choose the devices again: coach devices --choose"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where each side is heard."""

    agent: Seat
    customer: Seat


def settings_file() -> Path:
    return Path(platformdirs.user_config_dir("coach", appauthor=False)) / "devices.toml"


def remembered() -> Chosen | None:
    """What was chosen last, None when nothing was. Raises UsageError when the file is damaged."""
    file = settings_file()
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}.", CHOOSE) from error
    return Chosen(_seat(read, "agent", file), _seat(read, "customer", file))


def remember(chosen: Chosen) -> Path:
    """Write it down, whole or not at all. Gives the file. Raises MachineError when it cannot."""
    file = settings_file()
    text = "# Written by `coach devices --choose`.\n" + "".join(
        f"\n[{side}]\n{_fields(seat)}"
        for side, seat in (("agent", chosen.agent), ("customer", chosen.customer))
    )
    whole = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text(text, encoding="utf-8")
        whole.replace(file)
    except OSError as error:
        raise MachineError(
            f"The choice cannot be kept in {file}: {error.strerror}.", "Make room there."
        ) from error
    return file


def _fields(seat: Seat) -> str:
    fields = {"name": seat.name, "api": seat.api, "channel": seat.channel}
    return "".join(f"{key} = {_quoted(text)}\n" for key, text in fields.items() if text is not None)


def _quoted(text: str) -> str:
    """A basic string of TOML; what JSON leaves bare of control characters is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _seat(read: dict[str, object], side: str, file: Path) -> Seat:
    table = read.get(side)
    if not isinstance(table, dict):
        raise UsageError(f"{file} names no device for the {side}.", CHOOSE)
    name, api, channel = (table.get(key) for key in ("name", "api", "channel"))
    if not isinstance(name, str) or not isinstance(api, str | None):
        raise UsageError(f"{file} names no device for the {side}.", CHOOSE)
    if channel is not None and channel not in list(Channel):
        raise UsageError(f"{file}: a channel is left or right, not {channel!r}.", CHOOSE)
    return Seat(name, None if channel is None else Channel(channel), api)
