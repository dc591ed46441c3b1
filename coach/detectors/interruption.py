"""The agent starts to speak while the customer is speaking, and the customer gives way.

What it hears
-------------
At least half a second of both speaking, begun by the agent with more than a backchannel; the
customer stops, and had not come to the end of a sentence.

Why it hurts
------------
What the customer was about to say was what they had called for.

Instead
-------
Nothing, for one second more. Or: "Sorry, go on, you were saying?"

Known misses
------------
On one channel two voices at once are heard as one.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker, Utterance
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.turns import is_backchannel
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.LISTENING

OVERLAP_S = 0.5
KEPT_TALKING_S = 1.0
LOOK_BACK = 4
UNFINISHED = 0.06
"""Much cut-off speech is still read as finished at 0.9; together with the overlap it tells."""
DONE = (Act.SATISFIED, Act.GOODBYE)
"""Who has what they need loses nothing by an early goodbye."""

EXAMPLES = """
[0:00-0:06] customer: The gate is open but please do not let the dog out because the
[0:05.2-0:08] agent: I'll just write dog on the property.     <- interruption
[0:08.3-0:10] customer: The fence is down.

[0:00-0:06] customer: The gate is open but please do not let the dog out.
[0:05.8-0:08] agent: Of course, I'll tell the driver.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None:
        return
    said = call.said(call.latest)
    if said.speaker is not Speaker.AGENT or is_backchannel(said, call.readings[call.latest]):
        return
    for index in range(call.latest - 1, max(-1, call.latest - 1 - LOOK_BACK), -1):
        customer = call.said(index)
        if customer.speaker is not Speaker.CUSTOMER or not _cuts_in(said, customer):
            continue
        unfinished = 1.0 - call.readings[index].finished
        if unfinished < UNFINISHED or _was_talking(call, said, customer):
            continue
        if call.readings[index].does(*DONE):
            continue
        yield found(
            call,
            __name__,
            call.latest,
            min(0.95, 0.75 + unfinished / 2),
            "The customer was in the middle of a sentence and gave way.",
            evidence=[call.evidence(index)],
        )
        return


def _cuts_in(agent: Utterance, customer: Utterance) -> bool:
    """Whether the agent began inside the customer's speech and outlasted it."""
    return (
        customer.start < agent.start < customer.end < agent.end
        and customer.span.overlap(agent.span) >= OVERLAP_S
    )


def _was_talking(call: Conversation, agent: Utterance, customer: Utterance) -> bool:
    """Whether the agent had the floor when the customer began, and only went on."""
    assert call.latest is not None
    for index in range(call.latest - 1, max(-1, call.latest - 1 - LOOK_BACK), -1):
        earlier = call.said(index)
        if earlier.speaker is Speaker.AGENT:
            gap = agent.start - earlier.end
            return earlier.end > customer.start and gap < KEPT_TALKING_S
    return False
