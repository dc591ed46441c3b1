"""The agent refuses by policy or system, and offers no way forward.

What it hears
-------------
A refusal that points at a policy, the system or the rules, or says that nothing can be done, with
no alternative, exception or way forward by the end of the agent's next turn.

Why it hurts
------------
One refused coupon, worth a dollar, cost a shop a customer and all that he told.

Instead
-------
“That date has gone, I can't change that. What I can do is …”

Known misses
------------
A way forward that comes later than the next turn.

Source
------
One refused coupon, worth a dollar, cost a shop a customer and all that he told.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

FORWARD = (
    Act.ALTERNATIVE,
    Act.REMEDY,
    Act.OFFER_TO_DO,
    Act.ACTION,
    Act.TRANSFER,
)

EXAMPLES = """
customer: Could you take a dollar off? The coupon ran out yesterday.
agent: No, our policy doesn't allow that, the system won't take it.     <- policy-wall
customer: Not even one day?
agent: That's the policy.
customer: Fine.

customer: Could you take a dollar off? The coupon ran out yesterday.
agent: The system won't take that one, but I can give you this week's instead.
customer: Lovely.
agent: There you go.
customer: Thanks.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for closed in call.closed:
        if closed.speaker is not Speaker.AGENT or not closed.substantive:
            continue
        before = call.turns.before(closed, Speaker.AGENT)
        if before is not None:
            yield from _judge(call, before, closed)
        if call.ended:
            yield from _judge(call, closed, None)


def _judge(call: Conversation, refusal: Turn, following: Turn | None) -> Iterator[Finding]:
    earlier = call.turns.before(refusal, Speaker.AGENT)
    if earlier is not None and min(earlier.p(Act.REFUSE), earlier.p(Act.POLICY)) >= 0.5:
        return  # one matter is found once, where it first holds
    wall = min(refusal.p(Act.REFUSE, Act.APOLOGY_REFUSAL), refusal.p(Act.POLICY))
    if wall < 0.5:
        return
    turns = [refusal] if following is None else [refusal, following]
    forward = max(turn.p(*FORWARD) for turn in turns)
    if forward >= 0.5:
        return
    yield found_in(
        call,
        __name__,
        refusal,
        (Act.POLICY, Act.REFUSE),
        wall * (1.0 - forward),
        "A no by the rules, and no way forward in its place.",
    )
