"""Something is still to come after the call, and the customer does not know what, when, or where to look.

What it hears
-------------
A delivery, refund, visit, decision, draw, call back or repair was set going or promised, and from
then to the goodbye the agent gave neither a time nor a place to check.

Why it hurts
------------
For the customer the experience ends with the thing itself, not with the call.

Instead
-------
“You'll have it by Thursday; the tracking is in the text I've just sent you.”

Known misses
------------
Something to come that nobody spoke of at all.

Source
------
Raffle tickets with no word on where the winners would be published.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.closing import closing
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.ENDING

TO_COME = (Act.PROMISE, Act.NEXT_STEP)
TOLD = (Act.WHEN, Act.WHERE_CHECK)

EXAMPLES = """
agent: So that's twenty tickets, all paid for.
customer: Lovely.
agent: Then somebody will ring the winners. Anything else?
customer: No, that's it.
agent: Thanks for calling, good luck in the draw!     <- loop-not-closed
ended by: agent

agent: I'll post your tickets today. The draw is on the first of June and the winners are on our website.
customer: Lovely.
agent: Thanks for calling, good luck in the draw!
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    end = closing(call)
    if end is None or end.handed_over:
        return
    agent_turns = call.turns.of_agent_after(-1)
    coming = [turn for turn in agent_turns if turn.p(*TO_COME) >= 0.5]
    if not coming:
        return
    since = [turn for turn in agent_turns if turn.number >= coming[0].number]
    told = max(turn.p(*TOLD) for turn in since)
    if told >= 0.5 or any(promise.when for promise in call.commitments.promises):
        return
    yield found(
        call,
        __name__,
        end.turn.first,
        max(turn.p(*TO_COME) for turn in coming) * (1.0 - told),
        "Something is still to come, and the customer was not told when, or where to check.",
        evidence=[call.evidence(coming[-1].first)],
    )
