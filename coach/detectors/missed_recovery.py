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

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation, Turn
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.RECOVERY

SURE = 0.75
TOLD = 0.7
"""The failure was told first where it is this likely."""
HINTED = 0.3
SURELY_SORRY = 0.8
"""An apology for a fault shows that there was one, where it was no more than hinted at."""
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
    failures = [(chance, turn) for chance, turn in _told(call) if chance >= TOLD]
    if max((chance for chance, _ in failures), default=0.0) < SURE:
        return
    chance, told = failures[0]
    after = call.turns.of_agent_after(told.number)
    if not after:
        return
    recovered = max(
        (min(sorry.either(*SORRY), mended) for sorry in after for mended in _mended(sorry, after)),
        default=0.0,
    )
    if recovered < RECOVERED:
        yield found(
            call,
            __name__,
            after[0].first,
            chance * (1.0 - recovered),
            "The company failed the customer, and this was not made good.",
            evidence=[call.evidence_in(told, Act.FAILURE)],
        )


def _told(call: Conversation) -> Iterator[tuple[float, Turn]]:
    """Turns in which the customer may tell of a failure, and how likely; who is sorry, confirms."""
    for turn in call.turns.all:
        chance = turn.p(Act.FAILURE)
        if turn.speaker is not Speaker.CUSTOMER or chance < HINTED:
            continue
        reply = call.turns.of_agent_after(turn.number, at_most=1)
        sorry = max((r.p(Act.APOLOGY_FAULT, Act.OWN_UP) for r in reply), default=0.0)
        yield max(chance, sorry) if sorry >= SURELY_SORRY else chance, turn


def _mended(sorry: Turn, after: list[Turn]) -> Iterator[float]:
    """The chances that the failure is mended: near the apology, or by a remedy anywhere."""
    for turn in after:
        yield turn.p(*MENDED if abs(turn.number - sorry.number) <= TURNS_APART else (Act.REMEDY,))
