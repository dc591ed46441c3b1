"""Sources of live sound, and what was heard of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from engines_made import SAMPLE_CALLS, scripted

from coach.audio import Recording, Samples, open_recording
from coach.audio.source import Block
from coach.call import Heard, Speaker, Utterance
from coach.call.live import Audible, Disturbed, Paused, Resumed
from coach.hearing.live import EngineProcess

RATE_HZ = 16_000
BLOCK = 1024
Item = Block | Disturbed | Paused | Resumed


class Given:
    """A source of sound in memory, both sides in turn, as fast as it is taken.

    `between` are things that happen at a second of the call.
    """

    name = "given"

    def __init__(
        self, agent: Samples, customer: Samples, between: Iterable[tuple[float, Item]] = ()
    ) -> None:
        self._sides = {Speaker.AGENT: agent, Speaker.CUSTOMER: customer}
        self._between = sorted(between, key=lambda each: each[0])
        self.elapsed = 0.0
        self._closing = threading.Event()

    @property
    def closed(self) -> bool:
        return self._closing.is_set()

    def blocks(self) -> Iterator[Item]:
        waiting = list(self._between)
        for start in range(0, max(map(len, self._sides.values())), BLOCK):
            while waiting and waiting[0][0] <= start / RATE_HZ:
                yield waiting.pop(0)[1]
            self.elapsed = (start + BLOCK) / RATE_HZ
            for side, sound in self._sides.items():
                yield Block(side, sound[start : start + BLOCK], start / RATE_HZ)

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def close(self) -> None:
        self._closing.set()


def sound_of(call: str) -> Path:
    return next((SAMPLE_CALLS / call).glob("sound.*"))


def opened(call: str) -> Recording:
    return open_recording(sound_of(call), agent_channel="left")


def engine_for(call: str, seconds: float = 0.0, patience_s: float = 30.0) -> EngineProcess:
    """An engine process that hears a sample call as it was written."""
    return EngineProcess(load=partial(scripted, call, seconds), patience_s=patience_s)


def utterances(heard: Iterable[Audible]) -> list[Utterance]:
    return [each.utterance for each in heard if isinstance(each, Heard)]


def text(said: Sequence[Utterance], speaker: Speaker) -> str:
    return " ".join(each.text for each in said if each.speaker is speaker)


def echo(sound: Samples, by_db: float, seconds: float) -> Samples:
    """The sound again, quieter and later."""
    late = np.zeros_like(sound)
    shift = round(seconds * RATE_HZ)
    late[shift:] = sound[: len(sound) - shift] * np.float32(10 ** (-by_db / 20))
    return late
