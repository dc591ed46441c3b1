"""A very long call, heard as it goes on: whether memory and waits stay as they were."""

from __future__ import annotations

import tempfile
import wave
from pathlib import Path
from typing import Any

import numpy as np

from coach.audio.recording import open_recording
from coach.audio.sound import RATE_HZ
from coach.bench.live import heard_live
from coach.bench.live_figures import row
from coach.bench.processes import memory_mb
from coach.call import Span, Speaker
from coach.sample_calls import sample_calls

MINUTES = 60.0
SPEED = 3.0
"""As many seconds of the call as go by in one: what two cores can follow."""
STRETCHES = 12
LOOK_S = 10.0
"""Of the call, between two looks at memory."""


def soak(minutes: float = MINUTES, speed: float = SPEED, model: str = "base") -> dict[str, Any]:
    """Memory and waits of one long call, a row a stretch. Takes `minutes / speed` minutes.

    The sample calls one after the other, again and again. `memory_mb` is the most that all
    processes of `coach live` held; waits are seconds on the wall, from the end of words to their
    line; `troubles` are notices such as an engine that had to be started again.
    """
    length = 60 * minutes
    rows: list[dict[str, Any]] = []
    waits, behind, memory, troubles, looked = list[float](), 0.0, 0.0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "long.wav")
        _long_call(file, length)
        for line, pid in heard_live(str(file), model, speed):
            if line["type"] == "utterance":
                waits.append((line["at"] - line["end"]) / speed)
            elif line["type"] == "lag":
                behind = max(behind, line["behind_s"])
            troubles += line["type"] == "trouble"
            if line["at"] >= looked + LOOK_S:
                looked, memory = line["at"], max(memory, memory_mb(pid))
            over = line["at"] >= length * (len(rows) + 1) / STRETCHES or line["type"] == "ended"
            if over and len(rows) < STRETCHES:
                figures = row("", waits)
                rows.append(
                    {
                        "minute": round(line["at"] / 60, 1),
                        "memory_mb": round(memory),
                        "utterances": figures["times"],
                        "median_wait_s": figures["median_s"],
                        "p95_wait_s": figures["p95_s"],
                        "furthest_behind_s": round(behind, 1),
                        "troubles": troubles,
                    }
                )
                waits, behind, memory, troubles = [], 0.0, 0.0, 0
    return {"bench": "soak", "model": model, "speed": speed, "rows": rows}


def _long_call(file: Path, seconds: float) -> None:
    """Write the sample calls one after the other until it is so long."""
    parts = []
    for call in sample_calls():
        with open_recording(call.sound, agent_channel="left") as recording:
            span = Span(0.0, recording.duration)
            parts.append(np.stack([recording.samples(side, span) for side in Speaker], axis=1))
    once = (np.concatenate(parts) * 32767).clip(-32768, 32767).astype("<i2")
    with wave.open(str(file), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        left = round(seconds * RATE_HZ)
        while left > 0:
            out.writeframes(once[:left].tobytes())
            left -= len(once[:left])
