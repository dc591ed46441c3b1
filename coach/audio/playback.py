"""A stretch of a call, played through the sound card where there is one."""

from __future__ import annotations

import sys
from typing import Any

from coach.audio.sound import TwoSides, resampled
from coach.call import MachineError

_PORTAUDIO = (
    "Install it: apt install libportaudio2."
    if sys.platform.startswith("linux")
    else "Install sounddevice again: its package carries PortAudio."
)


def play(sides: TwoSides) -> None:
    """Start to play, the agent on the left, and return at once; what was playing stops.

    Raises MachineError when there is no sound card or no PortAudio.
    """
    device = _sounddevice()
    try:
        # Many devices refuse any rate but their own.
        rate = round(device.query_devices(kind="output")["default_samplerate"])
        device.play(resampled(sides.stereo, sides.agent.rate_hz, rate), rate)
    except (device.PortAudioError, ValueError) as error:
        raise MachineError(
            f"The sound cannot be played: {error}.", "Check that the machine has a sound card."
        ) from error


def stop() -> None:
    """Stop what is playing, if anything is."""
    if "sounddevice" in sys.modules:
        _sounddevice().stop()


def wait() -> None:
    """Until what is playing has been played to its end."""
    _sounddevice().wait()


def _sounddevice() -> Any:
    try:
        import sounddevice  # noqa: PLC0415 - opens the sound system, and may find none
    except OSError as error:
        raise MachineError("The sound library PortAudio is missing.", _PORTAUDIO) from error
    return sounddevice
