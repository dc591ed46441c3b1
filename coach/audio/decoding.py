"""Any recording, decoded block by block at 16 kHz, in memory that does not grow with its length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from coach.audio.opening import first_audio, open_container, open_file
from coach.audio.sound import RATE_HZ, Samples
from coach.call import InputError

BLOCK_S = 4.0
"""Seconds of sound in one block, at most about twice as much."""
GAP_S = 0.1
"""A jump of the time stamps by more than this is a hole, to be filled with silence."""
LONGEST_GAP_S = 600.0
"""A jump longer than this is damage, not a hole."""
MOST_PLANES = 8
RATES_HZ = range(2_000, 768_001)
_FULL_SCALE = {"u8": 128.0, "s16": 32_768.0, "s32": 2_147_483_648.0, "s64": 2.0**63}


class Decoder:
    """The sound of one file, to be used in a `with` block and read once.

    `channels` is known from the start; `problems`, sentences about what could not be decoded,
    and `duration`, in seconds, once all blocks have been read.
    """

    def __init__(self, source: Path) -> None:
        self.source = source
        self.duration = 0.0
        self.problems: list[str] = []
        self._file = open_file(source)
        try:
            self._container = open_container(self._file, source)
        except BaseException:
            self._file.close()
            raise
        try:
            self._stream = first_audio(self._container, source)
        except BaseException:
            self.close()
            raise
        self.channels: int = self._stream.channels
        self._damaged = 0

    def blocks(self) -> Iterator[Samples]:
        """Blocks of (n, channels) float32 at 16 kHz.

        Raises InputError when there is no sound at all. Damage further on is left out,
        and noted in `problems`.
        """
        heard = 0
        for block in self._resampled():
            heard += len(block)
            yield block
        if heard == 0:
            raise InputError(
                f"{self.source.name} holds no sound that can be decoded.",
                "It may be empty or damaged: export the recording again.",
            )
        self.duration = heard / RATE_HZ
        self._note_problems()

    def _resampled(self) -> Iterator[Samples]:
        nothing = np.zeros((0, self.channels), np.float32)
        resampler: soxr.ResampleStream | None = None
        rate = 0
        for raw, raw_rate in _gathered(self._without_holes()):
            if resampler is None or raw_rate != rate:
                if resampler is not None:
                    yield resampler.resample_chunk(nothing, last=True)
                resampler = soxr.ResampleStream(raw_rate, RATE_HZ, self.channels, dtype="float32")
                rate = raw_rate
            yield resampler.resample_chunk(raw)
        if resampler is not None:
            yield resampler.resample_chunk(nothing, last=True)

    def _without_holes(self) -> Iterator[tuple[Samples, int]]:
        """Decoded sound with its rate; holes between the time stamps become zeros."""
        expected: float | None = None
        for raw, rate, at in self._decoded():
            if at is not None:
                if expected is not None and GAP_S < at - expected < LONGEST_GAP_S:
                    for length in _seconds(round((at - expected) * rate), rate):
                        yield np.zeros((length, self.channels), np.float32), rate
                expected = at
            if expected is not None:
                expected += len(raw) / rate
            yield raw, rate

    def _decoded(self) -> Iterator[tuple[Samples, int, float | None]]:
        """Sound, its rate, and its time stamp in seconds, if it has one."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError, ValueError):
                self._damaged += 1
                return
            try:
                for frame in packet.decode():
                    stamped = frame.pts is not None and frame.time_base is not None
                    at = float(frame.pts * frame.time_base) if stamped else None
                    rate = self._plausible(frame.sample_rate)
                    self._refuse_many_planes(frame)
                    yield _as_float(frame, self.channels), rate, at
            except (av.FFmpegError, ValueError):
                self._damaged += 1

    def _plausible(self, rate: int) -> int:
        if rate not in RATES_HZ:
            raise InputError(
                f"{self.source.name} claims a sampling rate of {rate} Hz.",
                "The file is probably damaged: export the recording again.",
            )
        return rate

    def _refuse_many_planes(self, frame: av.AudioFrame) -> None:
        """PyAV reads past the end of a frame that keeps more channels apart than these."""
        if frame.format.is_planar and frame.layout.nb_channels > MOST_PLANES:
            raise InputError(
                f"{self.source.name} claims {frame.layout.nb_channels} channels.",
                "The file is probably damaged: export the recording again, with one or two.",
            )

    def _note_problems(self) -> None:
        container = self._container
        promised = container.duration / av.time_base if container.duration else 0.0
        missing = promised - self.duration
        if missing > max(1.0, 0.01 * promised):
            self.problems.append(
                f"{self.source.name} is cut short: "
                f"only {self.duration:.1f} of its {promised:.1f} s are there."
            )
        elif self._damaged:
            self.problems.append(f"{self.source.name} is damaged in places; those were left out.")

    def close(self) -> None:
        self._container.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _as_float(frame: av.AudioFrame, channels: int) -> Samples:
    """(n, channels) float32 in -1..1, whatever the frame's own format and channels."""
    raw: NDArray[np.generic] = frame.to_ndarray()
    kind = frame.format.packed.name
    own = frame.layout.nb_channels
    by_time = raw.T if frame.format.is_planar else raw.reshape(-1, own)
    sound = by_time.astype(np.float32)
    if kind in _FULL_SCALE:
        if kind == "u8":
            sound -= 128.0
        sound /= _FULL_SCALE[kind]
    if own < channels:
        sound = np.repeat(sound[:, :1], channels, axis=1)
    return np.nan_to_num(sound[:, :channels], nan=0.0, posinf=1.0, neginf=-1.0)


def _gathered(frames: Iterator[tuple[Samples, int]]) -> Iterator[tuple[Samples, int]]:
    """Neighbouring frames of one rate, joined to blocks of `BLOCK_S`."""
    waiting: list[Samples] = []
    rate = held = 0
    for raw, raw_rate in frames:
        if waiting and (raw_rate != rate or held >= BLOCK_S * rate):
            yield np.concatenate(waiting), rate
            waiting, held = [], 0
        rate = raw_rate
        waiting.append(raw)
        held += len(raw)
    if waiting:
        yield np.concatenate(waiting), rate


def _seconds(length: int, rate: int) -> Iterator[int]:
    """`length` samples in portions of a second."""
    while length > 0:
        yield min(length, rate)
        length -= rate
