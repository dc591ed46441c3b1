"""The engines side by side: how fast, how much memory, and how many words are wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coach.bench.one_engine import BATCHED
from coach.call import InputError, MachineError, Speaker
from coach.call.notation import parse
from coach.hearing.models import EngineName
from coach.sample_calls import SampleCall, sample_calls

ENGINES = (EngineName.FASTER_WHISPER, BATCHED, EngineName.OPENAI_WHISPER, EngineName.TRANSFORMERS)
TIMED_CALLS = 3
"""How many sample calls are timed when no recording is named."""


def engines(sources: Sequence[str] = (), model: str = "base") -> dict[str, Any]:
    """Times real time and peak memory of each engine on the same calls, in one run."""
    chosen = list(sources) or [str(call.sound) for call in sample_calls()[:TIMED_CALLS]]
    rows = []
    for engine in ENGINES:
        run = run_engine(engine, model, chosen)
        audio = sum(call["audio_s"] for call in run["calls"])
        wall = sum(call["wall_s"] for call in run["calls"])
        rows.append(
            {
                "engine": engine,
                "audio_s": round(audio, 1),
                "wall_s": round(wall, 1),
                "times_real_time": round(audio / wall, 1),
                "peak_mb": round(run["peak_mb"]),
            }
        )
    first = rows[0]["times_real_time"]
    for row in rows:
        row["ratio_to_default"] = round(row["times_real_time"] / first, 2)
    return {"bench": "engines", "model": model, "calls": len(chosen), "rows": rows}


def wer(model: str = "base") -> dict[str, Any]:
    """Word error rate of each engine on the sample calls, both sides, whose words are known."""
    calls = sample_calls()
    spoken = spoken_in(calls)
    rows = []
    for engine in ENGINES:
        run = run_engine(engine, model, [str(call.sound) for call in calls])
        said: dict[str, list[str]] = {
            side: [heard["said"][side] for heard in run["calls"]] for side in Speaker
        }
        rows.append({"engine": engine, **errors(spoken, said)})
    return {"bench": "wer", "model": model, "calls": len(calls), "rows": rows}


def spoken_in(calls: Sequence[SampleCall]) -> dict[str, list[str]]:
    """What each side says in each call, as it is written."""
    turns = [parse(call.script.read_text(encoding="utf-8")).turns for call in calls]
    return {
        side: [" ".join(turn.text for turn in each if turn.speaker is side) for each in turns]
        for side in Speaker
    }


def errors(spoken: Mapping[str, list[str]], said: Mapping[str, list[str]]) -> dict[str, float]:
    """Per cent of words wrong a side and together, by the normaliser that papers use."""
    import jiwer  # noqa: PLC0415 - only when measured
    from whisper_normalizer.english import EnglishTextNormalizer  # noqa: PLC0415 - same

    normal = EnglishTextNormalizer()
    found = {}
    for name, sides in (*((s, (s,)) for s in Speaker), ("both", tuple(Speaker))):
        truth = [normal(text) for side in sides for text in spoken[side]]
        heard = [normal(text) for side in sides for text in said[side]]
        found[f"wer_{name}"] = round(100 * jiwer.wer(truth, heard), 2)
    return found


def run_engine(engine: str, model: str, sources: Sequence[str]) -> dict[str, Any]:
    """One engine in its own process: torch and CTranslate2 do not share one."""
    for source in sources:
        for path in source.split(","):
            if not Path(path).is_file():
                raise InputError(f"There is no file {path}.", "Name a recording of a call.")
    command = [sys.executable, "-m", "coach.bench.one_engine", str(engine), model, *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no word why"])[-1]
        raise MachineError(f"{engine} could not be measured: {last}", "coach doctor says more.")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
