"""The agent puts the customer's need in own words and checks it.

What it hears
-------------
A summing-up of what the customer wants, offered for correction.

Why it helps
------------
It shows listening, and catches what was misunderstood while it is cheap.

For example
-----------
“So it's the blue one you want back, and the red one can stay. Have I got that right?”

Known misses
------------
The same in words that the signals do not know yet.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.GOOD
SKILL = Skill.LISTENING

SURE = 0.7
MOVE = (Act.REFLECT,)

EXAMPLES = """
customer: I keep the internet but the TV can go, and I bring the box on Friday.
agent: So the internet stays as it is, the TV goes, and the box comes on Friday, have I understood that right?     <- reflected-back
customer: Exactly.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and turn.p(*MOVE) >= SURE:
            yield found_in(
                call,
                __name__,
                turn,
                MOVE,
                turn.p(*MOVE),
                "The need was put in own words and checked.",
            )
