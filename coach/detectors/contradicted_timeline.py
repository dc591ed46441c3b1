"""The agent states a date, time or price that conflicts with what was stated before.

What it hears
-------------
A date, time, duration or price that cannot be true beside what an agent said earlier, on this call
or before it, and no word that it has changed.

Why it hurts
------------
The customer had planned by the first one.

Instead
-------
“I know we told you Thursday: that has moved to Friday, and here is why.”

Known misses
------------
Two different things that are spoken of in the same words.

Source
------
The times of the service turned out very different from those first offered; appointments were
moved and not communicated.
"""

import re
from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.ledger.commitments import Stated
from coach.signals import Act
from coach.signals.entities import conflict
from coach.signals.pieces import plain

KIND = Kind.ANTI
SKILL = Skill.OWNERSHIP

LONG_WORD = 3
CHANGED = re.compile(
    r"\b(chang|moved|move it|instead|rather than|no longer|used to|had said|told you|was going to|"
    r"gone up|gone down|went up|new date|new time|pushed|brought forward|put back|reschedul|"
    r"sorry|correct myself|i mean)"
)

EXAMPLES = """
earlier: 2026-03-02 agent said the service is on Thursday between 8 and 12
customer: I have a boiler service booked.
agent: Yes, the service is on Monday, two till four.     <- contradicted-timeline
customer: Oh.

earlier: 2026-03-02 agent said the service is on Thursday between 8 and 12
customer: I have a boiler service booked.
agent: Yes, we had said Thursday, and that has changed to Monday, two till four.
customer: Oh, thanks for telling me.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None or call.said(call.latest).speaker is not Speaker.AGENT:
        return
    said, reading = call.said(call.latest), call.readings[call.latest]
    if CHANGED.search(said.text.lower()) or reading.p(Act.QUESTION, Act.ALTERNATIVE) >= 0.5:
        return
    now = [stated for stated in call.commitments.stated[-6:] if stated.index == call.latest]
    earlier = call.commitments.stated[: call.commitments.earlier]
    recent = [
        s
        for s in call.commitments.stated[call.commitments.earlier :][-30:]
        if s.index is not None and call.turn(s.index) is not call.turn(call.latest)
    ]
    for stated in now:
        for before in [*earlier, *recent]:
            if not conflict(before.entity, stated.entity):
                continue
            alike = _about_the_same(before.sentence, stated.sentence)
            sure = (0.85 if before.index is None else 0.6) * (1.0 if alike else 0.7)
            if sure < 0.55 or _also_said(call, before, stated):
                continue
            where = [] if before.index is None else [call.evidence(before.index)]
            yield found(
                call,
                __name__,
                call.latest,
                sure,
                f"Earlier it was {before.entity.text}; now it is {stated.entity.text}.",
                quote=stated.sentence,
                evidence=where or [Evidence(0.0, before.sentence)],
            )
            return


def _about_the_same(first: str, second: str) -> bool:
    return bool(_content(first) & _content(second))


def _also_said(call: Conversation, before: Stated, stated: Stated) -> bool:
    """Whether what was said before still stands in the same breath."""
    return any(
        other.index == stated.index
        and other.entity.kind is before.entity.kind
        and other.entity.value == before.entity.value
        for other in call.commitments.stated[-6:]
    )


def _content(text: str) -> set[str]:
    return {w for w in map(plain, text.split()) if len(w) > LONG_WORD and not w.isdigit()}
