"""What is shown to the agent while a call goes on: events in, happenings out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.call import Ended, Heard, Partial, Prompt, Tick
from coach.call.live import Audible, Found, Happening
from coach.coaching.settings import CoachingSettings
from coach.listening import Listener


def anything_may(slug: str) -> bool:  # noqa: ARG001 - the shape of a gate
    """A gate that lets every pattern prompt."""
    return True


class LiveCoach:
    """Listens to one call and says what comes on the screen, and what leaves it.

    `may_prompt` says whether a pattern is measured to be precise enough to prompt live. All times
    are seconds of the call; there is no other clock. To exchange the sides, make a new one.
    """

    def __init__(
        self,
        listener: Listener,
        prompts: Sequence[Prompt],
        settings: CoachingSettings | None = None,
        may_prompt: Callable[[str], bool] = anything_may,
    ) -> None:
        self.listener = listener
        self.settings = settings or CoachingSettings()
        self._prompts = tuple(prompts)
        self._may_prompt = may_prompt
        self._now = 0.0

    def take(self, audible: Audible) -> tuple[Happening, ...]:
        """What follows from something heard: Found, Shown, Gone and Noted, in their order.

        The audible itself is not among them.
        """
        self._now = max(self._now, moment(audible))
        if not isinstance(audible, Heard | Tick | Ended):
            return ()
        return tuple(Found(finding, self._now) for finding in self.listener.take(audible))

    def helpful(self, at: float) -> tuple[Happening, ...]:
        """The agent found the prompt on the screen helpful. `at` in seconds of the call."""
        self._now = max(self._now, at)
        return ()

    def not_helpful(self, at: float) -> tuple[Happening, ...]:
        """The agent did not: its pattern comes less from now on."""
        self._now = max(self._now, at)
        return ()

    def mute(self, at: float) -> tuple[Happening, ...]:
        """Nothing more of the pattern of the prompt on the screen, until the call is over."""
        self._now = max(self._now, at)
        return ()


def moment(audible: Audible) -> float:
    """When it happened, in seconds of the call."""
    match audible:
        case Heard(said):
            return said.end
        case Partial():
            return audible.as_of
        case Tick(now) | Ended(now):
            return now
        case _:
            return audible.at
