"""The agent tells the customer that it is their fault.

What it hears
-------------
“You should have”, “you failed to”, “as you were clearly told”, and what means the same.

Why it hurts
------------
Whoever is right, the customer has stopped listening.

Instead
-------
“It happens. Let's see what we can still do.”

Known misses
------------
Blame by tone alone.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

EXAMPLES = """
customer: I missed the window by a day.
agent: Well, you should have read the email we sent you.     <- blame-language
customer: Right.

customer: I missed the window by a day.
agent: It closed yesterday, but let me see whether I can open it again.
customer: Thank you.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and turn.p(Act.BLAME) >= 0.35:
            yield found_in(
                call,
                __name__,
                turn,
                (Act.BLAME,),
                turn.p(Act.BLAME),
                "The customer was told that it was their fault.",
            )
