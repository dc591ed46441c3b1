"""The command `coach`, in a process of its own, with an engine that hears what was written.

Run as `python scripted_live.py SCRIPT live ...`. Everything but the engine's model is as users
have it: the sound, the engine's process, hearing, coaching, the disk.
"""

from __future__ import annotations

import sys
from functools import partial

import coach.hearing.live
from coach.cli import main
from coach.hearing.engine import Engine
from coach.hearing.live import EngineProcess
from coach.hearing.scripted import Scripted
from coach.transcripts import read_transcript


def scripted(script: str, progress: object) -> Engine:
    """The engine, made in its own process."""
    del progress
    return Scripted(read_transcript(script).turns)


if __name__ == "__main__":
    load = partial(scripted, sys.argv.pop(1))
    coach.hearing.live.EngineProcess = partial(EngineProcess, load=load)  # type: ignore[misc,assignment]
    main(prog_name="coach")
