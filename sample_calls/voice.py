"""Voices that say the lines of the sample calls.

All of them are spoken by the one voice inside `hibari-tts` (Apache-2.0). It predicts a spectrum and
a pitch curve and leaves the sound to a filter, so another speaker is made by moving both: a lower
pitch, and a longer vocal tract whose resonances lie lower. A tilt of the spectrum makes a voice
darker, more noise makes it breathier. All speakers come under one licence.
"""
# ruff: noqa: INP001 - a folder of recordings with the script that makes them, no package

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hibari import SAMPLE_RATE, Hibari, dsp

RATE_HZ = SAMPLE_RATE
NEPER_DB = 8.686  # the spectra are natural logarithms
VOICED_ABOVE_HZ = 40.0
SILENT_BELOW = 0.012  # of the loudest moment of a sentence
KEPT_AROUND_S = 0.03
BIN_KHZ = SAMPLE_RATE / dsp.N_FFT / 1000
TILTED_BELOW_KHZ = 4.0
PAUSE_S = (0.3, 0.55)  # between two sentences of a turn


@dataclass(frozen=True)
class Voice:
    """A speaker: pitch and vocal tract relative to the packaged voice, liveliness of the tune.

    `tilt_db` is what each kHz up to 4 kHz adds to the spectrum, `breath_db` what the noise gets.
    """

    pitch: float = 1.0
    tract: float = 1.0
    tune: float = 1.0
    tilt_db: float = 0.0
    breath_db: float = 0.0


VOICES = {
    "soprano": Voice(pitch=1.12, tract=1.08, breath_db=3.0),
    "heart": Voice(),
    "bass": Voice(pitch=0.55, tract=0.84, tune=1.15),
    "deep": Voice(pitch=0.5, tract=0.8, tune=1.1, tilt_db=-2.0),
}


class Mouth:
    """Turns text into sound. The same text, voice, pace and seed give the same sound."""

    def __init__(self) -> None:
        self._hibari = Hibari()

    def sentences(self, text: str) -> list[str]:
        return self._hibari.split_sentences(text)

    def say(self, text: str, voice: Voice, paces: Sequence[float], seed: int) -> np.ndarray:
        """Mono sound at `RATE_HZ`, without silence at its ends.

        `paces` holds one speed a sentence; the last one serves the sentences that are left.
        """
        rng = np.random.default_rng(seed)
        pieces: list[np.ndarray] = []
        for index, sentence in enumerate(self.sentences(text)):
            pace = paces[min(index, len(paces) - 1)]
            if pieces:
                pieces.append(np.zeros(int(rng.uniform(*PAUSE_S) / pace * RATE_HZ), np.float32))
            spoken = [self._speak(piece, voice, pace, rng) for piece in self._phonemes(sentence)]
            pieces.append(_trim(np.concatenate(spoken)))
        return np.concatenate(pieces)

    def _phonemes(self, sentence: str) -> list[str]:
        return self._hibari.phonemize(sentence)

    def _speak(
        self, phonemes: str, voice: Voice, pace: float, rng: np.random.Generator
    ) -> np.ndarray:
        feeds = {
            "ids": np.asarray([self._hibari.ids(phonemes)], np.int64),
            "speed": np.asarray([pace], np.float32),
        }
        outputs = [output[0] for output in self._hibari.sess.run(None, feeds)]
        *shapes, drift, pitch = outputs
        tone, phase, noise, rest = (_stretch(shape, voice.tract) for shape in shapes)
        height = np.minimum(np.arange(len(tone)) * BIN_KHZ, TILTED_BELOW_KHZ)[:, None]
        tilt = (height * voice.tilt_db / NEPER_DB).astype(np.float32)
        noise += np.float32(voice.breath_db / NEPER_DB)
        moved = (tone + tilt, phase, noise + tilt, rest + tilt)
        return dsp.synth(*moved, drift, _repitch(pitch, voice), rng)


def _repitch(pitch: np.ndarray, voice: Voice) -> np.ndarray:
    """The pitch curve around the voice's own mean, its rise and fall scaled. Unvoiced stays 0."""
    voiced = pitch > VOICED_ABOVE_HZ
    if not voiced.any():
        return pitch
    logs = np.log(pitch[voiced])
    moved = np.zeros_like(pitch)
    moved[voiced] = np.exp(logs.mean() + np.log(voice.pitch) + voice.tune * (logs - logs.mean()))
    return moved


def _stretch(shape: np.ndarray, tract: float) -> np.ndarray:
    """A spectrum with every resonance moved to `tract` times its frequency."""
    bins = shape.shape[0]
    source = np.minimum(np.arange(bins) / tract, bins - 1)
    below = np.floor(source).astype(int)
    above = np.minimum(below + 1, bins - 1)
    share = (source - below)[:, None].astype(np.float32)
    return shape[below] * (1 - share) + shape[above] * share


def _trim(sound: np.ndarray) -> np.ndarray:
    frame = RATE_HZ // 100
    level = np.sqrt(np.convolve(sound**2, np.ones(frame) / frame, mode="same"))
    heard = np.flatnonzero(level > SILENT_BELOW * level.max())
    kept = int(KEPT_AROUND_S * RATE_HZ)
    return sound[max(0, heard[0] - kept) : heard[-1] + kept]
