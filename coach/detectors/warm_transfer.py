"""The agent says to whom, why, and passes on what was said.

What it hears
-------------
A transfer with a name or a reason, and the word that the story goes along.

Why it helps
------------
The customer does not start again.

For example
-----------
“I'll put you through to Maria in repairs, and tell her about the leak first.”

Known misses
------------
A hand-over spread over many turns.

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
SKILL = Skill.OWNERSHIP

SAID = 0.3
"""From this chance on, each of the two counts as said, as it does for `blind-transfer`."""

EXAMPLES = """
customer: It's about the leak in the kitchen.
agent: I'll put you through to Maria in repairs, and I'll tell her about the leak first.     <- warm-transfer
customer: Great.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        chance = min(turn.p(Act.TRANSFER, Act.OFFER_TO_DO), turn.p(Act.PASS_ON))
        if min(chance, turn.p(Act.TRANSFER_WHO, Act.TRANSFER)) >= SAID:
            yield found_in(
                call,
                __name__,
                turn,
                (Act.PASS_ON,),
                chance,
                "The customer was passed on together with what had been said.",
            )
