"""The agent commits to something with no time at all, or only “soon”.

What it hears
-------------
A promise of a call back, a refund, a visit, a repair or the like, for which no time is named by
the end of the call.

Why it hurts
------------
Without a time the customer cannot tell a kept promise from a broken one.

Instead
-------
“You'll hear from me by noon on Wednesday, either way.”

Known misses
------------
A time given for another matter close by.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill
from coach.detectors.pattern import found
from coach.ledger import Conversation

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

SURE = 0.7
SOON = 0.5
SURE_OF_SOON = 0.5
"""With a "soon" it is a promise, and a vague one."""

EXAMPLES = """
customer: When will I hear?
agent: Somebody will ring you back about it soon.     <- vague-promise
customer: Okay.

customer: When will I hear?
agent: Priya will ring you back before five today.
customer: Okay.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if not call.ended:
        return
    for promise in call.commitments.promises:
        sure = SURE_OF_SOON if promise.vague >= SOON else SURE
        if promise.when is not None or promise.chance < sure:
            continue
        yield found(
            call,
            __name__,
            promise.index,
            promise.chance,
            "No time was named for what was promised.",
            quote=promise.text,
            span=promise.span,
        )
