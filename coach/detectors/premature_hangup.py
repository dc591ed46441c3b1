"""The agent ends the call while something is open that could have been dealt with.

What it hears
-------------
The agent's goodbye comes straight after a concern, question or objection of the customer, does not
deal with it, and the customer had not said that they have what they need.

Why it hurts
------------
"Had he just listened for a moment, my issue could have been solved and he would have closed the
deal."

Instead
-------
"Before we finish: you said it worries you. What would put that right?"

Known misses
------------
Something left open much earlier in the call, and never spoken of again.

Source
------
A customer said what worried him; the agent apologised, rattled off a number, and hung up.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.closing import closing, cut_short

KIND = Kind.ANTI
SKILL = Skill.ENDING

EXAMPLES = """
agent: So the total comes to three hundred and ten.
customer: Hmm, that is more than I thought, I'm not sure about the delivery charge.
agent: Sorry about that. You can ring us any time. Bye now.     <- premature-hangup
ended by: agent

agent: So the total comes to three hundred and ten.
customer: That's lovely, that's everything, thanks.
agent: Thank you for calling. Bye now.
ended by: agent

agent: So that's the room from Friday, and breakfast is from seven.
customer: And is the parking free?
agent: Yes, the parking is free, and the gate opens with your room key.
customer: Lovely.
agent: Then thank you for calling, and have a good trip. Bye now.
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    end = closing(call)
    short = None if end is None else cut_short(call, end)
    if end is None or short is None:
        return
    yield found(
        call,
        __name__,
        end.turn.first,
        short.chance,
        "The call was closed while something the customer had just raised was open.",
        evidence=[call.evidence(short.raised.last)],
    )
