"""Calls heard as they go on, at their own pace, by `coach live` itself: how long people wait."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coach.bench.engines import errors, run_engine, spoken_in
from coach.bench.live_figures import Line, Waits, row, talk_s
from coach.bench.plain_loop import word_delays
from coach.bench.processes import processor_s
from coach.call import InputError, MachineError, Speaker
from coach.hearing.models import EngineName
from coach.sample_calls import sample_calls

PUBLISHED_S = 3.3
"""Macháček, Dabre and Bojar, 2023: English, a large model on a graphics card."""
QUIET_S = 30.0
CORES = 2


def live(sources: Sequence[str] = (), model: str = "base") -> dict[str, Any]:
    """Waits, processor use and wrong words of live calls at speed 1. Lasts as long as they do.

    `sources` are recordings, or two files joined by a comma; the sample calls when none is named,
    whose words are known.
    """
    chosen = list(sources) or [str(call.sound) for call in sample_calls()]
    waits, used, talked, lasted = Waits(), 0.0, 0.0, 0.0
    said: list[list[Line]] = []
    for source in chosen:
        lines, cost = _heard(source, model)
        waits.read(lines)
        used += cost
        talked += talk_s(lines)
        lasted += lines[-1]["duration_s"]
        said.append([line for line in lines if line["type"] == "utterance"])
    plain = word_delays(chosen[:1])
    published = "end of words to committed, whisper_streaming as published"
    rows = [
        *waits.rows(),
        row("end of a word to committed, plain loop over 30 s", plain),
        {"what": published, "times": None, "median_s": PUBLISHED_S, "p95_s": None},
    ]
    result = {
        "bench": "live",
        "model": model,
        "calls": len(chosen),
        "talk_s": round(talked),
        "call_s": round(lasted),
        "percent_of_two_cores_while_people_talk": round(100 * used / max(talked, 1.0) / CORES, 1),
        "percent_of_one_core_while_nobody_does": _idle(model),
        "furthest_behind_s": max(waits.lag, default=0.0),
    }
    if not sources:
        result |= _wrong(said, chosen, model)
    return {**result, "rows": rows}


def _heard(source: str, model: str) -> tuple[list[Line], float]:
    """The lines of one call, and the processor time it took from its first line to its last.

    That is the time of all processes together; none of it is taken off for silence.
    """
    lines: list[Line] = []
    before = after = 0.0
    for line, pid in heard_live(source, model):
        if not lines:
            before = processor_s(pid)
        if line["type"] == "ended":
            after = processor_s(pid)
        lines.append(line)
    return [line for line in lines if line["type"] != "ended"] + [
        line for line in lines if line["type"] == "ended"
    ], after - before


def heard_live(source: str, model: str, speed: float = 1.0) -> Iterator[tuple[Line, int]]:
    """The lines of `coach live` as they come, each with the id of its process."""
    for path in source.split(","):
        if not Path(path).is_file():
            raise InputError(f"There is no file {path}.", "Name a recording of a call.")
    files = [part for file in source.split(",") for part in ("--replay", file)]
    sides = [] if "," in source else ["--agent-channel", "left"]
    with tempfile.TemporaryDirectory() as folder:
        options = ["--model", model, "--language", "en", "--calls", folder, "--unmasked"]
        command = [sys.executable, "-m", "coach", "live", *files, *sides, *options]
        with subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--speed", str(speed), "--headless", "--json"],
            stdout=subprocess.PIPE,
            text=True,
        ) as running:
            assert running.stdout is not None
            for text in running.stdout:
                yield json.loads(text), running.pid
        if running.returncode != 0:
            raise MachineError(f"{source} could not be heard live.", "Its message stands above.")


def _idle(model: str) -> float:
    """Per cent of one core, while a line carries noise and nobody speaks."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "nobody.wav")
        chance = np.random.default_rng(0)
        noise = chance.normal(0.0, 10.0, (round(QUIET_S * 8000), 2)).astype("<i2")
        with wave.open(str(file), "wb") as out:
            out.setnchannels(2)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(noise.tobytes())
        _, used = _heard(str(file), model)
    return round(100 * used / QUIET_S, 1)


def _wrong(said: Sequence[Sequence[Line]], sources: Sequence[str], model: str) -> dict[str, float]:
    """Per cent of words wrong, live and as a recording."""
    spoken = spoken_in(sample_calls())
    live: dict[str, list[str]] = {
        side: [" ".join(line["text"] for line in call if line["speaker"] == side) for call in said]
        for side in Speaker
    }
    recorded = run_engine(EngineName.FASTER_WHISPER, model, sources)["calls"]
    offline: dict[str, list[str]] = {
        side: [call["said"][side] for call in recorded] for side in Speaker
    }
    return {
        "wer_live": errors(spoken, live)["wer_both"],
        "wer_recorded": errors(spoken, offline)["wer_both"],
    }
