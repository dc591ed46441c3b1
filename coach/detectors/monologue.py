"""The agent holds the floor for more than a minute.

What it hears
-------------
More than 60 seconds of the agent's speech with at most backchannels from the customer.

Why it hurts
------------
Nobody takes in a minute of telephone speech, and the customer's question waits all the while.

Instead
-------
"Let me stop there for a second: is that what you were after?"

Known misses
------------
Announcements that must be read out by law are found as well.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Span, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation

KIND = Kind.ANTI
SKILL = Skill.LISTENING

LONGEST_S = 60.0
TAKEN_ANEW_S = 3.0
"""A silence after which a floor is taken anew."""

EXAMPLES = """
agent: Hello, Lantern Museum.
customer: Hi, is the tower open on Sunday?
[0:10-1:15] agent: Well now, the tower has a long history, let me tell you.     <- monologue

agent: Hello, Lantern Museum.
customer: Hi, is the tower open on Sunday?
[0:10-0:50] agent: It is, and there is a lot to see, let me tell you some of it.
customer: Lovely.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None or call.said(call.latest).speaker is not Speaker.AGENT:
        return
    first = _floor_since(call, call.latest)
    floor = Span(call.said(first).start, call.said(call.latest).end)
    if floor.length <= LONGEST_S:
        return
    yield found(
        call,
        __name__,
        first,
        0.95,
        f"The agent spoke for {floor.length:.0f} seconds without the customer coming in.",
        span=floor,
    )


def _floor_since(call: Conversation, latest: int) -> int:
    """The utterance with which the agent took the floor. Looks back over one floor only."""
    first = latest
    for number in range(call.turn_of[latest], -1, -1):
        earlier = call.turns.all[number]
        if earlier.speaker is Speaker.AGENT:
            for index in reversed(earlier.utterances):
                if index < first and call.said(first).start - call.said(index).end > TAKEN_ANEW_S:
                    return first
                first = min(first, index)
        elif earlier.substantive:
            break
    return first
