"""The agent names or answers the customer's feeling in their terms.

What it hears
-------------
After a worry or a feeling of the customer, a turn that names it, understands it or answers it.

Why it helps
------------
A feeling that was heard makes room for the matter.

For example
-----------
“No wonder you're worried: it's your rent.”

Known misses
------------
Understanding shown by silence.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.GOOD
SKILL = Skill.LISTENING

SURE = 0.6
FELT_SURE = 0.4
MOVE = (Act.ACK_FEELING,)
FELT = (Act.FEELING, Act.OBJECTION, Act.FAILURE)

EXAMPLES = """
customer: I'm really panicking, my rent is on that card.
agent: That's a horrible feeling. Nobody can touch it once it's blocked, and I'm doing that now.     <- acknowledged-feeling
customer: Thank you.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        before = call.turns.before(turn)
        if turn.speaker is not Speaker.AGENT or before is None or turn.p(*MOVE) < SURE:
            continue
        if before.speaker is Speaker.CUSTOMER and before.p(*FELT) >= FELT_SURE:
            yield found_in(
                call,
                __name__,
                turn,
                MOVE,
                turn.p(*MOVE),
                "The feeling was heard and answered.",
                [call.evidence_in(before, Act.FEELING)],
            )
