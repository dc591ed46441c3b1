"""What the engine is asked next, and what becomes of its answers.

One thing at a time: what is over comes first, then what is likely to be over, then what is being
said. So a slow engine is never asked for provisional words while final ones are wanted, and what
piled up meanwhile is heard together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from coach.call import Partial
from coach.call.live import Shed
from coach.hearing.covering import unplaced
from coach.hearing.live.agreement import bare
from coach.hearing.live.jobs import Answer, Job
from coach.hearing.live.languages import Languages
from coach.hearing.live.pace import Pace
from coach.hearing.live.process import EngineProcess
from coach.hearing.live.side import Saying, Side, Words
from coach.hearing.live.talk import Talk
from coach.hearing.packing import Plan, pack, placed, window_of
from coach.hearing.windows import Piece

FIRST_LOOK_S = 0.45
"""Somebody has to have spoken for so long before there is a look at what."""
AGAIN_S = 0.35
"""And then so often, until there is something to show."""
_HESITATES_S = 0.09
"""After a silence like this it is waited whether the speaker goes on."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A window, the utterance that it is for, and which of its pieces: the others are context."""

    side: Side
    saying: Saying
    plan: Plan
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A job that is not answered: what was wanted, at which moments of the sound and the call."""

    job: Job
    wanted: tuple[_Wanted, ...]
    at: float
    elapsed: float


_numbers = count()


class Desk:
    """Asks one engine for the words of both sides of one call. `elapsed` reads its clock."""

    def __init__(
        self,
        talk: Talk,
        engine: EngineProcess,
        pace: Pace,
        *,
        languages: Languages,
        vocabulary: tuple[str, ...],
        elapsed: Callable[[], float],
    ) -> None:
        self._talk = talk
        self._engine = engine
        self._pace = pace
        self._languages = languages
        self._vocabulary = vocabulary
        self._elapsed = elapsed
        self._asked: _Asked | None = None

    @property
    def is_busy(self) -> bool:
        return self._asked is not None

    def ask(self) -> None:
        """Ask for what is wanted most, unless the engine is busy or nothing is wanted."""
        if self._asked is not None:
            return
        wanted = tuple(self._over())
        final = True
        if not wanted and self._pace.shed is not Shed.PARTIALS:
            wanted = tuple(self._perhaps_over())
            final = bool(wanted)
            wanted = wanted or tuple(self._going_on())
        if wanted:
            windows = tuple(window_of(each.plan, each.side.read) for each in wanted)
            language = self._languages.settled
            job = Job(next(_numbers), windows, language, self._vocabulary, final)
            self._asked = _Asked(job, wanted, self._talk.now, self._elapsed())
            self._engine.ask(job)

    def take(self, answer: Answer) -> Iterator[Partial]:
        """Keep the words; what of them is to be shown."""
        asked = self._asked
        if asked is None or answer.number != asked.job.number:
            return
        self._asked = None
        self._pace.answered(self._elapsed() - asked.elapsed)
        for window, likely in zip(asked.job.windows, answer.languages, strict=False):
            self._languages.hear(likely, window.length)
        for each, words in zip(asked.wanted, answer.words, strict=True):
            in_window = dict(zip(map(unplaced, each.plan), words, strict=True))
            heard = {piece: in_window[piece] for piece in each.pieces}
            if asked.job.final and _says_again(each, heard):
                each.side.alone |= set(each.pieces)
                continue
            if asked.job.final:
                each.side.found |= heard
            if each.side.open is each.saying and not answer.failed:
                yield from _shown(each.side, each.saying, heard, asked.at)

    def _over(self) -> Iterator[_Wanted]:
        """What is over, if there is anything: a piece a side, or a window full of them."""
        for side in self._talk.sides.values():
            if waiting := side.waiting:
                several = next(pack(waiting, self._engine.full_s))
                plan = several if len(several) > 1 else _in_context(side, waiting[:1])
                yield _Wanted(side, side.open, plan, tuple(map(unplaced, several)))

    def _perhaps_over(self) -> Iterator[_Wanted]:
        """What will have been all, if the speaker does not go on."""
        for side in self._talk.sides.values():
            pieces = self._talk.being_said(side.speaker) if side.is_pausing else []
            if any(piece not in side.found for piece in pieces):
                side.looked = side.now
                yield _Wanted(side, side.open, _in_context(side, pieces), tuple(pieces))

    def _going_on(self) -> Iterator[_Wanted]:
        for side in self._talk.sides.values():
            if not self._is_due(side):
                continue
            side.looked = side.now
            if pieces := self._talk.being_said(side.speaker):
                yield _Wanted(side, side.open, placed(pieces), tuple(pieces))

    def _is_due(self, side: Side) -> bool:
        said = side.current
        if said is None or side.activity.silent_for >= _HESITATES_S:
            return False
        first = not side.open.pieces and side.looked < said.voiced.start
        if first:
            return side.now >= said.voiced.start + FIRST_LOOK_S
        hurries = not side.open.shown and self._pace.shed is Shed.NOTHING
        return side.now >= side.looked + (AGAIN_S if hurries else self._pace.step)


def _in_context(side: Side, pieces: Sequence[Piece]) -> Plan:
    context = [] if side.alone.issuperset(pieces) else side.context(pieces)
    return placed([*context, *pieces])


def _says_again(wanted: _Wanted, heard: Mapping[Piece, Words]) -> bool:
    """Whether the words are those that the context ended with: then they may belong to it."""
    context = [piece for piece in map(unplaced, wanted.plan) if piece not in wanted.pieces]
    before = [bare(word) for piece in context for word in wanted.side.found.get(piece, ())]
    now = [bare(word) for words in heard.values() for word in words]
    return bool(now) and before[-len(now) :] == now


def _shown(
    side: Side, saying: Saying, heard: Mapping[Piece, Words], at: float
) -> Iterator[Partial]:
    """The words of an utterance that goes on, if they are others than before."""
    words = [word for part in heard.values() for word in part]
    start = min(piece.span.start for piece in heard)
    before = [w for w in saying.heard if (w.span.start + w.span.end) / 2 < start]
    known = {p: side.found[p] for p in saying.pieces if p in side.found}
    edge = max((piece.span.end for piece in known), default=0.0)
    rest = [w for w in (*before, *words) if (w.span.start + w.span.end) / 2 >= edge]
    saying.heard = tuple(word for part in known.values() for word in part) + tuple(rest)
    shown = saying.agreement.hear(saying.heard, at)
    if shown != saying.shown:
        saying.shown = shown
        yield Partial(side.speaker, shown, at)
