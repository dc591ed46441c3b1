"""The calls made for this project, found in a clone or in the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PLACES = (HERE.parent / "sample_calls", HERE / "_sample_calls")


@dataclass(frozen=True, slots=True)
class SampleCall:
    """One call: its sound, stereo with the agent left, and its script with the true times."""

    name: str
    sound: Path
    script: Path


def sample_calls() -> list[SampleCall]:
    """All of them by name; none when the package was installed without."""
    for place in PLACES:
        if place.is_dir():
            scripts = sorted(place.glob("*/as_spoken.call"))
            return [
                SampleCall(script.parent.name, next(script.parent.glob("sound.*")), script)
                for script in scripts
            ]
    return []
