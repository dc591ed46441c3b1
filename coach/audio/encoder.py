"""How a voice sounds, as 256 numbers: the GE2E speaker encoder that Resemblyzer carries.

Only its weights are used, checked and read as a file; the package itself is never imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.sound import RATE_HZ, Samples
from coach.call import MachineError

FRAMES_PER_S = 100
_SHA256 = "39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e"
_WINDOW = RATE_HZ // 40
_HOP = RATE_HZ // FRAMES_PER_S
_MELS = 40
_LEVEL = 10 ** (-30 / 20)
"""The encoder was trained on speech raised to this level, never lowered."""
_BATCH = 64

Mel = NDArray[np.float32]
"""(frames, 40): power in mel bands, 100 frames a second."""


def is_installed() -> bool:
    """Whether the weights are on this machine."""
    return _weights() is not None


def mel_of(samples: Samples) -> Mel:
    """What the encoder listens to."""
    level = float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
    raised = samples * np.float32(_LEVEL / level) if 0.0 < level < _LEVEL else samples
    around = np.pad(raised, _WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(around, _WINDOW)[::_HOP]
    taper = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(frames * taper, axis=1)) ** 2
    mel: Mel = (power @ mel_bands(_MELS).T).astype(np.float32)
    return mel


def embed(mels: Sequence[Mel]) -> NDArray[np.float32]:
    """One unit vector for each stretch of sound, (n, 256). Likeness is their dot product."""
    import torch  # noqa: PLC0415 - slow to import, needed for mono recordings only

    lstm, weight, bias = _network()
    out = np.zeros((len(mels), len(bias)), np.float32)
    by_length: dict[int, list[int]] = {}
    for index, mel in enumerate(mels):
        by_length.setdefault(len(mel), []).append(index)
    # One thread: with more, they wait for each other, 50 times as long when the machine is busy.
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for alike in by_length.values():
            for start in range(0, len(alike), _BATCH):
                batch = alike[start : start + _BATCH]
                with torch.inference_mode():
                    _, (hidden, _) = lstm(torch.from_numpy(np.stack([mels[i] for i in batch])))
                    out[batch] = torch.relu(hidden[-1] @ weight.T + bias).numpy()
    finally:
        torch.set_num_threads(threads)
    return unit(out)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row at length 1; zeros stay zeros."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    ones: NDArray[np.float32] = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return ones


@cache
def mel_bands(count: int) -> NDArray[np.float64]:
    """(count, bins): triangles on Slaney's mel scale, each of the same area."""
    edges = _hertz(np.linspace(0.0, _mel(RATE_HZ / 2), count + 2))
    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE_HZ)
    width = np.diff(edges)
    rising = (bins - edges[:-2, None]) / width[:-1, None]
    falling = (edges[2:, None] - bins) / width[1:, None]
    height = 2.0 / (edges[2:] - edges[:-2])
    bands: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling)) * height[:, None]
    return bands


# Linear up to 1 kHz, which is mel 15, then a factor of 6.4 every 27 mel.
def _mel(hertz: float) -> float:
    return hertz * 3 / 200 if hertz < 1000 else 15 + 27 * float(np.log(hertz / 1000) / np.log(6.4))


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < 15, mel * 200 / 3, 1000 * 6.4 ** ((mel - 15) / 27))


@cache
def _network() -> Any:
    """The three LSTM layers, and the weight and bias of the last linear one."""
    import torch  # noqa: PLC0415 - slow to import, needed for mono recordings only

    file = _weights()
    if file is None:
        raise MachineError(
            "The speaker encoder, which tells two voices in one channel apart, is missing.",
            'Install it: pip install "conversation-coach[mono]".',
        )
    if hashlib.sha256(file.read_bytes()).hexdigest() != _SHA256:
        raise MachineError(
            f"{file} is not the speaker encoder it should be: its checksum is wrong.",
            "Install it again: pip install --force-reinstall --no-deps Resemblyzer==0.1.4.",
        )
    state = torch.load(file, map_location="cpu", weights_only=True)["model_state"]
    lstm = torch.nn.LSTM(_MELS, 256, num_layers=3, batch_first=True)
    lstm.load_state_dict({name[5:]: v for name, v in state.items() if name.startswith("lstm.")})
    return lstm, state["linear.weight"], state["linear.bias"]


def _weights() -> Path | None:
    package = find_spec("resemblyzer")
    for folder in (package.submodule_search_locations or ()) if package else ():
        file = Path(folder, "pretrained.pt")
        if file.is_file():
            return file
    return None
