"""Three or more different questions in one turn, before the customer can answer any.

What it hears
-------------
A turn of the agent with three or more questions, which are not one question in other words, a
choice, or a list of identifiers.

Why it hurts
------------
People answer the last one, and the rest must be asked again.

Instead
-------
“Let me take one thing at a time. When did you first see it?”

Known misses
------------
Questions without a question word that follow each other without a pause.

Source
------
Call-centre practice; the catalogue, Listening.
"""

import re
from collections.abc import Iterator

from coach.call import Finding, Kind, Skill, Speaker
from coach.detectors.pattern import found_in
from coach.ledger import Conversation, Turn
from coach.signals import Act
from coach.signals.acts import ASKS
from coach.signals.pieces import plain

KIND = Kind.ANTI
SKILL = Skill.ASKING

THREE = 3
LIKELY = 0.5
NEAR_THE_FRONT = 14
HEAD = re.compile(
    r"(?<!\w)(?:what|when|where|which|who|whose|why|how|do you|did you|does (?:it|the|your)|"
    r"did (?:it|the|they)|is (?:it|there|that|the|your)|are (?:you|there|they|the)|"
    r"was (?:it|there|that|the)|were (?:you|they|there)|have you|has (?:it|the|anyone)|"
    r"can you|could you|would you|will you|had you|any)\b(?!'s up)"
)

EXAMPLES = """
agent: What router is it, and when did it start, and have you tried turning it off?     <- stacked-questions
customer: Er, the black one.

agent: Can I take your name, your postcode and your date of birth?
customer: Sure.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    for turn in call.closed:
        if turn.speaker is not Speaker.AGENT or turn.p(Act.QUESTION) < 0.5:
            continue
        asked = [piece for index in turn.utterances for piece in _questions(call, index)]
        if len(asked) < THREE or _identifiers_only(turn, asked):
            continue
        yield found_in(
            call,
            __name__,
            turn,
            (Act.QUESTION,),
            min(0.95, 0.6 + 0.1 * len(asked)) * turn.p(Act.QUESTION),
            f"{len(asked)} questions came in one breath.",
        )


def _questions(call: Conversation, index: int) -> Iterator[str]:
    """The clauses of an utterance that ask something."""
    said = call.said(index)
    for piece in call.readings[index].pieces:
        text = " ".join(plain(word) for word in piece.text(said).split())
        heads = list(HEAD.finditer(text))
        if piece.p(Act.QUESTION) >= LIKELY or (heads and heads[0].start() < NEAR_THE_FRONT):
            for match in heads:
                yield text[match.start() : match.start() + 30]


def _identifiers_only(turn: Turn, asked: list[str]) -> bool:
    """Whether it is one request for a list of identifiers."""
    wanted = sum(turn.p(act) >= LIKELY for act in ASKS)
    return wanted >= len(asked)
