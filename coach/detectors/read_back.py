"""The agent uses a known fact instead of asking for it again.

What it hears
-------------
An identifier or detail of the customer that the agent says first.

Why it helps
------------
Nothing shows faster that somebody was listening.

For example
-----------
“I have the number ending 417 here, is that still the best one?”

Known misses
------------
The same in words that the signals do not know yet.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation, Turn
from coach.signals import Act

KIND = Kind.GOOD
SKILL = Skill.ASKING

SURE = 0.5
LIKELY = 0.3
"""Enough of a reading back for the words to be a name that is known."""

EXAMPLES = """
known: phone 555-0142
customer: Can you ring me when it's ready?
agent: I will, on five five five oh one four two, is that still the best number?     <- read-back
customer: It is.

agent: What's the lot number, please?
customer: Four four one seven.
agent: Four four one seven, yes, that one's in the first half.
customer: Good.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is Speaker.AGENT and (chance := _chance(call, turn)) >= SURE:
            yield found_in(
                call,
                __name__,
                turn,
                (Act.READ_BACK,),
                chance,
                "A known fact was used instead of asked for.",
            )


def _chance(call: Conversation, turn: Turn) -> float:
    """How likely a fact is used that was known before the customer's last turn."""
    before = call.turns.before(turn, Speaker.CUSTOMER)
    since = turn.first if before is None else before.first
    at_the_greeting = call.turns.before(turn, Speaker.AGENT) is None
    for index in turn.utterances:
        fact = call.facts.used(call.said(index), call.entities[index], since)
        if fact is None:
            continue
        if fact.kind != "name" or at_the_greeting or turn.does(Act.READ_BACK, at_least=LIKELY):
            return max(0.9, turn.p(Act.READ_BACK))
    return turn.p(Act.READ_BACK) if at_the_greeting else 0.0
