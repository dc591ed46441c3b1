"""Sound made for the tests: talk without words, tones, noise; and files that hold it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
Sound = NDArray[np.float32]

# The first three formants of five vowels, in Hz.
_VOWELS = np.array(
    [
        (730, 1090, 2440),
        (270, 2290, 3010),
        (300, 870, 2240),
        (530, 1840, 2480),
        (570, 840, 2410),
    ]
)


def talk(seconds: float, *, seed: int = 0, pitch: float = 110.0, size: float = 1.0) -> Sound:
    """Syllables of one voice: gliding vowels on a moving pitch, with hisses between them.

    `pitch` is the mean in Hz; `size` scales the formants: 1.0 a man, 1.2 a woman.
    """
    chance = np.random.default_rng(seed)
    count = round(seconds * RATE_HZ)
    time = np.arange(count) / RATE_HZ
    knots = np.cumsum(chance.uniform(0.16, 0.28, round(seconds / 0.16) + 3)) - 0.2
    vowels = _VOWELS[chance.integers(len(_VOWELS), size=len(knots))] * size
    formants = [np.interp(time, knots, vowels[:, i]) for i in range(3)]
    jitter = np.interp(time, np.arange(0, seconds + 1, 0.01), _walk(chance, seconds))
    frequency = pitch * np.interp(time, knots, chance.normal(1.0, 0.12, len(knots))) * jitter
    phase = 2 * np.pi * np.cumsum(frequency) / RATE_HZ
    voice = np.zeros(count)
    for k in range(1, int(3800 / pitch)):
        gain = np.zeros(count)
        for at, width, level in zip(formants, (60, 90, 130), (1.0, 0.5, 0.25), strict=True):
            gain += level / (1 + ((k * frequency - at) / width) ** 2)
        voice += gain * np.sin(k * phase)
    syllable = np.abs(np.sin(np.pi * np.interp(time, knots, np.arange(len(knots))))) ** 0.6
    hiss = np.diff(chance.normal(0, 0.05, count + 1)) * (1 - syllable) ** 2
    sound = voice * syllable + hiss
    return np.asarray(0.3 * sound / np.abs(sound).max(), np.float32)


def _walk(chance: np.random.Generator, seconds: float) -> NDArray[np.float64]:
    return 1 + 0.01 * chance.normal(0, 1, len(np.arange(0, seconds + 1, 0.01)))


def quiet(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def noise(seconds: float, dbfs: float, seed: int = 0) -> Sound:
    chance = np.random.default_rng(seed)
    return chance.normal(0, 10 ** (dbfs / 20), round(seconds * RATE_HZ)).astype(np.float32)


def tones(seconds: float, *hertz: float, on: float = 1.0, off: float = 0.0) -> Sound:
    """Sine waves together, `on` and `off` for so many seconds in turn."""
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    sound = sum(np.sin(2 * np.pi * f * time) for f in hertz) * (time % (on + off) < on)
    return np.asarray(0.15 * sound, np.float32)


def hold_music(seconds: float) -> Sound:
    """Chords that die away, one every half second, and a beat."""
    chance = np.random.default_rng(7)
    sound = np.zeros(round(seconds * RATE_HZ))
    for start in range(0, len(sound) - RATE_HZ, RATE_HZ // 2):
        time = np.arange(RATE_HZ * 3 // 4) / RATE_HZ
        root = chance.choice([0, 2, 4, 5, 7, 9])
        for note in (48, 60, 64, 67):
            f = 440 * 2 ** ((note + root - 69) / 12)
            string = sum(np.sin(2 * np.pi * k * f * time) / k for k in range(1, 8))
            sound[start : start + len(time)] += string * np.exp(-time / 0.5)
        sound[start : start + 800] += chance.normal(0, 2, 800) * np.exp(-np.arange(800) / 200)
    return np.asarray(0.3 * sound / np.abs(sound).max(), np.float32)


def in_a_row(*parts: Sound) -> Sound:
    return np.concatenate(parts)


def reader(sound: Sound) -> Callable[[int, int], Sound]:
    """Reads a stretch of `sound`, zeros outside, as a tape does."""

    def read(start: int, stop: int) -> Sound:
        out = np.zeros(stop - start, np.float32)
        first, last = max(0, start), min(stop, len(sound))
        if first < last:
            out[first - start : last - start] = sound[first:last]
        return out

    return read


def write(file: Path, *channels: Sound, rate_hz: int = RATE_HZ, codec: str = "pcm_s16le") -> Path:
    """Encode channels of the same length, taken to be at `rate_hz`, into a real file."""
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(channels)]
    pcm = np.rint(np.clip(np.stack(channels, axis=1), -1, 1) * 32767).astype(np.int16)
    with av.open(str(file), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz, layout=layout)
        frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout=layout)
        frame.rate = rate_hz
        frame.pts = 0
        frame.time_base = Fraction(1, rate_hz)
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return file
