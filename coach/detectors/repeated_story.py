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
Call-centre practice; the catalogue, Asking.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, MatterKind, Turn
from coach.signals import Act
from coach.signals.acts import ASKS
from coach.signals.pieces import plain

KIND = Kind.ANTI
SKILL = Skill.ASKING

SHARED = 0.4
LONG_WORD = 3

EXAMPLES = """
customer: My parcel came soaking wet and the book inside is ruined.
agent: Okay. And what is the problem with your delivery?     <- repeated-story
customer: As I said, the parcel was wet and the book is ruined.

customer: My parcel came soaking wet and the book inside is ruined.
agent: Oh no. Was the box itself torn?
customer: Along one side, yes.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None or call.said(call.latest).speaker is not Speaker.CUSTOMER:
        return
    turn = call.turn(call.latest)
    asked = call.turns.before(turn, Speaker.AGENT)
    if asked is None:
        return
    if not asked.does(Act.QUESTION, Act.ASK_REASON, Act.OPEN_QUESTION):
        return
    told_again = max(call.readings[call.latest].p(Act.RETELL), _same_again(call, asked))
    if told_again < 0.7 or asked.does(*ASKS):
        return
    yield found(
        call,
        __name__,
        asked.first,
        told_again,
        "The customer had to tell it a second time.",
        evidence=[call.evidence(call.latest, Act.RETELL)],
    )


def _same_again(call: Conversation, asked: Turn) -> float:
    """The chance that a reason is told anew because the agent asked for it anew."""
    assert call.latest is not None
    told = call.readings[call.latest].p(Act.TELL_REASON)
    if asked.p(Act.ASK_REASON, Act.OPEN_QUESTION) < 0.5 or told < 0.5:
        return 0.0
    words = _content(call.said(call.latest).text)
    for matter in call.matters.of(MatterKind.REASON)[-6:]:
        if matter.turn < asked.number and words:
            earlier = _content(call.turns.all[matter.turn].text)
            shared = len(words & earlier) / min(len(words), len(earlier) or 1)
            if shared >= SHARED:
                return told
    return 0.0


def _content(text: str) -> set[str]:
    return {word for word in map(plain, text.split()) if len(word) > LONG_WORD}
