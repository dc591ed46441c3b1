"""The call as it is heard while it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.audio.source import Source
from coach.call.live import Audible
from coach.hearing.live.process import EngineProcess


def hear_live(
    source: Source,
    engine: EngineProcess,
    *,
    language: str | None = None,
    vocabulary: Sequence[str] = (),
    waits: bool = False,
) -> Iterator[Audible]:
    """What is heard from `source`, until it ends: words, provisional and committed, and the clock.

    Heard comes in the order in which speech ended, Tick at the whole seconds of the call, and
    Ended last. Partials replace each other; one without words takes back the one before.
    `language` is a code such as "en", detected when None. `waits` says that the source waits for
    its sound to be taken, as a recording played as fast as possible does: every word is then
    found before more is taken, nothing is left out, and what comes is the same every time.
    UsageError when the model has not got the language; MachineError when the engine cannot be
    brought back.
    """
    raise NotImplementedError
