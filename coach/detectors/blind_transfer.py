"""The agent passes the customer on without saying to whom or why, or that what was said goes along.

What it hears
-------------
A transfer in which one of two things is missing: to whom or why, and that the story is passed on
or the agent stays on the line. However few words announced it, somebody new who greets in the
middle of the call proves it.

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

SURE = 0.5
SAID = 0.3
"""From this chance on, it counts as said."""
NEAR = 2
SOMEBODY_NEW = 0.9
"""From this chance on, a greeting in the middle of the call is that of another agent."""
COMES_ON_AFTER_S = 4.0

EXAMPLES = """
customer: It's about the leak in the kitchen.
agent: Hold on, I'll transfer you.     <- blind-transfer
customer: Oh, okay.

customer: It's about the leak in the kitchen.
agent: I'll put you through to Maria in repairs, and I'll tell her about the leak first.
customer: Great.

agent: Thank you for calling Brook Housing, this is Sam.
customer: Hello, it's about the leak in the kitchen.
agent: Right, that's for the other lot.     <- blind-transfer
customer: Oh, okay.
... 8s
agent: Good morning, repairs, Maria speaking, how can I help?
customer: It's about the leak.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        if turn.p(Act.TRANSFER) >= SURE:
            yield from _judge(call, turn, turn.p(Act.TRANSFER))
        elif (passed_on := _passed_on(call, turn)) is not None:
            yield from _judge(call, passed_on, turn.p(Act.GREETING))


def _passed_on(call: Conversation, turn: Turn) -> Turn | None:
    """The agent's turn before another agent came on the line; None if nobody new greets."""
    before = call.turns.before(turn, Speaker.AGENT)
    if before is None or turn.p(Act.GREETING) < SOMEBODY_NEW or before.does(Act.GREETING):
        return None
    earlier = call.turns.before(before, Speaker.AGENT)
    if earlier is None or turn.span.start - before.span.end < COMES_ON_AFTER_S:
        return None
    judged = any(t.p(Act.TRANSFER) >= SURE for t in (before, earlier))
    return None if judged else before


def _judge(call: Conversation, turn: Turn, passed_on: float) -> Iterator[Finding]:
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
        passed_on * (1.0 - min(who, along)),
        f"The customer was passed on without hearing {missing}.",
    )
