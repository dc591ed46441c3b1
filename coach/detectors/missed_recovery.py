"""The company failed the customer, and nothing was offered to make it good.

What it hears
-------------
The customer tells of a failure of the company, and by the end of the call there is no apology or
owning-up together with a remedy, credit, priority or follow-up.

Why it hurts
------------
“No one has got in touch to either apologise or offer compensation.”

Instead
-------
“That was our mistake. I've taken the fee off and put you first for tomorrow.”

Known misses
------------
A remedy in a form that the coach does not know.

Source
------
“No one has got in touch to either apologise or offer compensation.”
"""

from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill
from coach.detectors.pattern import found
from coach.ledger import Conversation, MatterKind, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.RECOVERY

SURE = 0.85
TOLD = 0.7
"""The failure was told first where it is this likely."""
RECOVERED = 0.4
SORRY = (Act.APOLOGY_FAULT, Act.APOLOGY_NEWS, Act.OWN_UP)
MENDED = (Act.REMEDY, Act.PROMISE, Act.ACTION, Act.OFFER_TO_DO, Act.TAKE_COMPLAINT)
TURNS_APART = 4
"""An apology and what mends it stand this close, but for a remedy."""

EXAMPLES = """
customer: Your man never came on Monday, I waited in all day.
agent: The next one I have is Thursday.     <- missed-recovery
customer: Okay, Thursday.
agent: Thanks, bye.
ended by: agent

customer: Your man never came on Monday, I waited in all day.
agent: I'm sorry, that was our mistake. I've put you first for tomorrow and taken the fee off.
customer: Thank you.
ended by: agent
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if not call.ended:
        return
    failures = call.matters.of(MatterKind.FAILURE)
    if max((m.chance for m in failures), default=0.0) < SURE:
        return
    for matter in [m for m in failures if m.chance >= TOLD][:1]:
        after = call.turns.of_agent_after(matter.turn)
        if not after:
            return
        recovered = max(
            (
                min(sorry.either(*SORRY), mended)
                for sorry in after
                for mended in _mended(sorry, after)
            ),
            default=0.0,
        )
        if recovered < RECOVERED:
            yield found(
                call,
                __name__,
                after[0].first,
                matter.chance * (1.0 - recovered),
                "The company failed the customer, and this was not made good.",
                evidence=[Evidence(matter.span.start, matter.text)],
            )


def _mended(sorry: Turn, after: list[Turn]) -> Iterator[float]:
    """The chances that the failure is mended: near the apology, or by a remedy anywhere."""
    for turn in after:
        yield turn.p(*MENDED if abs(turn.number - sorry.number) <= TURNS_APART else (Act.REMEDY,))
