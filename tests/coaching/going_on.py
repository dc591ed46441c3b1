"""Calls as they come live: provisional words while somebody speaks, then the committed ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge

from coach.call import Ended, Heard, Partial, Prompt, Tick, Utterance, WrittenCall, events
from coach.call.live import Audible, Gone, Happening, Noted, Shown, SideNotes
from coach.call.notation import parse
from coach.coaching.live import LiveCoach, moment
from coach.coaching.prompts import load_prompts
from coach.coaching.settings import CoachingSettings
from coach.listening import Listener
from coach.signals import SignalReader

STEP_S = 0.6
"""How often provisional words come."""


def partials(said: Utterance, step_s: float = STEP_S) -> Iterator[Partial]:
    """What is heard of an utterance while it is spoken: ever more of its words."""
    as_of = said.start + step_s
    while as_of < said.end:
        words = tuple(word for word in said.words if word.span.end <= as_of)
        if words:
            yield Partial(said.speaker, words, round(as_of, 3))
        as_of += step_s


def as_it_goes(call: WrittenCall, step_s: float | None = STEP_S) -> Iterator[Audible]:
    """All that is heard of a call; without provisional words when `step_s` is None."""
    said = tuple(call.turns[i] for i in call.order)
    going_on: list[Iterator[Audible]] = []
    if step_s is not None:
        going_on = [partials(one, step_s) for one in said]
    committed: Iterator[Audible] = events(said, call.end, call.ended_by)
    yield from merge(*going_on, committed, key=moment)


def coach(
    reader: SignalReader,
    call: WrittenCall,
    settings: CoachingSettings | None = None,
    may_prompt: Callable[[str], bool] = lambda _: True,
    prompts: tuple[Prompt, ...] | None = None,
) -> LiveCoach:
    """A coach at the start of a call, with the prompts that come with it."""
    known = load_prompts() if prompts is None else prompts
    return LiveCoach(Listener.to(call.setting, reader), known, settings, may_prompt)


def live(
    reader: SignalReader,
    source: str,
    settings: CoachingSettings | None = None,
    may_prompt: Callable[[str], bool] = lambda _: True,
    step_s: float | None = STEP_S,
) -> list[Happening]:
    """All that happens in a call in the plain notation, the words that are heard left out."""
    call = parse(source)
    made = coach(reader, call, settings, may_prompt)
    return [happening for heard in as_it_goes(call, step_s) for happening in made.take(heard)]


def shown(happened: list[Happening]) -> list[Shown]:
    return [one for one in happened if isinstance(one, Shown)]


def gone(happened: list[Happening]) -> list[Gone]:
    return [one for one in happened if isinstance(one, Gone)]


def notes(happened: list[Happening]) -> SideNotes:
    """The notes as they were last."""
    return [one for one in happened if isinstance(one, Noted)][-1].notes


__all__ = ["Ended", "Heard", "Tick", "as_it_goes", "coach", "gone", "live", "notes", "shown"]
