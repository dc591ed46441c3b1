"""Sound in which nobody speaks, and files to put it in."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
Sound = NDArray[np.float32]


def write_wav(path: Path, sound: Sound) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())
    return path


def silence_but() -> Sound:
    """20 s each of silence, noise, a ringing tone, keys, and hold music."""
    chance = np.random.default_rng(0)
    time = np.arange(20 * RATE_HZ) / RATE_HZ
    silence = np.zeros(len(time))
    noise = chance.normal(0, 0.02, len(time))
    ringing = 0.2 * (np.sin(2 * np.pi * 440 * time) + np.sin(2 * np.pi * 480 * time))
    ringing *= time % 6 < 2
    keys = 0.2 * (np.sin(2 * np.pi * 770 * time) + np.sin(2 * np.pi * 1336 * time))
    keys *= time % 1 < 0.2
    parts = [silence, noise, ringing, keys, hold_music(time)]
    return np.concatenate(parts).astype(np.float32)


def hold_music(time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chords on something like a piano, two a second, up and down."""
    music = np.zeros(len(time))
    beat = (time * 2).astype(int)
    fade = np.exp(-3 * (time * 2 - beat))
    for degree in (0, 4, 7, 12):
        for overtone in (1, 2, 3):
            pitch = 220 * 2 ** ((degree + np.array([0, 5, 7, 5])[beat % 4]) / 12) * overtone
            music += 0.05 / overtone * np.sin(2 * np.pi * np.cumsum(pitch) / RATE_HZ)
    return music * fade
