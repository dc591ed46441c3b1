"""What the sidebar asks of a call that goes on: run it, control it, and what is left at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from coach.call.live import Controls, Happening
from coach.pipeline.outcome import About, Outcome

Sink = Callable[[Happening], None]


class LiveCall(Controls, Protocol):
    """A call that can be run once."""

    @property
    def about(self) -> About: ...

    def run(self, sink: Sink) -> Outcome:
        """Hear the call to its end, on the thread that calls; `sink` takes each happening.

        Returns after `end`, or when the sound is over. Raises CoachError when the call cannot
        begin or go on.
        """
