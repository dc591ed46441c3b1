"""Moments before a mistake: what was just said makes one likely, and it can still be avoided.

Read from committed words. The guards, which look at provisional ones, are in `guards.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.call import Speaker
from coach.coaching.gist import Gist
from coach.ledger import Conversation, MatterKind
from coach.ledger.turns import Turn
from coach.signals import Act

HOLD_REMINDER_S = 105.0
"""Near two minutes: time for the agent to read it and to go back to the line."""

PROMISE_SURE = 0.6
FORWARD = (Act.ALTERNATIVE, Act.REMEDY, Act.OFFER_TO_DO, Act.ACTION, Act.TRANSFER)

VOICED: dict[str, tuple[tuple[Act, ...], float]] = {
    "complaint-made": ((Act.COMPLAINT, Act.ASK_MANAGER), 0.7),
    "threat-made": ((Act.THREAT,), 0.7),
    "cancellation-voiced": ((Act.CANCEL,), 0.7),
    "feeling-voiced": ((Act.FEELING,), 0.85),
    "failure-told": ((Act.FAILURE,), 0.8),
    "choice-made": ((Act.CHOICE,), 0.7),
}
"""What the customer's words do at each moment, and how sure it has to be."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by its prompt's name, how sure it is, and what its placeholders are filled with."""

    name: str
    confidence: float
    values: Mapping[str, str | None] = field(default_factory=dict)


def moments(call: Conversation, gist: Gist) -> Iterator[Moment]:
    """The moments that the latest event brought, in no order."""
    if call.ended:
        return
    if call.latest is None:
        yield from _hold_running(call)
    elif call.said(call.latest).speaker is Speaker.CUSTOMER:
        yield from _voiced(call, call.latest, gist)
    else:
        turn = call.turn(call.latest)
        yield from _promise_made(call, call.latest, turn, gist)
        yield from _transfer_spoken_of(call, call.latest, turn)
        yield from _no_said(call, call.latest, turn)


def _hold_running(call: Conversation) -> Iterator[Moment]:
    holds = call.commitments.holds
    if holds and holds[-1].over is None and not call.call.speaking:
        last = call.said(len(call.readings) - 1).end
        if call.call.now - max(last, holds[-1].announced) >= HOLD_REMINDER_S:
            yield Moment("hold-running", 1.0)


def _voiced(call: Conversation, index: int, gist: Gist) -> Iterator[Moment]:
    reading = call.readings[index]
    if reading.does(Act.SATISFIED, Act.GOODBYE):
        return
    for name, (acts, sure) in VOICED.items():
        if reading.p(*acts) < sure or _needless(call, name, index):
            continue
        piece = reading.best(*acts).text(call.said(index))
        words = gist.quoted(call, index, piece, *acts)
        yield Moment(name, reading.p(*acts), {"concern": words})


def _needless(call: Conversation, name: str, index: int) -> bool:
    """Whether what the prompt would ask for has happened, or was asked for before."""
    if name == "failure-told":
        return any(m.index != index for m in call.matters.of(MatterKind.FAILURE)[:1])
    if name == "cancellation-voiced":
        told = call.readings[index].does(Act.CANCEL_REASON)
        first = call.matters.of(MatterKind.CANCELLATION)[:1]
        return told or any(matter.index != index for matter in first)
    return False


def _promise_made(call: Conversation, index: int, turn: Turn, gist: Gist) -> Iterator[Moment]:
    if turn.does(Act.GOODBYE):
        return
    for promise in call.commitments.promises[-1:]:
        if promise.index == index and promise.chance >= PROMISE_SURE and promise.when is None:
            words = gist.quoted(call, index, promise.text, Act.PROMISE)
            yield Moment("promise-made", promise.chance, {"promise": words})


def _transfer_spoken_of(call: Conversation, index: int, turn: Turn) -> Iterator[Moment]:
    chance = call.readings[index].p(Act.TRANSFER)
    told = min(turn.p(Act.TRANSFER_WHO), turn.p(Act.PASS_ON))
    if chance >= 0.6 and told < 0.5:
        yield Moment("transfer-guard", chance * (1.0 - told))


def _no_said(call: Conversation, index: int, turn: Turn) -> Iterator[Moment]:
    chance = call.readings[index].p(Act.REFUSE, Act.APOLOGY_REFUSAL)
    forward = turn.p(*FORWARD)
    if chance >= 0.6 and forward < 0.5:
        yield Moment("no-said", chance * (1.0 - forward))
