"""More than ten seconds in which nobody speaks and no hold was announced, or too long a hold.

What it hears
-------------
Silence of both sides for more than 10 seconds, unless the agent had announced it or was putting
the customer through; or such a wait of more than 120 seconds without a word back.

Why it hurts
------------
On the telephone silence is all there is to see: the customer wonders whether the line is dead.

Instead
-------
"It will go quiet for about a minute while I look; I'm still here."

Known misses
------------
Hold music played into the customer's channel that sounds like speech.

Source
------
Common call-centre practice.
"""

from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Span, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.LISTENING

SILENCE_S = 10.0
HOLD_S = 120.0
TICK_S = 1.0

EXAMPLES = """
customer: So that is the order I mean.     <- dead-air
... 14s
customer: Hello? Are you there?
agent: Yes, I found it.

customer: So that is the order I mean.
agent: Bear with me a minute, it will go quiet while I look it up.
... 40s
agent: Thank you for waiting, I found it.

customer: So that is the order I mean.
agent: I'm putting you through to deliveries now.
customer: Okay.
... 30s
agent: Deliveries, good morning.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    heard = call.latest
    before = len(call.readings) - (1 if heard is None else 2)
    if before < 0:
        return
    since = max(call.said(i).end for i in range(max(0, before - 3), before + 1))
    until = call.call.now if heard is None else call.said(heard).start
    if (heard is None and call.call.speaking) or until <= since:
        return
    silence = Span(since, until)
    limit = HOLD_S if _announced(call, until) else SILENCE_S
    just_now = heard is not None or call.ended or silence.length <= limit + TICK_S
    if silence.length <= limit or not just_now:
        return
    held = limit == HOLD_S
    yield found(
        call,
        __name__,
        before,
        0.95 if held else 0.9,
        f"The hold lasted {silence.length:.0f} seconds without a word."
        if held
        else f"Nobody spoke for {silence.length:.0f} seconds, and no hold was announced.",
        span=silence,
    )


def _announced(call: Conversation, until: float) -> bool:
    """Whether the agent had announced the silence that lasts `until` a moment, and not come back.

    Who is being put through knows what the silence is.
    """
    holds = call.commitments.holds
    if holds and (holds[-1].over is None or holds[-1].over >= until):
        return True
    passing_on = call.turns.latest(Speaker.AGENT)
    if passing_on is not None and passing_on.span.start >= until:
        passing_on = call.turns.before(passing_on, Speaker.AGENT)
    return passing_on is not None and passing_on.does(Act.TRANSFER)
