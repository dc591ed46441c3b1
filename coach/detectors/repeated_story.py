"""The customer has to tell the reason for the call, or a part of it, a second time.

What it hears
-------------
The customer says that they have told it before (“as I said”), or tells the same reason again after
the agent asked for it again.

Why it hurts
------------
It is the surest sign that nobody listened the first time.

Instead
-------
“You told me the parcel came wet. Is that everything, or is there more to it?”

Known misses
------------
A story told again in quite other words, without a remark on it.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, MatterKind, Turn
from coach.ledger.subject import subject_words
from coach.signals import Act
from coach.signals.acts import ASKS

KIND = Kind.ANTI
SKILL = Skill.ASKING

SURE = 0.8
ASKED = 0.8
SHARED = 0.4
AT_LENGTH = 5
"""A reason in so many different long words was told, not only named."""
ASKS_FOR_IT = (Act.ASK_REASON, Act.OPEN_QUESTION)

EXAMPLES = """
customer: My parcel came soaking wet and the book inside is ruined.
agent: Okay. And what is the problem with your delivery?     <- repeated-story
customer: As I said, the parcel was wet and the book is ruined.

customer: My parcel came soaking wet and the book inside is ruined.
agent: Oh no. Was the box itself torn?
customer: Along one side, yes.

customer: My parcel came soaking wet and the book inside is ruined.
agent: One moment, I'll put you through.
customer: Okay.
agent: Hello, deliveries, Meg speaking, how can I help you today?     <- repeated-story
customer: Well, the book is ruined, it came all wet.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None or call.said(call.latest).speaker is not Speaker.CUSTOMER:
        return
    turn = call.turn(call.latest)
    asked = call.turns.before(turn, Speaker.AGENT)
    if asked is None or not asked.does(Act.QUESTION, *ASKS_FOR_IT):
        return
    told_again = 0.0
    if asked.does(*ASKS_FOR_IT) or not asked.does(*ASKS):
        told_again = call.readings[call.latest].p(Act.RETELL)
    told_again = max(told_again, _same_again(call, asked), _asked_again(call, asked))
    if told_again < SURE:
        return
    yield found(
        call,
        __name__,
        asked.first,
        told_again,
        "The customer had to tell it a second time.",
        evidence=[call.evidence(call.latest, Act.RETELL)],
    )


def _asked_again(call: Conversation, asked: Turn) -> float:
    """The chance that the reason is asked for, as at the start, though it was told long before."""
    if asked.p(Act.ASK_REASON) < ASKED:
        return 0.0
    told = (
        matter.chance
        for kind in (MatterKind.REASON, MatterKind.FAILURE)
        for matter in call.matters.of(kind)[:3]
        if matter.turn < asked.number - 1
        and len(subject_words(call.turns.all[matter.turn].text)) >= AT_LENGTH
    )
    return min(asked.p(Act.ASK_REASON), max(told, default=0.0))


def _same_again(call: Conversation, asked: Turn) -> float:
    """The chance that a reason is told anew because the agent asked for it anew."""
    assert call.latest is not None
    told = call.readings[call.latest].p(Act.TELL_REASON)
    if asked.p(Act.ASK_REASON, Act.OPEN_QUESTION) < 0.5 or told < 0.5:
        return 0.0
    words = subject_words(call.said(call.latest).text)
    for matter in call.matters.of(MatterKind.REASON)[-6:]:
        if matter.turn < asked.number and words:
            earlier = subject_words(call.turns.all[matter.turn].text)
            shared = len(words & earlier) / min(len(words), len(earlier) or 1)
            if shared >= SHARED:
                return told
    return 0.0
