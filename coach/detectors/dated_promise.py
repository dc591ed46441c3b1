"""The agent commits to something with a date, a time or a deadline.

What it hears
-------------
A promise, or a step that was set going, with its time.

Why it helps
------------
A promise with a time can be kept, and be seen to be kept.

For example
-----------
“I'll ring you before five today, either way.”

Known misses
------------
A time given long after the promise.

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

COMMITS = (Act.PROMISE, Act.NEXT_STEP)

EXAMPLES = """
customer: When will I hear?
agent: I'll ring you back before five today.     <- dated-promise
customer: Great.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        chance = min(turn.p(*COMMITS), turn.p(Act.WHEN))
        if chance >= 0.5:
            yield found_in(
                call, __name__, turn, (Act.WHEN,), chance, "The promise came with its time."
            )
