from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "onnxruntime", "sounddevice", "faster_whisper", "resemblyzer")


def test_sound_is_cheap_to_import() -> None:
    """Importing the sound package loads no network and opens no sound card."""
    code = f"import sys, coach.audio; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
