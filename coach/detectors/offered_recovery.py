"""The agent owns a failure and makes it good.

What it hears
-------------
An apology or a plain owning-up, together with a remedy, after a failure of the company.

Why it helps
------------
A failure made good is remembered longer than one that never happened.

For example
-----------
“That was our mistake. I've taken the fee off.”

Known misses
------------
An apology and a remedy many turns apart.

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

LOOK_BACK = 12
"""Turns, of either side, in which the failure was owned before it was made good."""
SORRY = (Act.APOLOGY_FAULT, Act.OWN_UP)

EXAMPLES = """
customer: Your man never came on Monday.
agent: I'm sorry, that was our mistake. I've taken the fee off and put you first for tomorrow.     <- offered-recovery
customer: Thank you.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        near = call.turns.from_agent(max(0, turn.number - LOOK_BACK))
        said_sorry = max((t.p(*SORRY) for t in near), default=0.0)
        chance = min(turn.p(Act.REMEDY), said_sorry)
        if chance >= 0.35:
            yield found_in(
                call, __name__, turn, (Act.REMEDY,), chance, "A failure was owned and made good."
            )
