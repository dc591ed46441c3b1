"""The sound of a call on disk as it goes on: both sides in one file, numbers silenced.

A moment of sound is written once the words in it are known, as its words are: with every digit
silent at first, and the digits that are part of no number put back later. The clock of the file is
the clock of the call: before consent was noted it is silent.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from coach.audio.sound import RATE_HZ, Samples
from coach.audio.source import Block
from coach.call import Ended, Heard, Span, Speaker, Tick, Utterance, merge
from coach.call.live import Audible
from coach.store.settling import Settling

HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
FRAME = 4
"""Bytes of a moment: the agent's sample and the customer's, 16 bits each."""

MARGIN_S = 1.0
"""Words begin at most so long before the moment at which they were known to begin."""
PADDING_S = 0.1
"""Times of words are only so exact."""
_LARGEST = 0xFFFF_FFFF

Frames = NDArray[np.int16]
"""(n, 2): the agent on the left."""


class CallSound:
    """Writes the sound of one call to `path`, once consent is noted; until then there is no file.

    `take` gets every block and `hear` everything heard, before sides are exchanged: they may come
    from two threads. OSError from `consent`, `hear` and `close` when the disk is full or gone.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None
        self._lock = threading.Lock()
        self._waiting = {side: _Strip() for side in Speaker}
        self._known_until = dict.fromkeys(Speaker, 0.0)
        self._written = 0
        self._settling = Settling()
        self._said: list[Utterance] = []
        self._silent: list[tuple[int, int]] = []
        self._taken_out: dict[int, list[tuple[int, Frames]]] = {}

    @property
    def is_kept(self) -> bool:
        """Whether there is a file."""
        return self._file is not None

    def consent(self, at: float) -> None:
        """Keep the sound from second `at` of the call on."""
        with self._lock:
            if self._file is not None:
                return
            self._written = round(at * RATE_HZ)
            for strip in self._waiting.values():
                strip.begin(self._written)
            self._file = self.path.open("xb+")
            self.path.chmod(0o600)
            self._file.write(_header(0))

    def take(self, block: Block) -> None:
        """Sound that was just heard. Kept in memory until its words are known."""
        with self._lock:
            if self._file is not None:
                self._waiting[block.speaker].add(round(block.at * RATE_HZ), block.samples)

    def hear(self, audible: Audible) -> None:
        """What the sound turned out to be."""
        with self._lock:
            match audible:
                case Heard(said):
                    self._hear(said)
                case Tick(now, speaking):
                    for side in set(Speaker) - speaking:
                        self._known_until[side] = max(self._known_until[side], now)
                case Ended(now):
                    self._known_until = dict.fromkeys(Speaker, now + MARGIN_S)
                case _:
                    return
            if self._file is not None:
                self._write_out(self._file)
                if isinstance(audible, Tick | Ended):
                    self._settle(self._file, audible)

    def close(self) -> None:
        """Nothing more is kept. Sound whose words are not known is left out."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._waiting.clear()

    def _hear(self, said: Utterance) -> None:
        side = said.speaker
        self._known_until[side] = max(self._known_until[side], said.end)
        self._said.append(said)
        shown = self._settling.take(said)
        if self._file is not None:
            self._silent += _changed(said, shown)
            for start, stop in _changed(said, shown):
                self._take_out(self._file, len(self._said) - 1, start, min(stop, self._written))

    def _write_out(self, file: BinaryIO) -> None:
        """Write what is known of both sides by now."""
        limit = round((min(self._known_until.values()) - MARGIN_S) * RATE_HZ)
        limit = min(limit, *(strip.end for strip in self._waiting.values()))
        if limit <= self._written:
            return
        first = self._written
        frames = np.stack([self._waiting[side].pull(limit) for side in Speaker], axis=1)
        for number, start, stop in self._hidden_in(first, limit):
            self._keep(number, start, frames[start - first : stop - first])
            frames[start - first : stop - first] = 0
        self._put(file, first, frames)
        self._written = limit
        self._silent = [(start, stop) for start, stop in self._silent if stop > limit]
        file.seek(0)
        file.write(_header(limit * FRAME))
        file.flush()

    def _hidden_in(self, first: int, limit: int) -> Iterator[tuple[int, int, int]]:
        for start, stop in self._silent:
            if start < limit and stop > first:
                number = self._number_at(start, stop)
                yield number, max(first, start), min(limit, stop)

    def _number_at(self, start: int, stop: int) -> int:
        """The latest utterance with words there."""
        for number in range(len(self._said) - 1, -1, -1):
            span = self._said[number].span
            if span.start * RATE_HZ < stop and span.end * RATE_HZ > start:
                return number
        return 0

    def _take_out(self, file: BinaryIO, number: int, start: int, stop: int) -> None:
        """Silence what was written already."""
        if stop <= start:
            return
        file.seek(HEADER.size + start * FRAME)
        frames = np.frombuffer(file.read((stop - start) * FRAME), np.int16).reshape(-1, 2)
        self._keep(number, start, frames)
        self._put(file, start, np.zeros_like(frames))

    def _keep(self, number: int, start: int, frames: Frames) -> None:
        self._taken_out.setdefault(number, []).append((start, frames.copy()))

    def _settle(self, file: BinaryIO, now: Tick | Ended) -> None:
        for number, masked in self._settling.settle(now.now, is_over=isinstance(now, Ended)):
            stay = _changed(self._said[number], masked)
            for start, frames in self._taken_out.pop(number, ()):
                for first, stop in stay:
                    frames[max(0, first - start) : max(0, stop - start)] = 0
                self._put(file, start, frames)
        file.flush()

    def _put(self, file: BinaryIO, start: int, frames: Frames) -> None:
        file.seek(HEADER.size + start * FRAME)
        file.write(frames.tobytes())


@dataclass(slots=True)
class _Strip:
    """Sound of one side that is not written yet: samples from `start` on."""

    start: int = 0
    end: int = 0
    parts: list[Frames] = field(default_factory=list)

    def begin(self, at: int) -> None:
        self.start = self.end = at

    def add(self, at: int, samples: Samples) -> None:
        """Samples of a block, silence for what is missing before it."""
        whole = (np.clip(samples[max(0, self.end - at) :], -1.0, 1.0) * 32767).astype(np.int16)
        if not len(whole):
            return
        if at > self.end:
            self.parts.append(np.zeros(at - self.end, np.int16))
        self.parts.append(whole)
        self.end = max(at, self.end) + len(whole)

    def pull(self, limit: int) -> Frames:
        """Everything before `limit`, which is not behind `end`."""
        joined = np.concatenate(self.parts) if self.parts else np.zeros(0, np.int16)
        taken, left = joined[: limit - self.start], joined[limit - self.start :]
        self.parts = [left] if len(left) else []
        self.start = limit
        return taken


def _changed(said: Utterance, shown: Utterance) -> list[tuple[int, int]]:
    """Where the words that are hidden sound, in samples."""
    spans = merge(
        Span(max(0.0, word.span.start - PADDING_S), word.span.end + PADDING_S)
        for word, hidden in zip(said.words, shown.words, strict=True)
        if word.text != hidden.text
    )
    return [(round(span.start * RATE_HZ), round(span.end * RATE_HZ)) for span in spans]


def mend(path: Path) -> float:
    """Give a file that was cut off its true length; how long it is, in seconds."""
    with path.open("rb+") as file:
        size = max(0, path.stat().st_size - HEADER.size) // FRAME * FRAME
        file.write(_header(size))
        file.truncate(HEADER.size + size)
    return size / FRAME / RATE_HZ


def _header(size: int) -> bytes:
    return HEADER.pack(
        b"RIFF", min(_LARGEST, HEADER.size - 8 + size), b"WAVE",
        b"fmt ", 16, 1, 2, RATE_HZ, RATE_HZ * FRAME, FRAME, 16,
        b"data", min(_LARGEST, size),
    )  # fmt: skip
