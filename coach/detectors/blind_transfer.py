"""The agent passes the customer on without saying to whom or why, or that what was said goes along.

What it hears
-------------
A transfer in which one of two things is missing: to whom or why, and that the story is passed on
or the agent stays on the line.

Why it hurts
------------
The customer starts again from nothing, with a stranger.

Instead
-------
“I'm putting you through to Maria in claims; I'll tell her about the leak, so you needn't start
again.”

Known misses
------------
A hand-over that the receiving agent makes good.

Source
------
Departments that do not work together; a company should run “like a finely tuned machine”.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

SURE = 0.3
SAID = 0.3
"""From this chance on, it counts as said."""
NEAR = 2

EXAMPLES = """
customer: It's about the leak in the kitchen.
agent: Hold on, I'll transfer you.     <- blind-transfer
customer: Oh, okay.

customer: It's about the leak in the kitchen.
agent: I'll put you through to Maria in repairs, and I'll tell her about the leak first.
customer: Great.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and turn.p(Act.TRANSFER) >= SURE:
            yield from _judge(call, turn)


def _judge(call: Conversation, turn: Turn) -> Iterator[Finding]:
    around = [turn]
    before = call.turns.before(turn, Speaker.AGENT)
    if before is not None and turn.number - before.number <= NEAR:
        around.append(before)
    who = max(t.p(Act.TRANSFER_WHO) for t in around)
    along = max(t.p(Act.PASS_ON) for t in around)
    if min(who, along) >= SAID:
        return
    missing = "what was said goes along" if along < who else "to whom or why"
    yield found_in(
        call,
        __name__,
        turn,
        (Act.TRANSFER,),
        turn.p(Act.TRANSFER) * (1.0 - min(who, along)),
        f"The customer was passed on without hearing {missing}.",
    )
