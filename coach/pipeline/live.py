"""A call that goes on: from its source through hearing and coaching to all who want to know.

Three threads: one hears (and the engine is a process of its own), one has the disk write down what
was kept, and the one that calls `run` does all the rest, one happening at a time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from coach.audio.source import Source
from coach.call import Ended, Heard, ReviewedCall, Tick, Utterance, to_ms
from coach.call.live import (
    Audible,
    Consented,
    Disturbed,
    Gone,
    Happening,
    Noted,
    Paused,
    Pinned,
    Resumed,
    Shown,
    Swapped,
    Trouble,
)
from coach.coaching.live import LiveCoach, moment
from coach.pipeline.finishing import finish
from coach.pipeline.inbox import AHEAD, Asked, Inbox, Over
from coach.pipeline.keeping import Keeping
from coach.pipeline.outcome import About, Outcome
from coach.pipeline.sides import exchanged, roles_of, should_swap
from coach.pipeline.tapped import Tapped

log = logging.getLogger(__name__)

Sink = Callable[[Happening], None]
Hears = Callable[[Source], Iterable[Audible]]
"""Hears a source to its end; opens what it needs when it is first asked, and closes it."""
COACH_FAILED = "The coach failed and may miss something. The call is heard and kept all the same."
WrapUp = Callable[[LiveCoach], str]


class LiveCall:
    """One call, to be run once. What `Controls` has may be called from any thread, at any time.

    `coach` gives a coach at the start of a call. `declared` says that it is known which side is
    the agent; otherwise the words tell, and the sides are exchanged when they say so. `ahead` is
    how much may be heard before it is worked on: 1 for a recording that is played without a pace.
    """

    def __init__(
        self,
        source: Source,
        hears: Hears,
        coach: Callable[[], LiveCoach],
        about: About,
        *,
        keeping: Keeping | None = None,
        declared: bool = True,
        wrap_up: WrapUp | None = None,
        engine_name: Callable[[], str] | None = None,
        ahead: int = AHEAD,
    ) -> None:
        self.about = about
        self._source = source
        self._hears = hears
        self._new_coach = coach
        self._coach = coach()
        self._keeping = keeping or Keeping()
        self._keeping.complain = self._tell_others
        self._declared = declared
        self._wrap_up = wrap_up
        self._engine_name = engine_name
        self._inbox = Inbox(ahead)
        self._sink: Sink | None = None
        self._heard: list[Heard | Tick] = []
        self._said: list[Utterance] = []
        self._is_swapped = self._by_hand = self._is_paused = self._is_over = False
        self._has_failed = False
        self._now = 0.0
        self._finished = threading.Event()

    @property
    def elapsed(self) -> float:
        """Seconds of the call that have gone by, read from a clock."""
        return self._source.elapsed

    @property
    def engine(self) -> str:
        """What hears, by its whole name once it is loaded."""
        return self._engine_name() if self._engine_name else self.about.engine

    def run(self, sink: Sink) -> Outcome:
        """Hear the call to its end, on the thread that calls; `sink` takes each happening.

        A sink that fails never ends the call. Raises CoachError when the call cannot begin or go
        on; what was said until then is on disk.
        """
        began = time.monotonic()
        self._sink = sink
        self._inbox.hear(self._listen)
        try:
            self._work()
        finally:
            self._source.close()
            self._inbox.close()
            kept = self._keeping.close()
            self._finished.set()
        if not self._said:
            return Outcome("", None, kept, self._keeping.sound)
        text = self._wrap_up(self._coach) if self._wrap_up else ""
        return Outcome(text, self._reviewed(began), kept, self._keeping.sound)

    def wait(self, seconds: float) -> bool:
        """Wait until everything is on disk, on another thread; False when it took longer."""
        return self._finished.wait(seconds)

    def helpful(self) -> None:
        self._inbox.ask(lambda: self._tell_all(self._coach.helpful(self._now)))

    def not_helpful(self) -> None:
        self._inbox.ask(lambda: self._tell_all(self._coach.not_helpful(self._now)))

    def mute(self) -> None:
        self._inbox.ask(lambda: self._tell_all(self._coach.mute(self._now)))

    def pin(self, words: str) -> None:
        at = to_ms(self._source.elapsed)
        self._inbox.ask(lambda: self._tell(Pinned(words, at)))

    def swap(self) -> None:
        self._inbox.ask(lambda: self._swap(by_hand=True))

    def pause(self) -> None:
        self._source.pause()
        at = to_ms(self._source.elapsed)
        self._inbox.ask(lambda: self._pause(at))

    def resume(self) -> None:
        self._inbox.ask(self._resume)

    def consent(self) -> None:
        at = to_ms(self._source.elapsed)
        self._inbox.ask(lambda: self._consent(at))

    def end(self) -> None:
        self._inbox.ask(self._source.close)

    def _listen(self) -> Iterator[Audible]:
        yield from self._hears(Tapped(self._source, self._keeping.block))

    def _work(self) -> None:
        while True:
            item = self._inbox.get()
            match item:
                case Over(error):
                    if error is not None:
                        raise error
                    if not self._is_over:
                        self._hear(Ended(self._now))
                    return
                case Asked(do):
                    do()
                case _:
                    self._hear(item)

    def _hear(self, audible: Audible) -> None:
        self._now = max(self._now, moment(audible))
        if not isinstance(audible, Ended):
            self._keeping.begin()
        self._keeping.heard(audible, self._now)
        if isinstance(audible, Heard | Tick):
            self._heard.append(audible)
        turned = self._turned(audible)
        match turned:
            case Heard(said):
                self._said.append(said)
                self._tell(turned)
                self._tell_all(self._coached(turned))
                self._check_sides()
            case Ended():
                self._check_sides(is_over=True)
                turned = self._turned(audible)
                self._tell_all(self._coached(turned))
                self._tell(turned)
                self._is_over = True
            case Paused() if self._is_paused:
                return
            case _:
                self._tell(turned)
                self._tell_all(self._coached(turned))

    def _coached(self, audible: Audible) -> Iterable[Happening]:
        """What the coach makes of it. A fault of its own is told once, and ends no call."""
        try:
            return self._coach.take(audible)
        except Exception:
            if self._has_failed:
                return ()
            self._has_failed = True
            log.exception("the coach failed; the call goes on")
            return (Disturbed(Trouble.COACH_FAILED, COACH_FAILED, self._now),)

    def _turned(self, audible: Audible) -> Audible:
        return exchanged(audible) if self._is_swapped else audible

    def _check_sides(self, *, is_over: bool = False) -> None:
        if self._declared or self._by_hand:
            return
        if should_swap(self._said, self._now, is_over=is_over):
            self._swap(by_hand=False)

    def _swap(self, *, by_hand: bool) -> None:
        """Exchange the sides from the start: everything comes again."""
        self._by_hand = self._by_hand or by_hand
        self._is_swapped = not self._is_swapped
        self._said = [replace(said, speaker=said.speaker.other) for said in self._said]
        self._coach = self._new_coach()
        self._tell(Swapped(self._now))
        self._tell_all(_still_true(self._again()))

    def _again(self) -> Iterator[Happening]:
        for heard in self._heard:
            again = self._turned(heard)
            if isinstance(again, Heard):
                yield again
            yield from self._coached(again)

    def _pause(self, at: float) -> None:
        if not self._is_paused:
            self._is_paused = True
            self._tell(Paused(at))

    def _resume(self) -> None:
        if self._is_paused:
            self._is_paused = False
            self._tell(Resumed(to_ms(self._source.elapsed)))
            self._source.resume()

    def _consent(self, at: float) -> None:
        self._keeping.begin()
        self._keeping.consent(at)
        self._tell(Consented(at))

    def _tell_all(self, happenings: Iterable[Happening]) -> None:
        for happening in happenings:
            self._tell(happening)

    def _tell(self, happening: Happening) -> None:
        self._keeping.happened(happening)
        self._tell_others(happening)

    def _tell_others(self, happening: Happening) -> None:
        if self._sink is None:
            return
        try:
            self._sink(happening)
        except Exception:
            log.exception("who is told of the call failed; the call goes on")
            self._sink = None

    def _reviewed(self, began: float) -> ReviewedCall:
        return finish(
            self._coach.listener,
            self._source.name,
            duration=self._now,
            engine=self.engine,
            roles=roles_of(self._said, declared=self._declared, by_hand=self._by_hand),
            began=began,
        )


def _still_true(happenings: Iterable[Happening]) -> Iterator[Happening]:
    """What is left of a call heard again: prompts that were gone by now have not been shown."""
    shown: Shown | None = None
    noted: Noted | None = None
    for happening in happenings:
        match happening:
            case Shown():
                shown = happening
            case Gone():
                shown = None
            case Noted():
                noted = happening
            case _:
                yield happening
    if noted is not None:
        yield noted
    if shown is not None:
        yield shown
