"""How a call ended: the closing turn, and who began to close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.call import EndedBy, Speaker
from coach.ledger.answer_type import names
from coach.ledger.conversation import Conversation
from coach.ledger.matters import MatterKind
from coach.ledger.turns import Turn
from coach.signals.acts import Act

LIKELY = 0.5
FAREWELL = (Act.GOODBYE, Act.GOOD_WISH)
DONE = (Act.SATISFIED, Act.GOODBYE)
RAISED = (Act.QUESTION, Act.OBJECTION)
OPENS = (Act.QUESTION, Act.FEELING, Act.OBJECTION, Act.THREAT, Act.FAILURE, Act.COMPLAINT)
SETTLED = (Act.SATISFIED, Act.GOODBYE, Act.ACCEPT)
DEALT_WITH = (
    Act.ANSWER,
    Act.ACTION,
    Act.REMEDY,
    Act.ALTERNATIVE,
    Act.OFFER_TO_DO,
    Act.TRANSFER,
    Act.TAKE_COMPLAINT,
)
SURELY_DEALT_WITH = 0.95
"""A goodbye in the same breath makes many a brush-off look like an answer."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The agent's closing turn. `customer_first`: the customer was done, or said goodbye, before.

    `handed_over`: the call ends with somebody else on the line. `begun`: the agent did close, and
    was not left in the middle of the matter.
    """

    turn: Turn
    customer_first: bool
    handed_over: bool
    by_agent: bool
    begun: bool


def closing(call: Conversation) -> Closing | None:
    """The close of a call that has ended; None while it goes on, or if the agent said nothing."""
    if not call.ended:
        return None
    turn = _closing_turn(call)
    if turn is None:
        return None
    before = call.turns.before(turn, Speaker.CUSTOMER)
    done = before is not None and ends_with(call, before, DONE, RAISED)
    by_agent = call.call.ended_by is EndedBy.AGENT or (
        call.call.ended_by is EndedBy.UNKNOWN and not done
    )
    handed = turn.does(Act.TRANSFER) and not turn.does(*FAREWELL)
    begun = turn.does(*FAREWELL, Act.THANKS) or call.call.ended_by is EndedBy.AGENT
    return Closing(turn, done, handed, by_agent, begun)


@dataclass(frozen=True, slots=True)
class CutShort:
    """What the customer had just raised when the agent closed. `chance` that it stayed open."""

    raised: Turn
    chance: float


def cut_short(call: Conversation, end: Closing) -> CutShort | None:
    """Whether the agent's goodbye leaves something open that the customer had just raised."""
    if not end.by_agent or end.handed_over or end.customer_first:
        return None
    raised = call.turns.before(end.turn, Speaker.CUSTOMER)
    if raised is None or not raised.does(*OPENS) or ends_with(call, raised, SETTLED, OPENS):
        return None
    since = call.turns.of_agent_after(raised.number)
    answers = (turn.p(*DEALT_WITH) for turn in since if turn.number <= end.turn.number)
    dealt = max(answers, default=0.0)
    if dealt >= SURELY_DEALT_WITH or _warned(end) or _parted_well(call, end):
        return None
    if dealt >= LIKELY and _names_what_was_asked(call, raised, since):
        return None
    return CutShort(raised, raised.p(*OPENS) * (1.0 - dealt / 2))


def _names_what_was_asked(call: Conversation, raised: Turn, since: Sequence[Turn]) -> bool:
    """Whether the price or the time that the customer had just asked for was told."""
    kinds = {
        matter.asks_for
        for matter in call.matters.of(MatterKind.QUESTION)
        if matter.turn == raised.number
    }
    return any(
        kind is not None and names(kind, call.said(i), call.entities[i], call.readings[i])
        for kind in kinds
        for turn in since
        for i in turn.utterances
    )


def ends_with(
    call: Conversation, turn: Turn, acts: tuple[Act, ...], rather_than: tuple[Act, ...]
) -> bool:
    """Whether a turn does one of the acts, and none of the others later in it.

    "That's everything. Oh, and is there a charge?" asks; "Is that all? Lovely, bye" is done.
    """
    for index in reversed(turn.utterances):
        for piece in reversed(call.readings[index].pieces):
            does = max(piece.p(act) for act in acts)
            instead = max(piece.p(act) for act in rather_than)
            if max(does, instead) >= LIKELY:
                return does >= instead
    return turn.does(*acts)


def _closing_turn(call: Conversation) -> Turn | None:
    """The earliest agent turn of the farewell at the end, or else the agent's last turn."""
    chosen: Turn | None = None
    for turn in reversed(call.turns.all):
        if turn.speaker is Speaker.CUSTOMER:
            if chosen is not None and not _lets_go(turn):
                break
            continue
        farewell = turn.does(*FAREWELL) or (chosen is None and turn.does(Act.THANKS))
        if chosen is None and (farewell or turn.substantive):
            chosen = turn
            if not farewell:
                break
        elif farewell and turn.does(*FAREWELL):
            chosen = turn
        elif turn.substantive:
            break
    return chosen


def _lets_go(turn: Turn) -> bool:
    """Whether a customer's turn leaves a farewell around it whole."""
    return not turn.substantive or turn.does(Act.GOODBYE, Act.THANKS, Act.SATISFIED, Act.GOOD_WISH)


def _parted_well(call: Conversation, end: Closing) -> bool:
    """Whether the customer says after it that they have what they need: thanks are mere manners."""
    after = call.turns.after(end.turn, Speaker.CUSTOMER)
    return after is not None and after.does(Act.SATISFIED)


def _warned(end: Closing) -> bool:
    """Whether the call was ended over abuse, which the agent says."""
    text = end.turn.text.lower()
    return any(word in text for word in ("abus", "swear", "language", "shout"))
