"""The agent asks a question that invites the story.

What it hears
-------------
A question that cannot be answered with yes, no or a number.

Why it helps
------------
The story has the answer in it, sooner than ten closed questions.

For example
-----------
“What happened, from the beginning?”

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
SKILL = Skill.ASKING

SURE = 0.4
MOVE = (Act.OPEN_QUESTION,)

EXAMPLES = """
customer: I'm not happy with how it went.
agent: Tell me what happened, from the start?     <- open-question
customer: Well, it began on Monday.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and turn.p(*MOVE) >= SURE:
            yield found_in(
                call, __name__, turn, MOVE, turn.p(*MOVE), "The question invited the story."
            )
