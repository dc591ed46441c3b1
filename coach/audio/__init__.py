"""Sound: with `hearing` the only place that knows samples."""

from coach.audio.recording import RATE_HZ, Recording, open_pair, open_recording
from coach.audio.sound import Samples, Sound, TwoSides
from coach.audio.vad import Spoken, Started, Voice, VoiceActivity

__all__ = [
    "RATE_HZ",
    "Recording",
    "Samples",
    "Sound",
    "Spoken",
    "Started",
    "TwoSides",
    "Voice",
    "VoiceActivity",
    "open_pair",
    "open_recording",
]
