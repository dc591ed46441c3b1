"""A written call as it would be told live: words as they are said, levels, and what helps."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from pathlib import Path

from coach.call import Heard, Partial, Speaker, Utterance, WrittenCall, events
from coach.call.live import Audible, Happening, Level
from coach.call.notation import parse
from coach.coaching.live import LiveCoach, moment
from coach.coaching.prompts import load_prompts
from coach.listening import Listener
from coach.signals import SignalReader

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"
QUIET_DBFS, LOUD_DBFS = -70.0, -24.0
LEVELS_A_SECOND = 4


def sample(name: str) -> WrittenCall:
    """A sample call with the times that its words really took."""
    return parse((SAMPLE_CALLS / name / "as_spoken.call").read_text())


def happenings(
    call: WrittenCall, reader: SignalReader | None = None, until: float = inf
) -> Iterator[Happening]:
    """Everything that a sidebar is told of the call, in order, up to a moment."""
    coach = LiveCoach(Listener.to(call.setting, reader), load_prompts())
    for audible in sorted(audibles(call), key=lambda it: (moment(it), not _is_provisional(it))):
        if moment(audible) > until:
            return
        yield audible
        yield from coach.take(audible)


def audibles(call: WrittenCall) -> Iterator[Audible]:
    """What would be heard: every second word as a partial, and both levels."""
    said = tuple(call.turns[i] for i in call.order)
    yield from events(said, call.end, call.ended_by)
    for it in said:
        for count in range(1, len(it.words), 2):
            yield Partial(it.speaker, it.words[:count], it.words[count - 1].span.end)
    for step in range(int(call.end * LEVELS_A_SECOND)):
        at = step / LEVELS_A_SECOND
        for speaker in Speaker:
            yield Level(speaker, LOUD_DBFS if _speaks(said, speaker, at) else QUIET_DBFS, at)


def _speaks(said: tuple[Utterance, ...], speaker: Speaker, at: float) -> bool:
    return any(it.speaker is speaker and at in it.span for it in said)


def _is_provisional(audible: Audible) -> bool:
    return not isinstance(audible, Heard)
