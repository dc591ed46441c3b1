"""Which prompt may come now, and when it goes: one at a time, seldom, and at a good moment.

An ordinary prompt waits until the agent pauses, the last card has been gone for a while, and the
budget of the call allows one more; of several that wait the weightiest comes, and what waits too
long is dropped. A guard comes at once, over another card if need be, and costs no budget. Both
rest after they came.

Feedback changes the *reserve* of a pattern: 1 at first, doubled by "not helpful", halved by
"helpful". Its prompts rest that many times longer, weigh that much less, and get that part of the
call's budget.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from coach.call import Prompt
from coach.call.live import Gone, Shown, Why
from coach.coaching.offers import Offer
from coach.coaching.settings import CoachingSettings

Step = tuple[Shown | Gone, ...]

FEEDBACK_WITHIN_S = 10.0
"""How long after a card has left a verdict still means that card."""

LEAST_RESERVE, MOST_RESERVE = 0.5, 16.0


class Pacing:
    """The state of the screen's one card over a call. Times are seconds and never run back."""

    def __init__(self, settings: CoachingSettings) -> None:
        self.settings = settings
        self.on_screen: Shown | None = None
        self._waiting: list[Offer] = []
        self._last: Shown | None = None
        self._left = float("-inf")
        self._spent = 0
        self._came: dict[str, float] = {}
        self._times: Counter[str] = Counter()
        self._reserve: dict[str, float] = {}
        self._muted = set(settings.muted)

    def is_muted(self, prompt: Prompt) -> bool:
        return not self._muted.isdisjoint((prompt.pattern, prompt.id))

    def rests(self, prompt: Prompt, at: float) -> bool:
        """Whether the prompt came so lately that it may not come again at `at`."""
        came = self._came.get(prompt.id)
        return came is not None and at < came + prompt.rests_for_s * self.reserve(prompt.pattern)

    def reserve(self, pattern: str) -> float:
        """How much a pattern is held back: 1 without feedback, 2 after one "not helpful"."""
        return self._reserve.get(pattern, 1.0)

    def offer(self, offer: Offer) -> None:
        """Note a prompt that could come; `settle` decides."""
        if not self.settings.quiet and not self.is_muted(offer.prompt):
            self._waiting.append(offer)

    def settle(self, at: float, *, agent_speaks: bool) -> Step:
        """What changes on the screen at `at`, now that all offers of this moment are known."""
        step: list[Shown | Gone] = []
        if self.on_screen is not None and at >= self.on_screen.until:
            step.append(self._leave(at, Why.FADED))
        self._waiting = [
            offer
            for offer in self._waiting
            if at <= offer.at + self.settings.stale_s and not self.rests(offer.prompt, at)
        ]
        chosen = max(
            (offer for offer in self._waiting if self._may(offer, at, agent_speaks=agent_speaks)),
            key=lambda offer: (offer.guard, self._weight(offer), offer.at),
            default=None,
        )
        if chosen is not None:
            if self.on_screen is not None:
                step.append(self._leave(at, Why.OUTRANKED))
            step.append(self._show(chosen, at))
        return tuple(step)

    def done(self, is_done: Callable[[Prompt], bool], at: float) -> Step:
        """What was asked for has been done: its card leaves, and what waits need not come."""
        self.withdraw(is_done)
        if self.on_screen is not None and is_done(self.on_screen.prompt):
            return (self._leave(at, Why.DONE),)
        return ()

    def withdraw(self, is_over: Callable[[Prompt], bool]) -> None:
        """What waits comes too late now. A card that is on the screen stays."""
        self._waiting = [offer for offer in self._waiting if not is_over(offer.prompt)]

    def helpful(self, at: float) -> Step:
        return self._judge(at, 0.5, Why.HELPFUL)

    def not_helpful(self, at: float) -> Step:
        return self._judge(at, 2.0, Why.NOT_HELPFUL)

    def mute(self, at: float) -> Step:
        """The pattern of the card is off until the call is over."""
        meant = self._meant(at)
        if meant is None:
            return ()
        self._muted.add(meant.prompt.pattern)
        self._waiting = [offer for offer in self._waiting if not self.is_muted(offer.prompt)]
        return self._leave_if_there(at, Why.MUTED)

    def end(self, at: float) -> Step:
        """The call is over: nothing waits any more."""
        self._waiting = []
        return self._leave_if_there(at, Why.ENDED)

    def _may(self, offer: Offer, at: float, *, agent_speaks: bool) -> bool:
        if offer.guard:
            return True
        pattern = offer.prompt.pattern
        share = int(self.settings.budget / max(1.0, self.reserve(pattern)))
        return (
            not agent_speaks
            and self.on_screen is None
            and at >= self._left + self.settings.gap_s
            and self._spent < self.settings.budget
            and self._times[pattern] < share
        )

    def _weight(self, offer: Offer) -> float:
        return offer.weight / self.reserve(offer.prompt.pattern)

    def _show(self, offer: Offer, at: float) -> Shown:
        prompt = offer.prompt
        until = at + self.settings.stays_for(len(prompt.cue) + len(prompt.say) + len(prompt.why))
        shown = Shown(prompt, at, round(until, 3), offer.answers, offer.on_trust)
        self.on_screen = self._last = shown
        self._came[prompt.id] = at
        if not offer.guard:
            self._spent += 1
            self._times[prompt.pattern] += 1
        self._waiting = [other for other in self._waiting if other.prompt.pattern != prompt.pattern]
        return shown

    def _leave(self, at: float, why: Why) -> Gone:
        assert self.on_screen is not None
        gone = Gone(self.on_screen.prompt.id, at, why)
        self.on_screen = None
        self._left = at
        return gone

    def _leave_if_there(self, at: float, why: Why) -> Step:
        return () if self.on_screen is None else (self._leave(at, why),)

    def _judge(self, at: float, times: float, why: Why) -> Step:
        meant = self._meant(at)
        if meant is None:
            return ()
        pattern = meant.prompt.pattern
        changed = self.reserve(pattern) * times
        self._reserve[pattern] = min(MOST_RESERVE, max(LEAST_RESERVE, changed))
        self._last = None
        return self._leave_if_there(at, why)

    def _meant(self, at: float) -> Shown | None:
        """The card that a key means: the one on the screen, or the one that has just left."""
        if self.on_screen is not None:
            return self.on_screen
        return self._last if at <= self._left + FEEDBACK_WITHIN_S else None
