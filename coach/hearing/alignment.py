"""When each token was said, from where the decoder's attention was while it wrote it.

Dynamic time warping as in openai-whisper, in plain numpy: a row at a time, nothing to compile.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP_S = 0.02
"""The resolution of word times: one step of the encoder, two frames."""
_MEDIAN_OF = 7


def token_times(attention: NDArray[Any], first: int) -> list[tuple[float, float]]:
    """Start and end of each text token, in seconds of the window.

    `attention` is (heads, rows, steps), a probability over the steps; the row that writes the
    first text token is `first`, and the last row writes the end of the text.
    """
    spread = attention.std(axis=1, keepdims=True)
    even = (attention - attention.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9)
    likely = _median(even).mean(axis=0)[first:]
    starts = [step * STEP_S for step in _first_steps(-likely.astype(np.float64))]
    return list(pairwise(starts))


def _median(values: NDArray[Any]) -> NDArray[Any]:
    """A running median over the last axis."""
    side = _MEDIAN_OF // 2
    if values.shape[-1] <= side:
        return values
    padded = np.pad(values, ((0, 0), (0, 0), (side, side)), mode="reflect")
    views = np.lib.stride_tricks.sliding_window_view(padded, _MEDIAN_OF, axis=-1)
    return np.asarray(np.median(views, axis=-1))


def _first_steps(cost: NDArray[np.float64]) -> list[int]:
    """The first step of each row on the cheapest way from the first corner to the last."""
    rows, steps = cost.shape
    best = np.full((rows + 1, steps + 1), np.inf)
    best[0, 0] = 0.0
    for row in range(rows):
        # Into the row from above, then along it: a running minimum, less what the way costs.
        into = cost[row] + np.minimum(best[row, :-1], best[row, 1:])
        along = np.cumsum(cost[row])
        best[row + 1, 1:] = along + np.minimum.accumulate(into - along)
    firsts = [0] * rows
    row, step = rows, steps
    while row > 0:
        firsts[row - 1] = step - 1
        above, left, corner = best[row - 1, step], best[row, step - 1], best[row - 1, step - 1]
        if corner <= min(above, left):
            row, step = row - 1, step - 1
        elif above <= left:
            row -= 1
        else:
            step -= 1
    return firsts
