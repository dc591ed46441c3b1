"""The agent asks for the reason of a cancellation with interest.

What it hears
-------------
A question for why the customer leaves, or what would have kept them.

Why it helps
------------
It is the cheapest advice there is.

For example
-----------
“May I ask what made you decide?”

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
SKILL = Skill.RECOVERY

SURE = 0.7
MOVE = (Act.ASK_WHY_LEAVING,)

EXAMPLES = """
customer: I'd like to cancel my membership.
agent: Of course. May I ask what made you decide to leave us?     <- asked-why-leaving
customer: The times don't suit me.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and turn.p(*MOVE) >= SURE:
            yield found_in(
                call, __name__, turn, MOVE, turn.p(*MOVE), "The reason for leaving was asked for."
            )
