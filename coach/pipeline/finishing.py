"""From a call that was listened to, to what a report shows of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from coach.call import (
    EndedBy,
    Finding,
    ReviewedCall,
    Roles,
    Setting,
    Span,
    Timing,
    Utterance,
    events,
)
from coach.coaching.metrics import measure
from coach.coaching.scorecard import score
from coach.listening import Listener, listen
from coach.signals import SignalReader


def listen_to_all(
    name: str,
    utterances: tuple[Utterance, ...],
    *,
    turn_of: Sequence[int],
    setting: Setting,
    duration: float,
    ended_by: EndedBy,
    engine: str,
    roles: Roles,
    notes: Sequence[str],
    began: float,
    reader: SignalReader | None = None,
) -> ReviewedCall:
    """A call that is over, listened to from its start. `began` by `time.monotonic`."""
    listener = Listener.to(setting, reader)
    listen(events(utterances, duration, ended_by), listener)
    return finish(
        listener,
        name,
        turn_of=turn_of,
        duration=duration,
        engine=engine,
        roles=roles,
        notes=notes,
        began=began,
    )


def finish(
    listener: Listener,
    name: str,
    *,
    duration: float,
    engine: str,
    roles: Roles,
    began: float,
    turn_of: Sequence[int] | None = None,
    notes: Sequence[str] = (),
    found: Sequence[Finding] | None = None,
) -> ReviewedCall:
    """What is shown of a call that `listener` has heard to its end.

    `turn_of` is None when the call has no turns but its utterances. `found` takes the place of
    what the listener noticed.
    """
    call = listener.conversation.call
    said = tuple(call.utterances)
    findings = in_order_of_call(listener.noticed.values() if found is None else found)
    holds = [
        Span(hold.announced, hold.over if hold.over is not None else duration)
        for hold in listener.conversation.commitments.holds
        if (hold.over if hold.over is not None else duration) > hold.announced
    ]
    failed = [
        f"The detector {slug} failed and was switched off for this call: {reason}"
        for slug, reason in listener.switched_off.items()
    ]
    return ReviewedCall(
        source=name,
        duration=duration,
        engine=engine,
        roles=roles,
        ended_by=call.ended_by or EndedBy.UNKNOWN,
        utterances=said,
        turn_of=tuple(range(len(said)) if turn_of is None else turn_of),
        findings=findings,
        metrics=measure(said, duration, holds),
        score=score(findings, duration),
        timing=Timing(duration, time.monotonic() - began),
        notes=(*notes, *failed),
    )


def in_order_of_call(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda it: (it.span, it.pattern)))
