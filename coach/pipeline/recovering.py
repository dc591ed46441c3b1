"""Calls read back from disk: a kept one as it was, and one that was cut off brought to its end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from coach.call import Ended, EndedBy, Finding, InputError, ReviewedCall, events
from coach.listening import Listener
from coach.pipeline.finishing import finish
from coach.pipeline.sides import roles_of
from coach.signals import SignalReader
from coach.store.journal import GOING, append, as_over
from coach.store.reading import KeptCall, read_journal
from coach.store.records import found_record
from coach.store.sound import mend

HIDDEN = "Numbers are hidden in the words, as they are on disk."


def review_kept(path: Path, reader: SignalReader | None = None) -> ReviewedCall:
    """A call from its journal, with what was noticed while it went on. Writes nothing."""
    kept = read_journal(path)
    return _reviewed(kept, _listened(kept, reader), kept.findings, time.monotonic())


def recover(path: Path, reader: SignalReader | None = None) -> tuple[ReviewedCall, KeptCall]:
    """Bring a call that was cut off to its end: the last that is known of it.

    What only the end of a call shows is noticed now, and written behind the rest. InputError when
    nothing can be brought back, or the call goes on in another window.
    """
    began = time.monotonic()
    kept = read_journal(path)
    listener = _listened(kept, reader)
    known = {finding.identity for finding in kept.findings}
    late: tuple[Finding, ...] = ()
    if kept.ended_by is None:
        end = kept.until
        late = tuple(
            finding
            for finding in listener.take(Ended(end, EndedBy.UNKNOWN))
            if finding.identity not in known
        )
        records = [found_record(finding, end, None) for finding in late]
        over = {"type": "ended", "at": end, "by": str(EndedBy.UNKNOWN), "recovered": True}
        if not append(path, [*records, over]):
            raise InputError(f"{path.name} is a call that still goes on.", "End it first.")
    reviewed = _reviewed(kept, listener, (*kept.findings, *late), began)
    if kept.sound is not None:
        mend(kept.sound)
    if path.name.endswith(GOING):
        path = as_over(path)
    return reviewed, read_journal(path)


def _listened(kept: KeptCall, reader: SignalReader | None) -> Listener:
    """A listener that has heard the call, to its end when that is known."""
    listener = Listener.to(kept.setting, reader)
    for event in events(kept.utterances, kept.until, kept.ended_by or EndedBy.UNKNOWN):
        if not isinstance(event, Ended) or kept.ended_by is not None:
            listener.take(event)
    return listener


def _reviewed(
    kept: KeptCall, listener: Listener, found: Sequence[Finding], began: float
) -> ReviewedCall:
    declared = kept.roles == "declared"
    return finish(
        listener,
        kept.source or kept.path.name,
        duration=kept.until,
        engine=kept.engine or "unknown",
        roles=roles_of(kept.utterances, declared=declared, by_hand=False),
        began=began,
        notes=tuple(_notes(kept)),
        found=found,
    )


def _notes(kept: KeptCall) -> list[str]:
    notes = [HIDDEN]
    if kept.ended_by is None or any(it.get("recovered") for it in kept.others):
        notes.append("The call was cut off; this is what was kept until then.")
    if kept.is_cut:
        notes.append("Its last line was torn and is left out.")
    if kept.skipped:
        lines = "1 line" if kept.skipped == 1 else f"{kept.skipped} lines"
        notes.append(f"{lines} of it could not be read.")
    return notes
