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
from coach.ledger import Conversation, Turn
from coach.ledger.closing import closing
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.ENDING

LIKELY = 0.4
SURE = 0.7
"""How likely a promise has to be before a time is missed with it."""

EXAMPLES = """
agent: So that's twenty tickets, all paid for.
customer: Lovely.
agent: The tickets will be sent out to you, and then comes the draw. Anything else?
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
    chance, index = max(_left_open(call), default=(0.0, 0))
    if chance >= LIKELY:
        yield found(
            call,
            __name__,
            end.turn.first,
            chance,
            "Something is still to come, and the customer was not told when, or where to check.",
            evidence=[call.evidence(index)],
        )


def _left_open(call: Conversation) -> Iterator[tuple[float, int]]:
    """What is still to come without a time or a place to look: how likely, and who said it where.

    A promise keeps its own time; of what merely comes next, any time said since will do.
    """
    for promise in call.commitments.promises:
        if promise.when is None and promise.chance >= SURE:
            since = call.turns.from_agent(call.turn(promise.index).number)
            told = _told(since, Act.WHERE_CHECK)
            yield promise.chance if told < LIKELY else 1.0 - told, promise.index
    if not call.commitments.promises:
        agent_turns = call.turns.from_agent(0)
        coming = next((turn for turn in agent_turns if turn.does(Act.NEXT_STEP)), None)
        if coming is not None:
            since = call.turns.from_agent(coming.number)
            told = _told(since, Act.WHEN, Act.WHERE_CHECK)
            yield coming.p(Act.NEXT_STEP) * (1.0 - told), coming.first


def _told(turns: list[Turn], *acts: Act) -> float:
    return max((turn.p(*acts) for turn in turns), default=0.0)
