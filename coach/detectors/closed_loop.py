"""The agent says what happens next, and when or where to check.

What it hears
-------------
What comes after the call, together with its time or a place to look.

Why it helps
------------
The customer can put the matter out of their mind.

For example
-----------
“The refund is in your account by Friday, and you'll get a text when it's there.”

Known misses
------------
What was said over several turns.

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
SKILL = Skill.ENDING

NEXT = (Act.NEXT_STEP, Act.PROMISE)
SURE = 0.7
TOLD = (Act.WHERE_CHECK, Act.WHEN)

EXAMPLES = """
customer: And the money?
agent: It'll be in your account by Friday, and you'll get a text when it's there.     <- closed-loop
customer: Great.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        chance = min(turn.p(*NEXT), turn.p(*TOLD))
        if chance >= SURE:
            yield found_in(
                call,
                __name__,
                turn,
                TOLD,
                chance,
                "It was said what comes next, and when or where.",
            )
