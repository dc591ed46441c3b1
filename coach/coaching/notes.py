"""What stands beside the prompt: facts, promises, what is open, what belongs to the end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from coach.call import Speaker
from coach.call.live import Check, Given, Promised, SideNotes, StillOpen
from coach.coaching.filling import name_of, shown
from coach.coaching.gist import Gist, bare
from coach.coaching.guards import asks_for_more
from coach.coaching.open_matters import OpenMatters
from coach.ledger import Conversation, GivenFact
from coach.ledger.commitments import Promise
from coach.ledger.facts import same_kind
from coach.signals import Act

PROMISE_SURE = 0.6
HIDDEN = "given"
"""Instead of a fact that is never shown."""

SETTLED, NEXT_STEP, ANYTHING_ELSE, THANKS = (
    "settled",
    "next step and when",
    "anything else",
    "thanks",
)
TO_COME = (Act.PROMISE, Act.NEXT_STEP)
TOLD = (Act.WHEN, Act.WHERE_CHECK)
DEALT_WITH = (Act.ACTION, Act.REMEDY)
DEALT_WITH_SURE = 0.7
CONTENT = (Act.SATISFIED, Act.ACCEPT)
FAREWELL = (Act.SATISFIED, Act.GOODBYE)


@dataclass(slots=True)
class Notes:
    """Grows with each utterance. What it costs is bounded by what stands on the page."""

    open_matters: OpenMatters
    _facts: dict[str, Given] = field(default_factory=dict)
    _seen_facts: int = 0
    _promised: list[Promised] = field(default_factory=list)
    _seen_promises: int = 0
    _reason: str = ""
    _dealt_with: bool = False
    _to_come: bool = False
    _told: bool = False
    _checked: bool = False
    _closing: bool = False
    _thanked: bool = False

    def take(self, call: Conversation) -> None:
        """Note what the latest event brought."""
        self._note_facts(call)
        self._note_promises(call)
        if call.latest is None:
            return
        self._reason = self._reason or self.open_matters.gist.reason(call) or ""
        if call.said(call.latest).speaker is Speaker.AGENT:
            self._agent(call, call.latest)
        else:
            self._customer(call, call.latest)

    def page(self, call: Conversation, asking: frozenset[str]) -> SideNotes:
        """The notes as they stand. `asking` are the kinds of facts the agent is asking for."""
        still_open = self.open_matters.open(call)
        return SideNotes(
            given=tuple(
                replace(given, lit=any(same_kind(one, kind) for one in asking))
                for kind, given in self._facts.items()
            ),
            promised=tuple(self._promised),
            still_open=tuple(
                StillOpen(
                    str(matter.kind), self.open_matters.words(call, matter), matter.span.start
                )
                for matter in still_open
            ),
            before_goodbye=(
                Check(SETTLED, done=self._dealt_with and not still_open),
                Check(NEXT_STEP, done=self._told and self._to_come, needed=self._to_come),
                Check(ANYTHING_ELSE, done=self._checked),
                Check(THANKS, done=self._thanked),
            ),
            reason=self._reason,
        )

    def _note_facts(self, call: Conversation) -> None:
        """New facts; one that was given before keeps its place and its first moment."""
        for known in call.facts.given[self._seen_facts :]:
            if known.index is not None and call.said(known.index).speaker is Speaker.AGENT:
                continue
            before = self._facts.get(known.kind)
            at = known.start if before is None else before.at
            self._facts[known.kind] = Given(name_of(known.kind), _fact(known), at)
        self._seen_facts = len(call.facts.given)

    def _note_promises(self, call: Conversation) -> None:
        """New promises, and the times that were said of the last few since."""
        promises = call.commitments.promises
        for place in range(max(0, self._seen_promises - 3), len(promises)):
            promise = promises[place]
            if place >= self._seen_promises and promise.chance >= PROMISE_SURE:
                self._promised.append(promised(call, promise, self.open_matters.gist))
            for line, noted in enumerate(self._promised[-4:], max(0, len(self._promised) - 4)):
                if noted.at == promise.span.start:
                    self._promised[line] = replace(noted, when=_when(promise))
        self._seen_promises = len(promises)

    def _agent(self, call: Conversation, index: int) -> None:
        reading = call.readings[index]
        self._dealt_with = self._dealt_with or (
            bool(self._reason) and reading.does(*DEALT_WITH, at_least=DEALT_WITH_SURE)
        )
        if reading.does(*TO_COME, at_least=PROMISE_SURE):
            self._to_come = True
        self._told = self._told or (self._to_come and reading.does(*TOLD))
        self._checked = self._checked or asks_for_more(reading)
        self._closing = self._closing or self._checked or reading.does(Act.GOODBYE)
        if self._closing and reading.does(Act.THANKS, Act.GOOD_WISH):
            self._thanked = True

    def _customer(self, call: Conversation, index: int) -> None:
        reading = call.readings[index]
        if reading.does(Act.TELL_REASON, at_least=0.8) and self._checked:
            self._checked = self._closing = self._dealt_with = False
            return
        self._closing = self._closing or reading.does(*FAREWELL)
        self._dealt_with = self._dealt_with or (bool(self._reason) and reading.does(*CONTENT))


def promised(call: Conversation, promise: Promise, gist: Gist) -> Promised:
    """A promise in the agent's words, numbers hidden."""
    what = gist.quoted(call, promise.index, promise.text, Act.PROMISE)
    return Promised(what, _when(promise), promise.span.start)


def _when(promise: Promise) -> str | None:
    return None if promise.when is None else bare(promise.when)


def _fact(known: GivenFact) -> str:
    return shown(known) or HIDDEN
