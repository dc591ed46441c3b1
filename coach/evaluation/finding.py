"""What is found in written calls, as it would be live; in two processes when there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from coach.call import Finding, InputError, WrittenCall, events
from coach.listening import Listener, listen
from coach.signals import ACTS, SignalReader
from coach.transcripts import read_transcript

JOBS = 2
"""Processes: the signals take nearly all of the time, and each keeps one core busy."""

WORTH_A_PROCESS = 16
"""With fewer calls, a second process takes longer to start than it saves."""

Acts = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a call. `acts[i]` are the likeliest acts of the i-th utterance heard."""

    findings: Sequence[Finding]
    acts: Sequence[Acts] = field(default=())


Find = Callable[[WrittenCall], Found]
Change = Callable[[str, WrittenCall], WrittenCall]
"""What happens to a call, known by its name, before it is listened to. It keeps its turns."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A labelled call that was listened to."""

    name: str
    call: WrittenCall
    found: Found


def finder(*, raw: bool = False) -> Find:
    """Listens to a written call as it is listened to live.

    With `raw`, confidences are the detectors' own, before calibration.
    """
    reader = SignalReader()

    def find(call: WrittenCall) -> Found:
        heard = tuple(call.turns[i] for i in call.order)
        listener = Listener.to(call.setting, reader)
        if raw:
            listener.calibrate = as_it_is
        findings = listen(events(heard, call.end, call.ended_by), listener)
        return Found(
            findings, [_likeliest(r.probabilities) for r in listener.conversation.readings]
        )

    return find


def as_it_is(_: str, confidence: float) -> float:
    """No calibration."""
    return confidence


def _likeliest(probabilities: Sequence[float], most: int = 4, at_least: float = 0.3) -> Acts:
    ranked = sorted(zip(probabilities, ACTS, strict=True), reverse=True)
    return tuple((str(act), round(p, 2)) for p, act in ranked[:most] if p >= at_least)


def labelled_calls(folder: Path) -> list[Path]:
    """The files of labelled calls below a folder. InputError when there is none."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".call"))
    if not paths:
        raise InputError(
            f"There are no labelled calls in {folder}.", "They are files named *.json or *.call."
        )
    return paths


def hear_all(
    paths: Sequence[Path], find: Find | None = None, change: Change | None = None, *, raw: bool
) -> Iterator[Heard]:
    """Each call with what is found in it, in the order of the paths."""
    if find is not None:
        yield from (_hear(path, find, change) for path in paths)
    elif len(paths) < WORTH_A_PROCESS or (os.cpu_count() or 1) < JOBS:
        shared = finder(raw=raw)
        yield from (_hear(path, shared, change) for path in paths)
    else:
        # A fresh interpreter each: an engine's threads do not survive a fork.
        with ProcessPoolExecutor(JOBS, get_context("spawn")) as pool:
            todo = [(path, change, raw) for path in paths]
            yield from pool.map(_hear_here, todo, chunksize=4)


def _hear(path: Path, find: Find, change: Change | None) -> Heard:
    call = read_transcript(path)
    name = path.stem
    if change is not None:
        call = change(name, call)
    return Heard(name, call, find(call))


@cache
def _finder_here(*, raw: bool) -> Find:
    return finder(raw=raw)


def _hear_here(todo: tuple[Path, Change | None, bool]) -> Heard:
    path, change, raw = todo
    return _hear(path, _finder_here(raw=raw), change)
