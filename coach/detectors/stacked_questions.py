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
Common call-centre practice.
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
SKILL = Skill.LISTENING

THREE = 3
LIKELY = 0.4
_WH = r"what|when|where|which|who|whose|why|how"
_BE_DO = r"is|are|was|were|do|does|did|has|have|can|could|would|will|had|should"
_WHO = r"you|they|we|it|he|she|that|this|there|the|your|my|his|her|any|anyone|anybody"
_LEAD = r"(?:and|also|plus|then|so|but|or|okay|right|well|er|um|uh|now)"
_INVERTED = rf"(?:{_BE_DO}) (?:{_WHO})\b(?! (?:{_LEAD})\b|$)"
HEAD = re.compile(
    rf"((?:^(?:{_LEAD} )*|\b{_LEAD} )(?:(?:{_WH})(?:'s)?|{_INVERTED}|any)\b)"
    rf"|(\b(?:{_WH})(?:'s|(?! (?:{_WHO})\b)(?: \w+){{0,2}} (?:{_BE_DO}) (?:{_WHO}))\b)"
    rf"|\b{_INVERTED}"
)
SUBORDINATE = re.compile(r"\b(?:ask|know|tell me|see|check|say|wonder|sure|of|about) $")
OR = "or "
"""What leads on to the other half of a choice, which is no question of its own."""
_I = r"(?:i|you|we|they|he|she|it|there)"
STATED = re.compile(
    rf"(?:(?:^|\b(?:{_WH}|and|so|but|as|if|that|because) ){_I} $)"
    rf"|(?:\b(?:do|does|did|can|could|would|will|should) {_I} $)"
)
"""A subject so close before: "we had that", "do you have it" turn nothing round to ask."""
ASKED_ALREADY = re.compile(rf"\b(?:{_WH})(?! (?:{_BE_DO})\b)(?: (?!(?:{_BE_DO})\b)\w+){{0,3}} $")
"""A question word so close before that both belong to one question."""

EXAMPLES = """
agent: What router is it, and when did it start, and have you tried turning it off?     <- stacked-questions
customer: Er, the black one.

agent: Which room is it, would you like breakfast with that, and how will you pay?     <- stacked-questions
customer: Um. The room is fine.

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


def _questions(call: Conversation, index: int) -> list[str]:
    """The clauses of an utterance that ask something.

    Words that only lead up to a question ("and next door, do they have it?") are a part of it.
    """
    said = call.said(index)
    asked: list[str] = []
    lead: list[str] = []
    for piece in call.readings[index].pieces:
        if piece.p(Act.QUESTION) < LIKELY:
            continue
        text = " ".join(plain(word) for word in piece.text(said).split())
        heads = [text[m.start() :] for m in HEAD.finditer(text) if _asks(m, text[: m.start()])]
        if heads:
            asked, lead = asked + heads, []
        else:
            lead.append(text)
    return asked + lead


def _asks(head: re.Match[str], before: str) -> bool:
    if head[0].startswith(OR) or SUBORDINATE.search(before):
        return False
    return bool(head[1] or head[2]) or not (ASKED_ALREADY.search(before) or STATED.search(before))


def _identifiers_only(turn: Turn, asked: list[str]) -> bool:
    """Whether it is one request for a list of identifiers."""
    wanted = sum(turn.p(act) >= LIKELY for act in ASKS)
    return wanted >= len(asked)
