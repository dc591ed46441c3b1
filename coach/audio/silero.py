"""The Silero network: how likely each 32 ms of sound is speech."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.sound import RATE_HZ, Samples
from coach.call import MachineError

FRAME = 512
FRAME_S = FRAME / RATE_HZ
_CONTEXT = 64
_BATCH = 16
"""Frames a run: the quickest here (800 x real time; 4 and 10,000 frames give half of that)."""
_FLOOR_DBFS = -80.0
_FLOOR_FRAMES = 31
"""After a second below the floor the network is not asked until the line wakes up. That costs
nothing to compute, and the state of the network does not wander off in a long silence, after
which it would miss whole sentences."""


@dataclass(frozen=True, slots=True)
class _Network:
    """A file in an installed package, with the gain and the thresholds at which it serves best.

    Silero's own 1.0, 0.5 and 0.35 lose speech, most of all loud speech. Of 121 lines in the
    sample calls the first network now misses none (5 before), the second 3 (9 before) and more of
    real calls. Ringing, hold music and noise stay below the thresholds of both.
    """

    package: str
    file: str
    gain: float
    enter: float
    leave: float


_NETWORKS = (
    _Network("silero_vad", "data/silero_vad_16k_sequence.onnx", 0.25, 0.35, 0.2),
    _Network("faster_whisper", "assets/silero_vad_v6.onnx", 0.5, 0.25, 0.12),
)


class SpeechProbability:
    """Probabilities 0..1, one for every whole frame pushed so far. One channel, from its start.

    Speech begins at `enter` and goes on down to `leave`.
    """

    def __init__(self) -> None:
        network, self._session = _loaded()
        self.enter, self.leave = network.enter, network.leave
        self._gain = np.float32(network.gain)
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        # The samples that no frame has covered yet, after the context of the next frame.
        self._waiting: Samples = np.zeros(_CONTEXT, np.float32)
        self._quiet = 0

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """The frames that `samples` complete; they may be none."""
        sound = np.concatenate([self._waiting, samples])
        count = (len(sound) - _CONTEXT) // FRAME
        self._waiting = sound[count * FRAME :]
        if count == 0:
            return np.zeros(0, np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(sound, FRAME + _CONTEXT)[::FRAME][:count]
        likely = np.zeros(count, np.float32)
        awake = self._awake(frames)
        likely[awake] = self._ask(frames[awake] * self._gain)
        return likely

    def finish(self) -> NDArray[np.float32]:
        """The last frame, made whole with silence, when samples are left over."""
        missing = -(len(self._waiting) - _CONTEXT) % FRAME
        return self.push(np.zeros(missing, np.float32))

    def _awake(self, frames: NDArray[np.float32]) -> NDArray[np.bool_]:
        level = np.sqrt(np.mean(frames[:, _CONTEXT:] ** 2, axis=1))
        below = level < 10 ** (_FLOOR_DBFS / 20)
        awake = np.ones(len(frames), np.bool_)
        for index, quiet in enumerate(below):
            self._quiet = self._quiet + 1 if quiet else 0
            awake[index] = self._quiet <= _FLOOR_FRAMES
        return awake

    def _ask(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        answers = [np.zeros(0, np.float32)]
        for start in range(0, len(frames), _BATCH):
            batch = frames[start : start + _BATCH]
            answer, self._h, self._c = self._session.run(
                None, {"input": batch, "h": self._h, "c": self._c}
            )
            answers.append(answer.reshape(-1))
        return np.concatenate(answers)


@cache
def _loaded() -> tuple[_Network, Any]:
    """The network, loaded once. Shared by all channels: it keeps no state of its own."""
    import onnxruntime  # noqa: PLC0415 - a slow import, needed only once there is sound

    network, file = _installed()
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        str(file), sess_options=options, providers=["CPUExecutionProvider"]
    )
    return network, session


def _installed() -> tuple[_Network, Path]:
    """The best network on this machine, read as a file: its package is never imported."""
    for network in _NETWORKS:
        package = find_spec(network.package)
        for folder in (package.submodule_search_locations or ()) if package else ():
            file = Path(folder, network.file)
            if file.is_file():
                return network, file
    raise MachineError(
        "The voice activity detector (Silero) is missing.", "Install it: pip install silero-vad."
    )
