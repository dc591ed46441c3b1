"""What is known of a live call before it begins, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coach.call import ReviewedCall


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a call before it begins.

    `hears` names where the sound comes from, one or two names: the agent's first. `starts_at_once`
    for a recording that is played again; otherwise the agent starts it. `keeps_sound` says whether
    sound will be kept once consent is noted. `remarks` are one sentence each.
    """

    hears: tuple[str, ...]
    engine: str
    starts_at_once: bool = False
    keeps_sound: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of a call: the text to copy, masked, and the call as a review shows it.

    `reviewed` is None when nothing was said. `kept` is where the call lies on disk, None when it
    could not be kept; `sound` where its sound does, None when it was not recorded.
    """

    wrap_up: str
    reviewed: ReviewedCall | None = None
    kept: Path | None = None
    sound: Path | None = None
