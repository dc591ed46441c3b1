"""What an agent copies at the end of a call: why they called, what was done, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.call import Speaker
from coach.call.live import Promised
from coach.coaching.gist import Gist
from coach.coaching.notes import PROMISE_SURE, promised
from coach.coaching.open_matters import OpenMatters
from coach.ledger import Conversation
from coach.signals import Act, Reading, SignalReader

DONE = (Act.ACTION, Act.REMEDY)
DONE_SURE = 0.7
NEXT = (Act.NEXT_STEP, Act.WHERE_CHECK)
NEXT_SURE = 0.6
MOST_LINES = 5
"""A wrap-up is read at a glance: of each kind, the latest few."""

NOTHING_YET = "not said"


@dataclass(frozen=True, slots=True)
class WrapUp:
    """A call in a few lines, in the words of those who spoke, numbers hidden."""

    reason: str = ""
    done: tuple[str, ...] = ()
    promised: tuple[Promised, ...] = ()
    next_steps: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Plain text to copy."""
        promised = [f"{it.what} ({it.when or 'no time named'})" for it in self.promised]
        return "\n".join(
            (
                *_lines("Reason", (self.reason,) if self.reason else ()),
                *_lines("Done", self.done),
                *_lines("Promised", promised),
                *(_lines("Next", self.next_steps) if self.next_steps or not promised else ()),
                *(_lines("Still open", self.still_open) if self.still_open else ()),
            )
        )


def wrap_up(
    call: Conversation, reader: SignalReader, open_matters: OpenMatters | None = None
) -> str:
    """The call so far as plain text to copy."""
    return sum_up(call, reader, open_matters).text


def sum_up(
    call: Conversation, reader: SignalReader, open_matters: OpenMatters | None = None
) -> WrapUp:
    """The call so far. `open_matters` when they were kept count of while it went on."""
    matters = open_matters or OpenMatters(Gist(reader)).look_back(call)
    gist = matters.gist
    promises = [p for p in call.commitments.promises if p.chance >= PROMISE_SURE]
    promised_at = {promise.index for promise in promises}
    agent = [
        (index, reading)
        for index, reading in enumerate(call.readings)
        if call.said(index).speaker is Speaker.AGENT
    ]
    done = _said(call, gist, agent, DONE, DONE_SURE)
    later = [(index, reading) for index, reading in agent if index not in promised_at]
    next_steps = _said(call, gist, later, NEXT, NEXT_SURE)
    kept = tuple(promised(call, promise, gist) for promise in promises[-MOST_LINES:])
    told = {promise.what for promise in kept}
    return WrapUp(
        reason=gist.reason(call) or "",
        done=tuple(words for words in done if words not in told),
        promised=kept,
        next_steps=tuple(words for words in next_steps if words not in {*done, *told}),
        still_open=tuple(matters.words(call, matter) for matter in matters.open(call)),
    )


def _said(
    call: Conversation,
    gist: Gist,
    among: Sequence[tuple[int, Reading]],
    acts: tuple[Act, ...],
    sure: float,
) -> tuple[str, ...]:
    """The latest sentences that do one of the acts, each once, in order."""
    doing = [(index, reading) for index, reading in among if reading.p(*acts) >= sure]
    words = (
        gist.quoted(call, index, reading.best(*acts).text(call.said(index)), *acts)
        for index, reading in doing[-MOST_LINES:]
    )
    return tuple(dict.fromkeys(words))


def _lines(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if len(lines) <= 1:
        yield f"{heading}: {lines[0] if lines else NOTHING_YET}"
        return
    yield f"{heading}:"
    yield from (f"- {line}" for line in lines)
