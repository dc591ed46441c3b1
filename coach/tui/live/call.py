"""What the sidebar asks of a call that goes on: run it, control it, and what is left at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from coach.call import ReviewedCall
from coach.call.live import Controls, Happening

Sink = Callable[[Happening], None]


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

    `reviewed` is None when nothing was said.
    """

    wrap_up: str
    reviewed: ReviewedCall | None = None


class LiveCall(Controls, Protocol):
    """A call that can be run once."""

    @property
    def about(self) -> About: ...

    def run(self, sink: Sink) -> Outcome:
        """Hear the call to its end, on the thread that calls; `sink` takes each happening.

        Returns after `end`, or when the sound is over. Raises CoachError when the call cannot
        begin or go on.
        """
