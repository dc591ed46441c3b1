"""Three or more apologies on one matter with nothing done or offered between them.

What it hears
-------------
A third apology of the agent, when since the first there was no action, offer, remedy, promise or
explanation of what will happen.

Why it hurts
------------
“Sorry” said often and alone sounds like “I will not help”.

Instead
-------
“I've said sorry enough. Here is what I can do today.”

Known misses
------------
Apologies for two different matters that follow each other closely.

Source
------
Common call-centre practice.
"""

import re
from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.APOLOGY

THIRD = 3
LOOK_BACK = 14
SORRY = (Act.APOLOGY_FAULT, Act.APOLOGY_NEWS, Act.APOLOGY_REFUSAL, Act.APOLOGY_CHOICE)
DONE = (
    Act.ACTION,
    Act.REMEDY,
    Act.ALTERNATIVE,
    Act.OFFER_TO_DO,
    Act.PROMISE,
    Act.TAKE_COMPLAINT,
    Act.NEXT_STEP,
)

SAYS_SORRY = re.compile(r"\b(sorry|apologi[sz]e|apologies)\b")
SAID = 0.75
"""How sure an apology is by its word alone, whatever it is for."""

EXAMPLES = """
customer: It has been three weeks now.
agent: I'm so sorry about that.
customer: I've rung every other day.
agent: I do apologise, I'm sorry.
customer: And nobody knows anything.
agent: I'm really sorry about that.     <- apology-loop
customer: Right.

customer: It has been three weeks now.
agent: I'm so sorry. I've put it on the van for tomorrow.
customer: Good.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT or _sorry(turn) < 0.5 or turn.p(*DONE) >= 0.5:
            continue
        sorry = _apologies_since_done(call, turn)
        if len(sorry) != THIRD:
            continue
        yield found_in(
            call,
            __name__,
            turn,
            SORRY,
            min(_sorry(t) for t in sorry[:THIRD]),
            "This is the third apology, and nothing was done or offered in between.",
            [call.evidence(t.first) for t in sorry[1:]],
        )


def _sorry(turn: Turn) -> float:
    """The chance that a turn apologises, for whatever: the word tells more than its kind."""
    of_a_kind = turn.either(*SORRY)
    says_it = SAYS_SORRY.search(turn.text.lower()) is not None
    return max(of_a_kind, SAID) if says_it and not turn.does(Act.APOLOGY_SPEECH) else of_a_kind


def _apologies_since_done(call: Conversation, turn: Turn) -> list[Turn]:
    """The apologies of the agent up to this one, latest first, since something was done."""
    sorry: list[Turn] = []
    for number in range(turn.number, max(-1, turn.number - LOOK_BACK), -1):
        earlier = call.turns.all[number]
        if earlier.speaker is not Speaker.AGENT:
            continue
        if earlier.p(*DONE) >= 0.5:
            break
        if _sorry(earlier) >= 0.5:
            sorry.append(earlier)
    return sorry
