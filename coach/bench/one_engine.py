"""Hears calls with one engine, in a process of its own, and prints what it cost as JSON.

    python -m coach.bench.one_engine ENGINE MODEL SOURCE ...

A source is a recording, or two joined by a comma. The engine "faster-whisper batched" is
faster_whisper's own pipeline, for comparison.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from coach.audio.recording import Recording, open_pair, open_recording
from coach.call import Span, Speaker
from coach.hearing import hear, load_engine
from coach.hearing.models import EngineName
from coach.hearing.weights import fetch

BATCHED = "faster-whisper batched"


def main() -> None:
    engine, model, *sources = sys.argv[1:]
    heard = _batched(model) if engine == BATCHED else _ours(engine, model)
    calls = []
    for source in sources:
        with _open(source) as recording:
            began = time.monotonic()
            sides = heard(recording)
            took = time.monotonic() - began
            calls.append(
                {"source": source, "audio_s": recording.duration, "wall_s": took, "said": sides}
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scale = 1 if sys.platform == "darwin" else 1024
    print(json.dumps({"engine": engine, "peak_mb": peak * scale / 1e6, "calls": calls}))  # noqa: T201


def _open(source: str) -> Recording:
    agent, _, customer = source.partition(",")
    if customer:
        return open_pair(Path(agent), Path(customer))
    return open_recording(Path(agent), agent_channel="left")


def _ours(engine: str, model: str) -> Any:
    loaded = load_engine(engine, model)

    def heard(recording: Recording) -> dict[str, str]:
        said = hear(recording, loaded, language="en").utterances
        return {side: " ".join(one.text for one in said if one.speaker is side) for side in Speaker}

    return heard


def _batched(model: str) -> Any:
    from faster_whisper import BatchedInferencePipeline, WhisperModel  # noqa: PLC0415 - one a run

    path = fetch(model, EngineName.FASTER_WHISPER)
    loaded = WhisperModel(str(path), device="cpu", compute_type="int8", cpu_threads=2)
    pipeline = BatchedInferencePipeline(loaded)

    def heard(recording: Recording) -> dict[str, str]:
        said = {}
        for side in Speaker:
            samples = recording.samples(side, Span(0.0, recording.duration))
            segments, _ = pipeline.transcribe(
                samples, language="en", beam_size=1, batch_size=8, word_timestamps=True
            )
            said[str(side)] = " ".join(segment.text.strip() for segment in segments)
        return said

    return heard


if __name__ == "__main__":
    main()
