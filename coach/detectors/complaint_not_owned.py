"""A formal complaint, or the wish for a manager, is left without an owner, a reference or a next step.

What it hears
-------------
The customer complains formally or asks for a manager, and by the end of the call nobody has said
who takes it, under what reference, or what happens next with it.

Why it hurts
------------
An official complaint that was never followed up.

Instead
-------
“I've logged it as a complaint under your name. Dana owns it and writes to you by Friday.”

Known misses
------------
A complaint that is taken in words that name neither.

Source
------
An official complaint that was never followed up.
"""

from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill
from coach.detectors.pattern import found
from coach.ledger import Conversation, MatterKind
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.RECOVERY

OWNED = (Act.TAKE_COMPLAINT, Act.TRANSFER)

ENOUGH = 0.7

EXAMPLES = """
customer: I want to make an official complaint about this.
agent: Right, well, the new meter is booked.     <- complaint-not-owned
customer: Okay.
agent: Thanks for calling, bye.
ended by: agent

customer: I want to make an official complaint about this.
agent: I've logged your complaint, the reference is C 204, and Dana will write to you by Friday.
customer: Okay.
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if not call.ended:
        return
    formal = [*call.matters.of(MatterKind.COMPLAINT), *call.matters.of(MatterKind.MANAGER)]
    for matter in sorted(formal, key=lambda m: m.index)[:1]:
        after = call.turns.of_agent_after(matter.turn)
        if not after:
            return
        owned = max(turn.p(*OWNED) for turn in after)
        if owned < ENOUGH:
            yield found(
                call,
                __name__,
                after[0].first,
                matter.chance * (1.0 - owned),
                "The complaint was given no owner, no reference and no next step.",
                evidence=[Evidence(matter.span.start, matter.text)],
            )
