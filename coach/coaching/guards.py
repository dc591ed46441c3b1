"""The two guards: they look at the agent's words while they are spoken, as afterwards is too late.

The *ask guard* notices that the agent begins to ask for something that was given; the *goodbye
guard* that the agent begins to close, while something is open, or to come without a time, or has
not been asked for. Provisional words are read as if they were committed, by the same reader and
the same detector.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.call import Finding, Partial, Speaker, Utterance
from coach.coaching.filling import fact
from coach.coaching.moments import Moment
from coach.coaching.open_matters import OpenMatters
from coach.detectors import reasked_identifier
from coach.ledger import Asked, Conversation, GivenFact, Matter, Understood, suppose
from coach.ledger.facts import rest_of_name
from coach.ledger.turns import Turn
from coach.signals import Act, Reading, SignalReader, entities

FEWEST_WORDS = 3
LATEST_WORDS = 40
"""What a sentence begins to do shows in its last words: a long speech costs no more."""

READS_BACK = 0.3
"""From this chance on, the words may as well begin to say what was given."""

CLOSE_SURE = 0.5
CHECK_SURE = 0.75
"""Surer for the reminder to ask for more: nothing is lost yet when it stays away."""

OPEN_SURE = 0.75
CHECKED_IN_TURNS = 12
"""As many of the agent's last turns as the detector of a missing check looks at."""

NOT_YET_TURNS = 4
"""No call is closed before so many turns."""

_HAS_IT = re.compile(
    r"(?<!\bcan )(?<!\bcould )(?<!\bmay )(?<!\bshould )\b(?:i|we)"
    r"(?: already| do| can| now)?(?:[’']ve| have| see| hold| got)\b"
)
"""The agent says that they have it: so do they read "I have your number here" out, not ask."""

WHOLE = {"card": 12, "phone": 6}
"""Digits of a whole number: while it is dictated, or only its end was given, asking is fair."""

"""What a first name alone does not answer."""

