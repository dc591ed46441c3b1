"""The agent sends the customer elsewhere for what they called about, without having tried.

What it hears
-------------
A phone number, website, app, branch or department to go to for the matter itself, in a turn that
neither offers to do it now nor puts the customer through.

Why it hurts
------------
The customer has already called the company once: this is the call.

Instead
-------
"I can do that for you now, or put you through and stay on the line."

Known misses
------------
Something only the customer can do, when the agent does not say why.

Source
------
A toll-free number, rattled off to a customer who was ready to buy.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.turns import Turn
from coach.signals.acts import Act

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

HELPS = (Act.OFFER_TO_DO, Act.TRANSFER, Act.ACTION, Act.ALTERNATIVE)
SURE = 0.9
HELPED = 0.4
NEAR = 2
"""Turns between which the agent is still at the same matter."""

EXAMPLES = """
agent: Hello, how can I help?
customer: I'd like to change the name on my contract.
agent: You'd have to go on the website for that.     <- deflection

agent: Hello, how can I help?
customer: Could you give me the number of your claims department?
agent: Of course, claims are on 555-0142.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT:
            continue
        plainest = (call.readings[i].best(Act.SEND_ELSEWHERE) for i in turn.utterances)
        chance = max(turn.p(Act.SEND_ELSEWHERE), *(p.p(Act.SEND_ELSEWHERE) for p in plainest))
        if chance < SURE or turn.p(*HELPS) >= HELPED or turn.does(Act.ANSWER):
            continue
        if _said_before(call, turn):
            continue
        anchor = max(turn.utterances, key=lambda i: call.readings[i].p(Act.SEND_ELSEWHERE))
        said, piece = call.said(anchor), call.readings[anchor].best(Act.SEND_ELSEWHERE)
        yield found(
            call,
            __name__,
            anchor,
            chance,
            "The customer was sent elsewhere for what they had called about.",
            quote=piece.text(said),
            span=piece.span(said),
        )


def _said_before(call: Conversation, turn: Turn) -> bool:
    """Whether this only goes on with what the agent's turn just before had said."""
    before = call.turns.before(turn, Speaker.AGENT)
    return (
        before is not None
        and turn.number - before.number <= NEAR
        and before.does(Act.SEND_ELSEWHERE)
        and not before.does(*HELPS)
    )
