"""The telephone line between a speaker and the recorder."""
# ruff: noqa: INP001 - a folder of recordings with the script that makes them, no package

from __future__ import annotations

import io
from dataclasses import dataclass

import av
import numpy as np

RATE_HZ = 8000
BAND_HZ = (300.0, 3400.0)
TAPS = 257
FULL_SCALE = 32767
HUM_HZ = 60.0
LONGEST_DELAY = RATE_HZ // 10
BIT_EXACT = "+bitexact"
FLAC = {"compression_level": "12"}
OPUS = {"mapping_family": "255", "application": "audio", "frame_duration": "60"}


@dataclass(frozen=True)
class Line:
    """One side's way to the recorder.

    `codecs` are passed in order, by FFmpeg's names. `level_db` is the loudness of speech and
    `noise_db` that of the noise, both below full scale.
    """

    codecs: tuple[str, ...]
    level_db: float
    noise_db: float


def carry(sound: np.ndarray, speech: np.ndarray, line: Line, seed: int) -> np.ndarray:
    """The side as the recorder gets it: 16-bit, 8 kHz, as long as `sound`.

    `speech` is true where somebody speaks; loudness is measured there.
    """
    sound = band(sound)
    sound = sound * (_gain(line.level_db) / (_rms(sound[speech]) + 1e-9))
    sound = np.tanh(sound * 1.2) / 1.2 + hiss(len(sound), line.noise_db, seed)
    samples = np.clip(np.round(sound * FULL_SCALE), -FULL_SCALE - 1, FULL_SCALE).astype(np.int16)
    for codec in line.codecs:
        samples = through(codec, samples)
    return samples


def band(sound: np.ndarray) -> np.ndarray:
    """The sound between 300 and 3400 Hz, without delay."""
    n = np.arange(TAPS) - TAPS // 2
    low, high = (2 * edge / RATE_HZ for edge in BAND_HZ)
    kernel = (high * np.sinc(high * n) - low * np.sinc(low * n)) * np.hamming(TAPS)
    return np.convolve(sound, kernel, mode="same")


def hiss(length: int, level_db: float, seed: int) -> np.ndarray:
    """Line noise: a hiss that falls with frequency, and what is left of the mains."""
    rng = np.random.default_rng(seed)
    white = np.fft.rfft(rng.standard_normal(length))
    frequency = np.fft.rfftfreq(length, 1 / RATE_HZ)
    noise = np.fft.irfft(white / np.sqrt(1 + frequency / 1000.0), length)
    seconds = np.arange(length) / RATE_HZ
    mains = sum(np.sin(2 * np.pi * HUM_HZ * k * seconds + k) / k for k in (5, 6, 7, 9))
    noise = band(noise / _rms(noise) + 0.8 * mains)
    return noise * (_gain(level_db) / _rms(noise))


def through(codec: str, samples: np.ndarray) -> np.ndarray:
    """The samples, encoded and decoded again, aligned with what went in."""
    container = {"libopencore_amrnb": "amr", "pcm_mulaw": "wav", "pcm_alaw": "wav"}[codec]
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=RATE_HZ, layout="mono")
        if codec == "libopencore_amrnb":
            stream.bit_rate = 12_200
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    file.seek(0)
    to_16_bit = av.AudioResampler("s16", "mono", RATE_HZ)
    with av.open(file) as read:
        frames = [part for got in read.decode(audio=0) for part in to_16_bit.resample(got)]
    decoded = np.concatenate([frame.to_ndarray().ravel() for frame in frames])
    return _aligned(decoded, samples)


def _aligned(decoded: np.ndarray, samples: np.ndarray) -> np.ndarray:
    """`decoded` without the codec's delay, cut or filled to the length of `samples`."""
    size = 1 << int(np.ceil(np.log2(len(samples) + len(decoded))))
    spectrum = np.fft.rfft(decoded, size) * np.conj(np.fft.rfft(samples, size))
    delay = int(np.argmax(np.fft.irfft(spectrum, size)[:LONGEST_DELAY]))
    out = np.zeros_like(samples)
    kept = decoded[delay : delay + len(samples)]
    out[: len(kept)] = kept
    return out


def write_file(path: str, left: np.ndarray, right: np.ndarray, bits_per_second: int) -> None:
    """Two sides as one stereo file: FLAC or Ogg Opus, by the end of its name.

    Opus codes each side on its own (mapping family 255), so that neither leaks into the other, and
    `bits_per_second` is what both take together. FLAC is exact and has no use for it.
    """
    opus = path.endswith(".opus")
    with av.open(path, "w", format="ogg" if opus else "flac", options={"fflags": BIT_EXACT}) as out:
        stream = out.add_stream("libopus" if opus else "flac", rate=RATE_HZ, layout="stereo")
        stream.format = "s16"
        stream.options = {**(OPUS if opus else FLAC), "flags": BIT_EXACT}
        if opus:
            stream.bit_rate = bits_per_second
        both = np.ascontiguousarray(np.stack([left, right], axis=1).reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(both, "s16", "stereo")
        frame.sample_rate = RATE_HZ
        frame.pts = 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def _gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _rms(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(sound)))) if len(sound) else 0.0
