"""Sound devices that can be recorded, by name, and one of them found again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.call import MachineError


class Through(StrEnum):
    """The library that reaches a device."""

    PORTAUDIO = "portaudio"
    SOUNDCARD = "soundcard"


class Channel(StrEnum):
    """Which channel of a device is a side; without one, all of them mixed."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Device:
    """A device that gives sound. `rate_hz` is its own rate, `api` the sound system behind it.

    `plays` when it gives what the machine plays, as far as its name tells.
    """

    name: str
    api: str
    channels: int
    rate_hz: int
    plays: bool = False
    is_default: bool = False
    through: Through = Through.PORTAUDIO

    @property
    def title(self) -> str:
        return f"{self.name} ({self.api})"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one side of a call is heard: a device by name, and a channel of it or all.

    `api` None takes the device from whatever sound system has it.
    """

    name: str
    channel: Channel | None = None
    api: str | None = None


_PLAYS = (
    "monitor", "loopback", "stereo mix", "what u hear", "wave out", "blackhole", "soundflower",
    "cable output", "background music",
)  # fmt: skip
_HIDDEN_BEHIND_WASAPI = ("MME", "Windows DirectSound", "Windows WDM-KS")


def plays(name: str) -> bool:
    """Whether a device of this name gives what the machine plays, not a microphone."""
    return any(word in name.lower() for word in _PLAYS)


def listed(devices: Iterable[Device]) -> tuple[Device, ...]:
    """Each device once, with a clear name: Windows shows one device through up to four systems."""
    seen: dict[tuple[str, str], Device] = {}
    for device in devices:
        seen.setdefault((device.name, device.api), device)
    if any(device.api == "Windows WASAPI" for device in seen.values()):
        return tuple(d for d in seen.values() if d.api not in _HIDDEN_BEHIND_WASAPI)
    return tuple(seen.values())


def find(seat: Seat, devices: Sequence[Device]) -> Device:
    """The device of that name: the exact name first, then the only one whose name contains it.

    Capitals do not matter. Raises MachineError, which names what there is, when no device fits
    or several do, or when the device has no such channel.
    """
    wanted = seat.name.strip().casefold()
    if not wanted:
        raise MachineError("A sound device needs a name.", _there_is(devices))
    exact = [device for device in devices if device.name.casefold() == wanted]
    part = [device for device in devices if wanted in device.title.casefold()]
    same_api = [d for d in exact or part if d.api == seat.api]
    found = same_api or exact or part
    if not found:
        raise MachineError(f"There is no sound device {seat.name!r}.", _there_is(devices))
    if len(found) > 1 and not exact:
        names = ", ".join(device.title for device in found)
        raise MachineError(
            f"More than one sound device fits {seat.name!r}: {names}.", "Give more of the name."
        )
    if seat.channel is not None and found[0].channels < 2:
        raise MachineError(
            f"{found[0].name} has one channel only, so it has no {seat.channel} side.",
            "Choose a stereo device, or a device for each side: coach devices --choose",
        )
    return found[0]


def _there_is(devices: Sequence[Device]) -> str:
    if not devices:
        return "No device that gives sound was found: connect a headset, then try coach devices."
    return f"There is: {', '.join(device.title for device in devices)}."
