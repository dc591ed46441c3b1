"""What is shown to the agent while a call goes on: events in, happenings out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from coach.call import CoachError, Ended, Finding, Heard, Kind, Partial, Prompt, Speaker, Tick
from coach.call.live import Audible, Found, Happening, Noted, SideNotes
from coach.coaching import filling
from coach.coaching.done import is_done, is_over
from coach.coaching.gist import Gist
from coach.coaching.guards import NOTHING, Guards, Watched
from coach.coaching.moments import Moment, moments
from coach.coaching.notes import Notes
from coach.coaching.offers import Offer, weigh
from coach.coaching.open_matters import OpenMatters
from coach.coaching.pacing import Pacing
from coach.coaching.prompts import fill
from coach.coaching.settings import CoachingSettings
from coach.coaching.wrap_up import wrap_up
from coach.listening import Listener
from coach.measured import may_prompt as precise_enough

log = logging.getLogger(__name__)

GUARDS = frozenset({"ask-guard", "goodbye-guard", "goodbye-next-step", "goodbye-check"})

PARTIAL_LASTS_S = 3.0
"""Provisional words older than this say no more that somebody is speaking."""


class LiveCoach:
    """Listens to one call and says what comes on the screen, and what leaves it.

    `may_prompt` says whether a pattern is measured to be precise enough to prompt live; the guards
    have thresholds of their own. All times are seconds of the call; there is no other clock. To
    exchange the sides, make a new one.
    """

    def __init__(
        self,
        listener: Listener,
        prompts: Sequence[Prompt],
        settings: CoachingSettings | None = None,
        may_prompt: Callable[[str], bool] = precise_enough,
    ) -> None:
        self.listener = listener
        self.settings = settings or CoachingSettings()
        self._may_prompt = may_prompt
        self._before = {p.id: p for p in prompts if p.live and p.moment == "before"}
        self._after: dict[str, list[Prompt]] = {}
        for prompt in sorted(prompts, key=lambda p: (p.id != p.pattern, p.id)):
            if prompt.live and prompt.moment == "after":
                self._after.setdefault(prompt.pattern, []).append(prompt)
        self._pacing = Pacing(self.settings)
        self._gist = Gist(listener.reader)
        self._open_matters = OpenMatters(self._gist)
        self._guards = Guards(listener.reader, self._open_matters)
        self._notes = Notes(self._open_matters)
        self._noted = SideNotes()
        self._asking: frozenset[str] = frozenset()
        self._offered: set[tuple[str, int]] = set()
        self._now = 0.0
        self._agent_speaks = False
        self._heard_agent_at = 0.0

    @property
    def now(self) -> float:
        """The moment of the call that was reached, in seconds."""
        return self._now

    @property
    def notes(self) -> SideNotes:
        """What stands beside the prompt now."""
        return self._noted

    def take(self, audible: Audible) -> tuple[Happening, ...]:
        """What follows from something heard: Found, Shown, Gone and Noted, in their order.

        The audible itself is not among them.
        """
        self._now = max(self._now, moment(audible))
        happened: list[Happening] = []
        match audible:
            case Heard() | Tick() | Ended():
                happened += self._event(audible)
            case Partial(speaker=Speaker.AGENT):
                self._agent_says(audible)
        happened += self._settle(audible)
        happened += self._note(audible)
        return tuple(happened)

    def helpful(self, at: float) -> tuple[Happening, ...]:
        """The agent found the prompt on the screen helpful. `at` in seconds of the call."""
        self._now = max(self._now, at)
        return self._pacing.helpful(self._now)

    def not_helpful(self, at: float) -> tuple[Happening, ...]:
        """The agent did not: its pattern comes less from now on."""
        self._now = max(self._now, at)
        return self._pacing.not_helpful(self._now)

    def mute(self, at: float) -> tuple[Happening, ...]:
        """Nothing more of the pattern of the prompt on the screen, until the call is over."""
        self._now = max(self._now, at)
        return self._pacing.mute(self._now)

    def wrap_up(self) -> str:
        """The call so far as plain text to copy."""
        return wrap_up(self.listener.conversation, self.listener.reader, self._open_matters)

    def _event(self, event: Heard | Tick | Ended) -> Iterator[Happening]:
        """What detectors notice, what is done, and what could be shown now."""
        found = self.listener.take(event)
        call = self.listener.conversation
        self._open_matters.take(call)
        self._notes.take(call)
        yield from (Found(finding, self._now) for finding in found)
        self._pacing.withdraw(lambda prompt: is_over(prompt, call))
        yield from self._pacing.done(lambda prompt: is_done(prompt, call), self._now)
        watched = NOTHING
        if isinstance(event, Heard):
            watched = self._guards.committed(call)
            self._asking = watched.asking
        self._follow_speech(event)
        if not call.ended:
            self._offer_before((*moments(call, self._gist), *watched.moments))
            self._offer_after(found)

    def _agent_says(self, partial: Partial) -> None:
        """The agent's provisional words: for the guards, and to know that a sentence is begun."""
        self._agent_speaks = bool(partial.words)
        self._heard_agent_at = partial.as_of
        watched = self._watch(partial)
        self._asking = watched.asking
        self._offer_before(watched.moments)

    def _watch(self, partial: Partial) -> Watched:
        try:
            return self._guards.partial(self.listener.conversation, partial)
        except Exception:
            log.exception("provisional words could not be judged")
            return NOTHING

    def _follow_speech(self, event: Heard | Tick | Ended) -> None:
        match event:
            case Heard(said) if said.speaker is Speaker.AGENT:
                self._agent_speaks = False
            case Tick(now, speaking) if now >= self._heard_agent_at:
                self._agent_speaks = Speaker.AGENT in speaking
                self._heard_agent_at = now

    def _settle(self, audible: Audible) -> tuple[Happening, ...]:
        if isinstance(audible, Ended):
            return self._pacing.end(self._now)
        lately = self._now - self._heard_agent_at <= PARTIAL_LASTS_S
        return self._pacing.settle(self._now, agent_speaks=self._agent_speaks and lately)

    def _note(self, audible: Audible) -> Iterator[Noted]:
        """The notes, when they are other than before."""
        if not isinstance(audible, Heard | Partial | Ended) and self._noted != SideNotes():
            return
        page = self._notes.page(self.listener.conversation, self._asking)
        if page != self._noted:
            self._noted = page
            yield Noted(page, self._now)

    def _offer_before(self, now: Iterable[Moment]) -> None:
        for one in now:
            prompt = self._before.get(one.name)
            if prompt is not None:
                self._offer([prompt], one.values, one.confidence, guard=one.name in GUARDS)

    def _offer_after(self, found: Iterable[Finding]) -> None:
        for finding in found:
            if finding.kind is not Kind.ANTI or finding.identity in self._offered:
                continue
            self._offered.add(finding.identity)
            if finding.pattern in self._after:
                values = filling.after(self.listener.conversation, finding, self._gist)
                self._offer(
                    self._after[finding.pattern], values, finding.confidence, finding.identity
                )

    def _offer(
        self,
        prompts: Iterable[Prompt],
        values: filling.Values,
        confidence: float,
        answers: tuple[str, int] | None = None,
        *,
        guard: bool = False,
    ) -> None:
        """The first of the prompts that may come, does not rest, and can be filled."""
        for prompt in prompts:
            precise = guard or self._may_prompt(prompt.pattern)
            trusted = not self.settings.may_prompt.isdisjoint((prompt.pattern, prompt.id))
            if not (precise or trusted) or self._pacing.rests(prompt, self._now):
                continue
            try:
                filled = fill(prompt, **values)
            except CoachError:
                continue  # a word that it needs is not known
            weight = weigh(prompt, confidence)
            self._pacing.offer(
                Offer(filled, self._now, weight, answers, guard=guard, on_trust=not precise)
            )
            return


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