_FOR_CALLING = re.compile(
    r"\bfor (?:calling|ringing|phoning|getting in touch|contacting|your time)"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """What the agent's words so far begin to do: moments, and the kinds of facts asked for."""

    moments: tuple[Moment, ...] = ()
    asking: frozenset[str] = frozenset()


NOTHING = Watched()


@dataclass(slots=True)
class Guards:
    """Watches the agent's words of one call. Words that have not changed are not read again."""

    reader: SignalReader
    open_matters: OpenMatters
    _judged: tuple[str, ...] = ()
    _watched: Watched = NOTHING
    _raised: set[str] = field(default_factory=set)

    def partial(self, call: Conversation, partial: Partial) -> Watched:
        """What provisional words of the agent begin to do; the same as before for the same."""
        if partial.speaker is not Speaker.AGENT or call.ended:
            return NOTHING
        latest = partial.words[-LATEST_WORDS:]
        words = tuple(word.text for word in latest)
        if len(words) < FEWEST_WORDS:
            return NOTHING
        if words != self._judged:
            self._judged = words
            said = Utterance(Speaker.AGENT, latest)
            reading = self.reader.read(said, call.context(Speaker.AGENT))
            named = entities(said, call.call.setting.day)
            self._watched = self._watch(suppose(call, said, Understood(reading, named)))
            self._raised.update(moment.name for moment in self._watched.moments)
        return self._watched

    def committed(self, call: Conversation) -> Watched:
        """The same of the latest utterance: what no provisional words of it have brought."""
        if call.latest is None or call.said(call.latest).speaker is not Speaker.AGENT:
            return NOTHING
        raised, self._raised, self._judged = self._raised, set(), ()
        watched = self._watch(call)
        new = tuple(moment for moment in watched.moments if moment.name not in raised)
        return Watched(new, watched.asking)

    def _watch(self, call: Conversation) -> Watched:
        """Judge the latest utterance of a conversation, real or supposed."""
        found = tuple(reasked_identifier.listen(call)) if call.asked else ()
        asking = frozenset(asked.kind for asked in call.asked)
        return Watched((*_asked_again(call, found), *self._closing(call)), asking)

    def _closing(self, call: Conversation) -> Iterator[Moment]:
        """What the goodbye that begins would leave behind: the first thing that there is."""
        assert call.latest is not None
        reading, turn = call.readings[call.latest], call.turn(call.latest)
        sure = _begins_to_close(call, reading, turn)
        if sure < CLOSE_SURE:
            return
        still_open = self._worth_a_stop(call, turn)
        if still_open is not None:
            words = self.open_matters.words(call, still_open)
            yield Moment("goodbye-guard", sure * still_open.chance, {"open": words})
        elif (promise := self._to_come(call)) is not None:
            yield Moment("goodbye-next-step", sure, {"promise": promise})
        elif sure >= CHECK_SURE and not _checked(call) and not _customer_first(call, turn):
            yield Moment("goodbye-check", sure)

    def _worth_a_stop(self, call: Conversation, turn: Turn) -> Matter | None:
        """The latest open matter that is sure enough to stop a goodbye for."""
        for matter in reversed(self.open_matters.open(call)):
            if matter.chance >= OPEN_SURE and matter.turn < turn.number:
                return matter
        return None

    def _to_come(self, call: Conversation) -> str | None:
        """A promise that has neither a time nor a place to look, in the agent's words."""
        promises = [p for p in call.commitments.promises if p.chance >= OPEN_SURE]
        if not promises or any(promise.when for promise in promises):
            return None
        since = call.turns.of_agent_after(call.turn_of[promises[0].index] - 1)
        if any(turn.does(Act.WHEN, Act.WHERE_CHECK) for turn in since):
            return None
        latest = promises[-1]
        return self.open_matters.gist.quoted(call, latest.index, latest.text, Act.PROMISE)


def _asked_again(call: Conversation, found: tuple[Finding, ...]) -> Iterator[Moment]:
    for finding in found:
        reads_back = call.readings[finding.anchor].does(Act.READ_BACK, at_least=READS_BACK)
        if reads_back or _HAS_IT.search(finding.quote.lower()):
            continue
        for asked in call.asked:
            known = call.facts.known(asked.kind)
            if known is None or not _answers(asked, known, finding.quote):
                continue
            if asked.piece.text(call.said(finding.anchor)) == finding.quote:
                yield Moment("ask-guard", finding.confidence, fact(known, asked.kind))


def _answers(asked: Asked, known: GivenFact, quote: str) -> bool:
    """Whether what is known is surely what is asked for: a bare number may be any number."""
    if asked.kind == "number" and known.kind != "number":
        return False
    if sum(sign.isdigit() for sign in known.value) < WHOLE.get(asked.kind, 0):
        return False
    return not rest_of_name(known, quote)


def _begins_to_close(call: Conversation, reading: Reading, turn: Turn) -> float:
    """The chance that the agent begins to say goodbye."""
    assert call.latest is not None
    if turn.number < NOT_YET_TURNS or turn.does(Act.GREETING, Act.TRANSFER, Act.HOLD):
        return 0.0
    thanks = reading.p(Act.THANKS)
    for_calling = _FOR_CALLING.search(call.said(call.latest).text.lower()) is not None
    farewell = thanks if for_calling else min(thanks, reading.p(Act.GOOD_WISH))
    return max(reading.p(Act.GOODBYE), farewell)


def asks_for_more(reading: Reading) -> bool:
    """Whether it asks if there is anything else, and not only where to turn with it."""
    piece = reading.best(Act.FINAL_CHECK)
    elsewhere = max(piece.p(Act.SEND_ELSEWHERE), reading.p(Act.SEND_ELSEWHERE))
    return reading.does(Act.FINAL_CHECK) and elsewhere < 0.5


def _checked(call: Conversation) -> bool:
    """Whether the agent has asked lately if there is anything else."""
    left = CHECKED_IN_TURNS
    for turn in reversed(call.turns.all):
        if turn.speaker is Speaker.AGENT:
            if any(asks_for_more(call.readings[index]) for index in turn.utterances):
                return True
            left -= 1
            if not left:
                break
    return False


def _customer_first(call: Conversation, turn: Turn) -> bool:
    """Whether the customer was done, or said goodbye, before."""
    before = call.turns.before(turn, Speaker.CUSTOMER)
    return before is not None and before.does(Act.SATISFIED, Act.GOODBYE)
