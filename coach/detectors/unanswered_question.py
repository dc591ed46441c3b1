"""The customer asks a direct question, and two turns of the agent go by without an answer.

What it hears
-------------
A question of the customer about their matter that the agent's next two substantive turns neither
answer nor promise to answer; or that the goodbye leaves behind.

Why it hurts
------------
Customers ask once more, or give up. Both remember it.

Instead
-------
“You asked about the deposit: let me find that out before we go on.”

Known misses
------------
A question that the customer answers for themselves.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, Matter, MatterKind, Turn
from coach.ledger.closing import closing, cut_short
from coach.ledger.matters import reply_p
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.LISTENING

SURE = 0.7
SURE_AT_THE_END = 0.8
TURNS = 2
"""The agent's turns in which an answer may come."""

EXAMPLES = """
customer: Is there a height limit on the car park?
agent: And what time will we see you?
customer: About six. But is there a barrier?
agent: And will you want breakfast with that?     <- unanswered-question
customer: Okay.

customer: Is there a height limit on the car park?
agent: There is, two metres ten.
customer: Great.

agent: So that's the car park booked from eight.
customer: And do I lose the five pounds I paid on the other booking?
agent: Thank you for calling, and have a good evening. Bye now.     <- unanswered-question
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    over = {turn.number for turn in call.closed if turn.speaker is Speaker.AGENT}
    said = set()
    for matter in call.matters.waiting:
        if matter.kind is not MatterKind.QUESTION or matter.chance < SURE:
            continue
        turns = call.turns.of_agent_after(matter.turn, at_most=TURNS)
        had_its_chance = len(turns) == TURNS and turns[-1].number in over
        if not turns or not (had_its_chance or (call.ended and len(turns) < TURNS)):
            continue
        if turns[-1].first not in said and not _let_go(call, matter):
            said.add(turns[-1].first)
            yield _left_open(call, matter, turns[-1])
    end = closing(call)
    short = None if end is None else cut_short(call, end)
    if end is None or short is None or end.turn.first in said:
        return
    if short.raised.does(Act.QUESTION, at_least=SURE_AT_THE_END):
        yield found(
            call,
            __name__,
            end.turn.first,
            short.chance,
            "The call was closed on the customer's question.",
            evidence=[call.evidence_in(short.raised, Act.QUESTION)],
        )


def _left_open(call: Conversation, matter: Matter, turn: Turn) -> Finding:
    answered = max((reply_p(acts, Act.ANSWER) for acts in matter.replies.values()), default=0.0)
    return found(
        call,
        __name__,
        turn.first,
        matter.chance * (1.0 - answered),
        "The customer's question had no answer, nor a word on when one will come.",
        evidence=[Evidence(matter.span.start, matter.text)],
    )


def _let_go(call: Conversation, matter: Matter) -> bool:
    """Whether the customer has said since that they have what they need."""
    later = call.turns.all[matter.turn + 1 :]
    return any(t.speaker is Speaker.CUSTOMER and t.does(Act.SATISFIED) for t in later)
