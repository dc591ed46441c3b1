"""Calls that go on as they are written: sound without a voice, and a hearing that knows it all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from coach.audio.sound import RATE_HZ, Samples
from coach.audio.source import Block, Source
from coach.call import Ended, EndedBy, Event, Setting, Speaker, Utterance, WrittenCall, events
from coach.call.live import Audible, Disturbed, Happening
from coach.coaching.live import LiveCoach
from coach.coaching.prompts import load_prompts
from coach.listening import Listener
from coach.pipeline.keeping import Keeping
from coach.pipeline.live import Hears, LiveCall
from coach.pipeline.outcome import About
from coach.signals import SignalReader
from coach.store.journal import Journal
from coach.transcripts import read_transcript

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_calls").glob("*/as_spoken.call"))
ABOUT = About(("a script",), "scripted", starts_at_once=True)
BLOCK_S = 0.5


def _buzz(level: float, cycle: int) -> Samples:
    """Half a second that is never zero, and sounds like no other cycle."""
    up = np.arange(round(BLOCK_S * RATE_HZ)) % cycle < cycle // 2
    return np.where(up, level, -level).astype(np.float32)


class Made:
    """A source without a pace: half seconds of sound, the agent's loud, the customer's soft."""

    name = "a script"

    def __init__(self, lasts: float) -> None:
        self.lasts = lasts
        self.elapsed = 0.0
        self.paused_at: list[float] = []
        self._going = threading.Event()
        self._going.set()
        self._closed = threading.Event()

    def blocks(self) -> Iterator[Block | Disturbed]:
        while self.elapsed < self.lasts:
            self._going.wait()
            if self._closed.is_set():
                return
            at, self.elapsed = self.elapsed, self.elapsed + BLOCK_S
            for side, (level, cycle) in zip(Speaker, ((0.5, 40), (0.25, 64)), strict=True):
                yield Block(side, _buzz(level, cycle), at)

    def pause(self) -> None:
        self.paused_at.append(self.elapsed)
        self._going.clear()

    def resume(self) -> None:
        self._going.set()

    def close(self) -> None:
        self._closed.set()
        self._going.set()


def hearing(said: tuple[Utterance, ...], lasts: float, by: EndedBy = EndedBy.UNKNOWN) -> Hears:
    """Hears what is written, each thing when its sound has come by."""

    def hears(source: Source) -> Iterator[Audible]:
        coming = list(events(said, lasts, by))
        now = 0.0
        for block in source.blocks():
            if isinstance(block, Block):
                now = block.at + len(block.samples) / RATE_HZ
                while coming and _when(coming[0]) <= now and not isinstance(coming[0], Ended):
                    yield coming.pop(0)
        yield coming[-1] if now >= lasts else Ended(now)

    return hears


def _when(event: Event) -> float:
    return event.utterance.end if hasattr(event, "utterance") else event.now


def coach_for(setting: Setting, reader: SignalReader) -> Callable[[], LiveCoach]:
    prompts = load_prompts()
    return lambda: LiveCoach(Listener.to(setting, reader), prompts)


def live_call(call: WrittenCall, reader: SignalReader, **options: object) -> tuple[LiveCall, Made]:
    """A call as it is written, ready to be run."""
    said = tuple(call.turns[i] for i in call.order)
    source = Made(-(-call.end // BLOCK_S) * BLOCK_S)
    hears = hearing(said, call.end, call.ended_by)
    made = LiveCall(source, hears, coach_for(call.setting, reader), ABOUT, ahead=1, **options)
    return made, source


def sample(name: str) -> WrittenCall:
    return read_transcript(ROOT / "sample_calls" / name / "as_spoken.call")


class Told:
    """A sink that remembers, and does something when it sees what it waits for."""

    def __init__(self, when: Callable[[Happening], bool] | None = None, do: object = None) -> None:
        self.all: list[Happening] = []
        self._when = when
        self._do = do

    def __call__(self, happening: Happening) -> None:
        self.all.append(happening)
        if self._when and self._when(happening):
            self._when = None
            self._do()  # type: ignore[operator]

    def of(self, *kinds: type) -> list[Happening]:
        return [it for it in self.all if isinstance(it, kinds)]


def keeping(folder: Path, *, has_sound: bool = False) -> Keeping:
    """A journal in a folder, and the sound too when asked for."""
    return Keeping(
        lambda: Journal(folder, source="a script", engine="scripted", setting=Setting()),
        has_sound=has_sound,
    )
