"""Hearing a call while it goes on: blocks of sound in, what can be told of them out.

`EngineProcess` is started once, before the call, and may serve many calls, one at a time:
`with EngineProcess("faster-whisper", "base") as engine: ... hear_live(source, engine)`.
"""

from coach.hearing.live.hearing import hear_live
from coach.hearing.live.process import EngineProcess

__all__ = ["EngineProcess", "hear_live"]
