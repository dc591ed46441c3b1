"""Sound: with `hearing` the only place that knows samples."""

from coach.audio.recording import RATE_HZ, Recording, open_pair, open_recording

__all__ = ["RATE_HZ", "Recording", "open_pair", "open_recording"]
