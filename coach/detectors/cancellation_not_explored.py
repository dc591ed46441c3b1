"""The customer leaves, and nobody asks why.

What it hears
-------------
A cancellation, for which the customer gave no reason, and the agent did not ask for one, nor for
what could have been done differently.

Why it hurts
------------
Customer cancellations should always be followed up: it is the cheapest advice there is.

Instead
-------
“Of course. May I ask what made you decide? It helps me to help the next person.”

Known misses
------------
A reason told long before the cancellation itself.

Source
------
“Customer cancellations should always be followed up.”
"""

from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, MatterKind, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.RECOVERY

SURE = 0.8
TOLD = 0.8
LIKELY = 0.4

EXAMPLES = """
customer: I'd like to cancel my membership.
agent: That's done, it ends on the thirtieth.     <- cancellation-not-explored
customer: Thanks.
agent: Thank you, bye.
ended by: agent

customer: I'd like to cancel my membership.
agent: I can do that. May I ask what made you decide to leave?
customer: I'm moving abroad.
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if not call.ended:
        return
    leaving = [m for m in call.matters.of(MatterKind.CANCELLATION) if m.chance >= SURE]
    for matter in leaving[:1]:
        after = call.turns.of_agent_after(matter.turn)
        if not after:
            return
        why = max(turn.p(Act.ASK_WHY_LEAVING) for turn in after)
        told = max(t.p(Act.CANCEL_REASON) for t in call.turns.all if t.speaker is Speaker.CUSTOMER)
        if max(why, told) >= TOLD:
            return
        accepts = next(filter(_accepts, after), after[0])
        yield found(
            call,
            __name__,
            accepts.first,
            matter.chance * (1.0 - max(why, told)),
            "The customer is leaving, and was not asked why.",
            evidence=[Evidence(matter.span.start, matter.text)],
        )


def _accepts(turn: Turn) -> bool:
    return turn.p(Act.ACTION) >= LIKELY or min(turn.p(Act.PROMISE), turn.p(Act.WHEN)) >= LIKELY
