"""The agent states a date, time or price that conflicts with what was stated before.

What it hears
-------------
A date, time, duration or price that cannot be true beside what an agent said on an earlier call; or
beside what was said on this call of the same thing, when the customer balks at it. No word that it
has changed.

Why it hurts
------------
The customer had planned by the first one.

Instead
-------
“I know we told you Thursday: that has moved to Friday, and here is why.”

Known misses
------------
Two different things that are spoken of in the same words.

Source
------
The times of the service turned out very different from those first offered; appointments were
moved and not communicated.
"""

import re
from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.commitments import Stated
from coach.ledger.subject import subject_words
from coach.signals import Act
from coach.signals.entities import conflict

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

RECENT = 12
"""How many of the latest statements are compared."""
CHANGED = re.compile(
    r"\b(chang|moved|move it|instead|rather than|no longer|used to|had said|told you|was going to|"
    r"gone up|gone down|went up|new date|new time|pushed|brought forward|put back|reschedul|"
    r"sorry|correct myself|i mean)"
)

EXAMPLES = """
earlier: 2026-03-02 agent said the service is on Thursday between 8 and 12
customer: I have a boiler service booked.
agent: Yes, the service is on Monday, two till four.     <- contradicted-timeline
customer: Oh.

earlier: 2026-03-02 agent said the service is on Thursday between 8 and 12
customer: I have a boiler service booked.
agent: Yes, we had said Thursday, and that has changed to Monday, two till four.
customer: Oh, thanks for telling me.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None:
        return
    if call.said(call.latest).speaker is Speaker.AGENT:
        yield from _against_earlier_calls(call, call.latest)
    else:
        yield from _against_this_call(call)


def _against_earlier_calls(call: Conversation, index: int) -> Iterator[Finding]:
    """The first time that something told on an earlier call is said otherwise."""
    earlier = call.commitments.stated[: call.commitments.earlier]
    if not earlier or _open_about_it(call, index):
        return
    before_now = [s for s in _recent(call) if s.index != index]
    for stated in _stated_at(call, index):
        for told in earlier:
            known = [s for s in before_now if conflict(told.entity, s.entity)]
            if conflict(told.entity, stated.entity) and not known:
                alike = _about_the_same(told, stated)
                yield _finding(call, told, stated, 0.85 if alike else 0.6)
                return


def _against_this_call(call: Conversation) -> Iterator[Finding]:
    """What the agent said before, said otherwise, at which the customer balks."""
    assert call.latest is not None
    turn = call.turns.before(call.turn(call.latest), Speaker.AGENT)
    balks = call.readings[call.latest].p(Act.OBJECTION, Act.RETELL)
    if turn is None or balks < 0.5 or _open_about_it(call, turn.last):
        return
    recent = _recent(call)
    for stated in [s for s in recent if s.index in turn.utterances]:
        for told in recent:
            if told.index is None or call.turn(told.index) is turn:
                continue
            if conflict(told.entity, stated.entity) and _about_the_same(told, stated):
                yield _finding(call, told, stated, 0.5 + balks / 4)
                return


def _finding(call: Conversation, told: Stated, stated: Stated, confidence: float) -> Finding:
    assert stated.index is not None
    where = Evidence(0.0, told.sentence) if told.index is None else call.evidence(told.index)
    return found(
        call,
        __name__,
        stated.index,
        confidence,
        f"Earlier it was {told.entity.text}; now it is {stated.entity.text}.",
        quote=stated.sentence,
        evidence=[where],
    )


def _recent(call: Conversation) -> list[Stated]:
    """The latest statements of this call."""
    stated = call.commitments.stated
    return stated[max(call.commitments.earlier, len(stated) - RECENT) :]


def _stated_at(call: Conversation, index: int) -> list[Stated]:
    return [stated for stated in call.commitments.stated[-RECENT:] if stated.index == index]


def _open_about_it(call: Conversation, index: int) -> bool:
    """Whether the agent says that it has changed, or only offers or asks."""
    said, reading = call.said(index), call.readings[index]
    return CHANGED.search(said.text.lower()) is not None or reading.does(Act.ALTERNATIVE)


def _about_the_same(first: Stated, second: Stated) -> bool:
    return bool(subject_words(first.sentence) & subject_words(second.sentence))
