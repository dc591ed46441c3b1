"""The agent says sorry for the customer's own free choice, or for something good for them.

What it hears
-------------
An apology for switching off, downgrading, returning, paying less, not buying or leaving, where the
customer chose it and no failure of the company drove them to it.

Why it hurts
------------
It tells customers that they did something wrong by choosing what suits them.

Instead
-------
"All done. That saves you forty a month, and you keep what you use."

Known misses
------------
An apology whose object is only understood from much earlier in the call.

Source
------
A customer returned a cable box to pay less and heard "I am sorry"; another was apologised to "for
not completing the transaction".
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found, found_in
from coach.ledger import Conversation, MatterKind, Turn
from coach.signals.acts import Act

KIND = Kind.ANTI
SKILL = Skill.APOLOGY

SURE = 0.5
SURELY = 0.7
"""From this chance on, the apology itself tells that it is for a choice."""
CORRECTED = 0.45
LIKELY = 0.2
CHOOSING = (Act.CHOICE, Act.CANCEL, Act.CANCEL_REASON)
SORRY = (Act.APOLOGY_CHOICE, Act.APOLOGY_FAULT, Act.APOLOGY_NEWS)
OTHERWISE_MEANT = (Act.APOLOGY_FAULT, Act.APOLOGY_NEWS, Act.APOLOGY_SPEECH, Act.APOLOGY_REFUSAL)

SENTENCE = (
    "This was the customer's own choice, and good for them: there is nothing to be sorry for."
)

EXAMPLES = """
agent: How can I help?
customer: I brought my second box back today because I never use it and I'd like to pay less.
agent: Oh, I'm sorry that you had to return it.     <- misplaced-apology

agent: How can I help?
customer: I'd rather not pay for a box that nobody ever watches.
agent: Oh, I'm so sorry about that, sir.     <- misplaced-apology
customer: No, don't be sorry, I wanted to take it back. One is all I need.

agent: How can I help?
customer: The box you sent was broken when it came.
agent: I'm sorry about that, it should never have gone out like it.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None:
        return
    if call.said(call.latest).speaker is Speaker.CUSTOMER:
        yield from _corrected(call, call.turn(call.latest))
        return
    said, reading = call.said(call.latest), call.readings[call.latest]
    chance = reading.p(Act.APOLOGY_CHOICE)
    if chance < SURE or chance < reading.p(*OTHERWISE_MEANT):
        return
    if _failed_them(call) or (chance < SURELY and not _chose(call)):
        return
    piece = reading.best(Act.APOLOGY_CHOICE)
    yield found(
        call,
        __name__,
        call.latest,
        chance,
        SENTENCE,
        quote=piece.text(said),
        span=piece.span(said),
    )


def _corrected(call: Conversation, turn: Turn) -> Iterator[Finding]:
    """An apology of whichever kind, after which the customer says that it was their own choice."""
    sorry = call.turns.before(turn)
    if sorry is None or sorry.speaker is not Speaker.AGENT or _failed_them(call):
        return
    chance = min(sorry.either(*SORRY), turn.p(Act.CHOICE))
    if chance >= CORRECTED and sorry.p(Act.APOLOGY_CHOICE) >= LIKELY:
        yield found_in(call, __name__, sorry, SORRY, chance, SENTENCE)


def _chose(call: Conversation) -> bool:
    """Whether the customer has told of a choice of their own, as far as anybody can tell."""
    if call.matters.of(MatterKind.CHOICE) or call.matters.of(MatterKind.CANCELLATION):
        return True
    before = call.turns.latest(Speaker.CUSTOMER)
    return before is not None and before.either(*CHOOSING) >= LIKELY


def _failed_them(call: Conversation) -> bool:
    """Whether the customer is leaving because the company failed them."""
    leaving = call.matters.of(MatterKind.CANCELLATION)
    failures = call.matters.of(MatterKind.FAILURE)
    return bool(leaving and failures)
