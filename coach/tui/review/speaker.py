"""The process that plays: reads 16 kHz stereo float32 from standard input, then makes it heard.

Exit code 3 when this machine has no sound card that can be used.
"""

from __future__ import annotations

import sys

RATE_HZ = 16_000
CHANNELS = 2
NO_CARD = 3


def main() -> int:
    sound = sys.stdin.buffer.read()
    try:
        import sounddevice  # noqa: PLC0415 - raises OSError where there is no PortAudio
    except OSError:
        return NO_CARD
    try:
        rate_hz = round(sounddevice.query_devices(kind="output")["default_samplerate"])
        with sounddevice.RawOutputStream(rate_hz, channels=CHANNELS, dtype="float32") as stream:
            sound = _at(rate_hz, sound)
            print("playing", flush=True)  # noqa: T201 - the word that the other process waits for
            stream.write(sound)
    except (sounddevice.PortAudioError, ValueError):
        return NO_CARD
    return 0


def _at(rate_hz: int, sound: bytes) -> bytes:
    """The sound at the device's own rate: many devices refuse any other."""
    if rate_hz == RATE_HZ:
        return sound
    import numpy as np  # noqa: PLC0415 - only where the rates differ
    import soxr  # noqa: PLC0415

    samples = np.frombuffer(sound, np.float32).reshape(-1, CHANNELS)
    resampled: bytes = soxr.resample(samples, RATE_HZ, rate_hz).astype(np.float32).tobytes()
    return resampled


if __name__ == "__main__":
    sys.exit(main())
