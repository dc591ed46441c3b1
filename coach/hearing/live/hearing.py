"""The call as it is heard while it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.audio.source import Block, Source
from coach.call import Ended, Speaker, to_ms
from coach.call.live import Audible, Disturbed, Paused, Resumed, Trouble
from coach.hearing.languages import check_language
from coach.hearing.live.desk import Desk
from coach.hearing.live.inbox import Inbox
from coach.hearing.live.intake import Intake, Over, Taken
from coach.hearing.live.jobs import Answer, Back, Failed, Lost, News
from coach.hearing.live.languages import Languages
from coach.hearing.live.meter import Meter
from coach.hearing.live.order import Order
from coach.hearing.live.pace import Pace
from coach.hearing.live.process import EngineProcess
from coach.hearing.live.talk import Talk

STALLED_S = 1.5
"""No sound for so long, and nobody is taken to be in the middle of speech any more."""

LOST = "The recogniser stopped and is being started again. Nothing that is said gets lost."
BACK = "The recogniser is back."


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
    brought back. The source is closed at the end, whatever the reason.
    """
    check_language(language, engine)
    inbox = Inbox()
    engine.attach(inbox.put_news)
    hearing = _Hearing(source, engine, language, tuple(vocabulary), waits=waits)
    intake = Intake(source, inbox.put_sound, waits=waits)
    try:
        while not hearing.is_over:
            item = inbox.take(news_only=waits and hearing.is_busy, timeout=hearing.patience)
            yield from hearing.take(item)
            if isinstance(item, Block):
                intake.heard()
    finally:
        engine.detach()
        intake.close()


class _Hearing:
    """Takes what comes, one thing at a time, and tells what follows from it."""

    def __init__(
        self,
        source: Source,
        engine: EngineProcess,
        language: str | None,
        vocabulary: tuple[str, ...],
        *,
        waits: bool,
    ) -> None:
        self.is_over = False
        self._source = source
        self._waits = waits
        self._talk = Talk()
        self._order = Order(self._talk.sides)
        self._pace = Pace()
        self._meters = {speaker: Meter(speaker) for speaker in Speaker}
        self._end: float | None = None
        languages = Languages(language if engine.is_multilingual else "en")
        self._desk = Desk(
            self._talk,
            engine,
            self._pace,
            languages=languages,
            vocabulary=vocabulary,
            elapsed=self._elapsed,
        )

    @property
    def is_busy(self) -> bool:
        """Whether the engine has been asked and has not answered."""
        return self._desk.is_busy

    @property
    def patience(self) -> float | None:
        """How long to wait for anything to come, in seconds; None for as long as it takes."""
        speaking = any(side.current is not None for side in self._talk.sides.values())
        return STALLED_S if speaking and not self._waits else None

    def take(self, item: Taken | News | None) -> Iterator[Audible]:
        """What follows from one thing that came; None: nothing came for a while."""
        match item:
            case Block() | Over() | Disturbed() | Paused() | Resumed() | None:
                yield from self._heard(item)
            case Answer() | Lost() | Back() | Failed():
                yield from self._told(item)
        self._desk.ask()
        yield from self._order.due(self._end)
        yield from self._behind()
        if self._end is not None and not any(s.closed for s in self._talk.sides.values()):
            self.is_over = True
            yield Ended(max(self._end, self._order.now))

    def _heard(self, item: Taken | None) -> Iterator[Audible]:
        match item:
            case Block(speaker, samples):
                self._talk.hear(speaker, samples)
                level = self._meters[speaker].hear(samples)
                if level is not None:
                    yield level
            case Over(error):
                if error is not None:
                    raise error
                self._talk.break_off(for_good=True)
                self._end = to_ms(max(side.now for side in self._talk.sides.values()))
            case Paused() | None:
                self._talk.break_off(for_good=False)
        if isinstance(item, Disturbed | Paused | Resumed):
            yield item

    def _told(self, news: News) -> Iterator[Audible]:
        match news:
            case Answer():
                yield from self._desk.take(news)
            case Lost():
                yield Disturbed(Trouble.ENGINE_LOST, LOST, self._talk.now)
            case Back():
                yield Disturbed(Trouble.ENGINE_BACK, BACK, self._talk.now)
            case Failed(error):
                raise error

    def _elapsed(self) -> float:
        return self._talk.now if self._waits else self._source.elapsed

    def _behind(self) -> Iterator[Audible]:
        """How far the words are behind the voices, when that is worth telling."""
        now = self._elapsed()
        ends = [side.closed[0].ends for side in self._talk.sides.values() if side.closed]
        heard = self._talk.now if self._end is None else now
        lag = self._pace.look(max(0.0, now - min([*ends, heard])), to_ms(now))
        if lag is not None:
            yield lag
