"""The customer voices a worry or a feeling, and the agent goes on with the procedure.

What it hears
-------------
A feeling of the customer, with or without a feeling word, and a next substantive turn of the agent
that neither names it, nor shows understanding, nor answers it, nor asks about it.

Why it hurts
------------
A worry that nobody heard grows; one sentence would have settled it.

Instead
-------
“That sounds worrying. Let's look at it together, first of all …”

Known misses
------------
A feeling that is only in the voice: the coach reads words.

Source
------
A seller was very nervous about an auction; one auctioneer heard it, the other “was unable and not
willing to listen”.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.LISTENING

SURE = 0.8
HEARD = (
    Act.ACK_FEELING,
    Act.APOLOGY_FAULT,
    Act.APOLOGY_NEWS,
    Act.OWN_UP,
    Act.REMEDY,
    Act.REFLECT,
    Act.OPEN_QUESTION,
    Act.ANSWER,
    Act.ALTERNATIVE,
    Act.OFFER_TO_DO,
    Act.ACTION,
    Act.PERSONAL_TOUCH,
)
MET = (Act.ANSWER, Act.ACTION, Act.PROMISE, Act.REMEDY)
A_SIGH_WORDS = 6
"""As few words after what met the worry ("oh, thank God") are relief."""
OTHERWISE = (Act.SATISFIED, Act.GOODBYE, Act.THREAT, Act.THANKS)
"""What makes it no worry, or a worry that another pattern is about."""

EXAMPLES = """
agent: How can I help?
customer: I've got the scan tomorrow and I'm terrified, I haven't slept.
agent: What's your date of birth?     <- concern-not-acknowledged
customer: Third of May, seventy-nine.

agent: How can I help?
customer: I've got the scan tomorrow and I'm terrified, I haven't slept.
agent: That's a horrible night to have had. Let's go through what will happen.
customer: Thank you.

customer: And who pays the invoice in the end?
agent: Nobody does, I've cancelled it just now.
customer: Oh, thank God.
agent: And is the mobile number still the same?
customer: It is.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        before = call.turns.before(turn)
        if turn.speaker is not Speaker.AGENT or not turn.substantive or before is None:
            continue
        if before.speaker is not Speaker.CUSTOMER or before.p(Act.FEELING) < SURE:
            continue
        if before.does(*OTHERWISE) or _relieved(call, before):
            continue
        heard = max(turn.p(*HEARD), _heard_before(call, turn))
        if heard >= 0.5:
            continue
        yield found(
            call,
            __name__,
            turn.first,
            before.p(Act.FEELING) * (1.0 - heard),
            "The customer voiced a worry or a feeling, and it was passed over.",
            evidence=[call.evidence_in(before, Act.FEELING)],
        )


def _relieved(call: Conversation, turn: Turn) -> bool:
    met = call.turns.before(turn, Speaker.AGENT)
    return met is not None and met.does(*MET) and len(turn.text.split()) <= A_SIGH_WORDS


def _heard_before(call: Conversation, turn: Turn) -> float:
    """The chance that the agent's turn before had met it: a worry is told in several turns."""
    before = call.turns.before(turn, Speaker.AGENT)
    return 0.0 if before is None else before.p(Act.ACK_FEELING)
