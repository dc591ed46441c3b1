"""The agent picks up something of this customer's own.

What it hears
-------------
The concert, the move, the birthday, the dog: something the customer brought up and the agent takes
up.

Why it helps
------------
It makes a sale, or a complaint, a meeting of two people.

For example
-----------
“Enjoy the wedding on Saturday!”

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

SURE = 0.4
MOVE = (Act.PERSONAL_TOUCH,)

EXAMPLES = """
customer: It's for my daughter's wedding on Saturday.
agent: Oh how lovely, congratulations to her!     <- personal-touch
customer: Thank you.
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
                "Something of this customer's own was picked up.",
            )
