"""The agent closes without having asked whether there is anything else, or whether it is settled.

What it hears
-------------
The agent begins to say goodbye, the customer had not closed first, and in the last part of the
call nobody asked "anything else?", "does that sort it?" or the like.

Why it hurts
------------
The second question of a call is often the one that costs the next call.

Instead
-------
"Before you go: is that everything settled for you?"

Known misses
------------
A check that was asked early and answered long before the end counts only in the last third.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, Turn
from coach.ledger.closing import closing
from coach.signals.acts import Act

KIND = Kind.ANTI
SKILL = Skill.ENDING

TOWARDS_THE_END = 12
"""How many of the agent's last turns are looked at."""

EXAMPLES = """
agent: Good morning, Harbour Cycles, how can I help?
customer: I wanted to move my service to Friday.
agent: Friday at nine is free, I've put you in there.
customer: Great.
agent: Thanks for calling, bye now.     <- no-final-check
ended by: agent

agent: Good morning, Harbour Cycles, how can I help?
customer: I wanted to move my service to Friday.
agent: Friday at nine is free, I've put you in there. Anything else I can do?
customer: No, that's it.
agent: Thanks for calling, bye now.
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    end = closing(call)
    if end is None or end.customer_first or end.handed_over or not end.begun:
        return
    agent_turns = [turn for turn in call.turns.all if turn.speaker is Speaker.AGENT]
    checked = max((_checks(call, turn) for turn in agent_turns[-TOWARDS_THE_END:]), default=0)
    if checked >= 0.5:
        return
    yield found(
        call,
        __name__,
        end.turn.first,
        1.0 - checked,
        "The call was closed without asking whether everything was settled.",
    )


def _checks(call: Conversation, turn: Turn) -> float:
    """The chance that a turn asks for more; "for anything else, ring this number" does not."""
    pieces = (piece for index in turn.utterances for piece in call.readings[index].pieces)
    plainest = max(pieces, key=lambda piece: piece.p(Act.FINAL_CHECK))
    elsewhere = plainest.p(Act.SEND_ELSEWHERE) > plainest.p(Act.FINAL_CHECK)
    return 0.0 if elsewhere else turn.p(Act.FINAL_CHECK)
