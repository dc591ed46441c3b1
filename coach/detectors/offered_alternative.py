"""The agent offers a way forward in the same breath as a no.

What it hears
-------------
A refusal and another way, in one turn.

Why it helps
------------
A no with a door in it is half a yes.

For example
-----------
“Saturday's full, but I can do Sunday at ten.”

Known misses
------------
An alternative that comes a turn later.

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

NO = (Act.REFUSE, Act.APOLOGY_REFUSAL, Act.POLICY)
LIKELY, UNLIKELY, SURE = 0.5, 0.2, 0.75
"""Another way implies a no, however softly it was said."""

EXAMPLES = """
customer: Have you anything on Saturday?
agent: Saturday's full, I can't get you in, but Sunday at ten is free if that helps.     <- offered-alternative
customer: That's fine.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        chance = turn.p(Act.ALTERNATIVE)
        if chance >= (LIKELY if turn.does(*NO, at_least=UNLIKELY) else SURE):
            yield found_in(
                call,
                __name__,
                turn,
                (Act.ALTERNATIVE,),
                chance,
                "The no came with another way forward.",
            )
