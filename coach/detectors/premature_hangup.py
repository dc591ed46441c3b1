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

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.closing import Closing, closing, ends_with
from coach.ledger.turns import Turn
from coach.signals.acts import Act

KIND = Kind.ANTI
SKILL = Skill.ENDING

RAISED = (Act.QUESTION, Act.FEELING, Act.OBJECTION, Act.THREAT, Act.FAILURE, Act.COMPLAINT)
DEALT_WITH = (
    Act.ANSWER,
    Act.ACTION,
    Act.REMEDY,
    Act.ALTERNATIVE,
    Act.OFFER_TO_DO,
    Act.TRANSFER,
    Act.TAKE_COMPLAINT,
)
SURELY_DEALT_WITH = 0.9
"""A goodbye in the same breath makes many a brush-off look like an answer."""
DONE = (Act.SATISFIED, Act.GOODBYE, Act.ACCEPT)

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
    if end is None or not end.by_agent or end.handed_over or end.customer_first:
        return
    raised = _raised_just_before(call, end)
    if raised is None:
        return
    open_chance = raised.p(*RAISED)
    since = call.turns.of_agent_after(raised.number)
    dealt = max(turn.p(*DEALT_WITH) for turn in since if turn.number <= end.turn.number)
    if dealt >= SURELY_DEALT_WITH or _warned(end) or _parted_well(call, end):
        return
    yield found(
        call,
        __name__,
        end.turn.first,
        open_chance * (1.0 - dealt / 2),
        "The call was closed while something the customer had just raised was open.",
        evidence=[call.evidence(raised.last)],
    )


def _raised_just_before(call: Conversation, end: Closing) -> Turn | None:
    before = call.turns.before(end.turn, Speaker.CUSTOMER)
    if before is None or not before.does(*RAISED) or ends_with(call, before, DONE, RAISED):
        return None
    return before


def _parted_well(call: Conversation, end: Closing) -> bool:
    """Whether the customer's last words are thanks or a good wish."""
    after = call.turns.after(end.turn, Speaker.CUSTOMER)
    return after is not None and after.does(Act.THANKS, Act.GOOD_WISH)


def _warned(end: Closing) -> bool:
    """Whether the call was ended over abuse, which the agent says."""
    text = end.turn.text.lower()
    return any(word in text for word in ("abus", "swear", "language", "shout"))
