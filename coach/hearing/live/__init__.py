"""Hearing a call while it goes on: blocks of sound in, what can be told of them out.

    with EngineProcess("faster-whisper", "base") as engine:
        for audible in hear_live(source, engine, language="en"):
            ...
"""

from coach.hearing.live.hearing import hear_live
from coach.hearing.live.process import EngineProcess

__all__ = ["EngineProcess", "hear_live"]
