"""The customer says they will leave, tell others or never come back, and nobody speaks to it.

What it hears
-------------
A threat to leave, to tell others, to post a review or never to come back, and a next substantive
turn of the agent that neither asks about it nor speaks to it.

Why it hurts
------------
“Have you ever called them up and asked them to tell their stories?”

Instead
-------
“Before you decide that: tell me what it would have taken.”

Known misses
------------
A threat made in jest.

Source
------
“Have you ever called them up and asked them to tell their stories?”
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.RECOVERY

SURE = 0.9
SPEAKS_TO_IT = (
    Act.ACK_FEELING,
    Act.APOLOGY_FAULT,
    Act.OWN_UP,
    Act.REMEDY,
    Act.ALTERNATIVE,
    Act.ASK_WHY_LEAVING,
    Act.OPEN_QUESTION,
    Act.TAKE_COMPLAINT,
)

EXAMPLES = """
customer: I'm going to tell everybody in my street never to use you.
agent: And your postcode?     <- detractor-ignored
customer: BS4 2QR.

customer: I'm going to tell everybody in my street never to use you.
agent: I can hear how let down you are. What would have put it right?
customer: A phone call.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        before = call.turns.before(turn)
        if turn.speaker is not Speaker.AGENT or not turn.substantive or before is None:
            continue
        if before.speaker is not Speaker.CUSTOMER or before.p(Act.THREAT) < SURE:
            continue
        spoken_to = turn.p(*SPEAKS_TO_IT)
        if spoken_to >= 0.8:
            continue
        yield found(
            call,
            __name__,
            turn.first,
            before.p(Act.THREAT) * (1.0 - spoken_to),
            "The customer said they would leave or tell others, and nobody spoke to it.",
            evidence=[call.evidence_in(before, Act.THREAT)],
        )
