"""How a call ended: the closing turn, and who began to close."""

from __future__ import annotations

from dataclasses import dataclass

from coach.call import EndedBy, Speaker
from coach.ledger.conversation import Conversation
from coach.ledger.turns import Turn
from coach.signals.acts import Act

LIKELY = 0.5
FAREWELL = (Act.GOODBYE, Act.GOOD_WISH)
DONE = (Act.SATISFIED, Act.GOODBYE)
RAISED = (Act.QUESTION, Act.OBJECTION)


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
