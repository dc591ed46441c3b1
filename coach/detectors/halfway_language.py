"""The agent puts the work, or half of it, back on the customer as a condition.

What it hears
-------------
“Meet us halfway”, “once you've done your part, then maybe”: help that hangs on the customer's
work.

Why it hurts
------------
It puts the ball back in the middle of the field.

Instead
-------
“I'll start on it now; when the photos come I'll add them.”

Known misses
------------
A step that only the customer can take, asked for without help.

Source
------
“Meet you halfway” puts the ball back in the middle of the field.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

EXAMPLES = """
customer: The leg is cracked.
agent: Do your bit first with the photos, and then we can maybe take it from there.     <- halfway-language
customer: I see.

customer: The leg is cracked.
agent: Could you read me the number under the seat? I'll order the part meanwhile.
customer: Sure.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and turn.p(Act.CONDITION) >= 0.8:
            yield found_in(
                call,
                __name__,
                turn,
                (Act.CONDITION,),
                turn.p(Act.CONDITION),
                "Help was made to hang on the customer's own work.",
            )
