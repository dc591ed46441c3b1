"""The agent says goodbye without a word of thanks or a good wish.

What it hears
-------------
The closing turn, and what follows it, has neither thanks nor a good wish.

Why it hurts
------------
The last words are the ones that stay.

Instead
-------
“Thank you for bearing with me, and enjoy the concert.”

Known misses
------------
Thanks said long before the goodbye.

Source
------
A handwritten note, “thank you, have fun at the concert”, made a sale extraordinary.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.closing import closing
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.ENDING

JUST_BEFORE_S = 4.0

EXAMPLES = """
agent: That's cancelled.
customer: Okay, is that all?
agent: That's all. Bye.     <- no-thanks
ended by: agent

agent: That's cancelled.
customer: Okay, is that all?
agent: That's all. Thanks for ringing, have a lovely evening. Bye.
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    end = closing(call)
    if end is None or end.handed_over or not end.begun:
        return
    tail = [end.turn, *call.turns.of_agent_after(end.turn.number)]
    before = [t for t in call.turns.all[: end.turn.number] if t.speaker is Speaker.AGENT]
    kind = max(turn.p(Act.THANKS, Act.GOOD_WISH) for turn in tail)
    if before and call.said(end.turn.first).start - before[-1].span.end < JUST_BEFORE_S:
        kind = max(kind, before[-1].p(Act.GOOD_WISH))
    if kind >= 0.5:
        return
    yield found(
        call,
        __name__,
        end.turn.first,
        1.0 - kind,
        "The goodbye had no word of thanks, and no good wish.",
    )
