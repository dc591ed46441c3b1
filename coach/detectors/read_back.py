"""The agent uses a known fact instead of asking for it again.

What it hears
-------------
An identifier or detail of the customer that the agent says first.

Why it helps
------------
Nothing shows faster that somebody was listening.

For example
-----------
“I have the number ending 417 here, is that still the best one?”

Known misses
------------
The same in words that the signals do not know yet.

Source
------
The catalogue, Good moves.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.GOOD
SKILL = Skill.ASKING

SURE = 0.5
MOVE = (Act.READ_BACK,)

EXAMPLES = """
known: phone 555-0142
customer: Can you ring me when it's ready?
agent: I will, on five five five oh one four two, is that still the best number?     <- read-back
customer: It is.
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
                "A known fact was used instead of asked for.",
            )
