"""The process that plays: reads 16 kHz stereo float32 from standard input, then makes it heard.

Its first line is "playing" once it can be heard; otherwise it says why not, and the exit code is 3.
"""

from __future__ import annotations

import sys

import numpy as np

from coach.audio import playback
from coach.audio.sound import Sound, TwoSides
from coach.call import MachineError

PLAYING = "playing"
SIDES = 2


def main() -> int:
    agent, customer = np.frombuffer(sys.stdin.buffer.read(), np.float32).reshape(-1, SIDES).T
    try:
        playback.play(TwoSides(Sound(agent), Sound(customer)))
    except MachineError as error:
        print(error, flush=True)  # noqa: T201 - the other process reads it
        return error.exit_code
    print(PLAYING, flush=True)  # noqa: T201
    playback.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
