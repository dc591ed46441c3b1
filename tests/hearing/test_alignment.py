"""Laws of times found from attention."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coach.hearing.alignment import _first_steps, token_times


def _cost_of(cost: np.ndarray, firsts: list[int]) -> float:
    """What a path with these first steps costs: each row up to where the next begins."""
    total = 0.0
    for row, first in enumerate(firsts):
        last = firsts[row + 1] if row + 1 < len(firsts) else cost.shape[1] - 1
        inside = cost[row, first : last + 1]
        # The last cell of a row is left out when the path goes on to the next row diagonally.
        total += inside.sum() if row + 1 == len(firsts) else _cheaper(inside)
    return total


def _cheaper(inside: np.ndarray) -> float:
    return min(inside.sum(), inside[:-1].sum()) if len(inside) > 1 else inside.sum()


def _cheapest(cost: np.ndarray) -> float:
    """The textbook way."""
    rows, steps = cost.shape
    best = np.full((rows + 1, steps + 1), np.inf)
    best[0, 0] = 0
    for i in range(rows):
        for j in range(steps):
            best[i + 1, j + 1] = cost[i, j] + min(best[i, j], best[i, j + 1], best[i + 1, j])
    return float(best[-1, -1])


@given(
    st.tuples(st.integers(1, 6), st.integers(1, 12)).flatmap(
        lambda shape: arrays(np.float64, shape, elements=st.floats(-3, 3, width=32))
    )
)
def test_the_way_found_is_the_cheapest(cost: np.ndarray) -> None:
    """Row by row or cell by cell, the cheapest way costs the same, and never goes back."""
    firsts = _first_steps(cost)
    assert firsts[0] == 0
    assert firsts == sorted(firsts)
    assert _cost_of(cost, firsts) == pytest.approx(_cheapest(cost), abs=1e-6)


def test_tokens_get_the_time_at_which_attention_was_on_them() -> None:
    """Attention that walks along the sound a fifth of a second a token gives those times."""
    attention = np.full((2, 12, 110), 0.001)
    for row in range(12):
        attention[:, row, 10 * max(0, row - 1) : 10 * max(0, row - 1) + 10] = 1.0
    times = token_times(attention, first=1)
    assert len(times) == 10
    assert [start for start, _ in times] == pytest.approx([n * 0.2 for n in range(10)], abs=0.04)
