"""Whether findings are as often true as their confidence says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.evaluation.calibration import brier, curve, expected_error

judged = st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), max_size=40)


@given(judged)
def test_the_curve_holds_every_finding(found: list[tuple[float, bool]]) -> None:
    """Each finding is in one bin, whose confidence and share of true ones are its means."""
    bins = curve(found)
    assert sum(one.findings for one in bins) == len(found)
    assert all(
        one.low <= one.confidence + 1e-9 and one.confidence <= one.high + 1e-9 for one in bins
    )
    assert [one.low for one in bins] == sorted(one.low for one in bins)
    trues = sum(one.findings * one.true for one in bins)
    assert trues == pytest.approx(sum(true for _, true in found))


@given(judged)
def test_the_error_is_a_share(found: list[tuple[float, bool]]) -> None:
    """The expected calibration error lies in 0..1, and is unknown only when nothing was found."""
    error = expected_error(curve(found))
    assert (error is None) == (not found)
    assert error is None or 0.0 <= error <= 1.0


@given(st.integers(1, 20), st.integers(0, 20))
def test_as_sure_as_true_is_no_error(true: int, false: int) -> None:
    """When every finding is as sure as the share that is true, the error is nought."""
    share = true / (true + false)
    found = [(share, True)] * true + [(share, False)] * false
    assert expected_error(curve(found)) == pytest.approx(0.0, abs=1e-9)


def test_always_sure_and_half_the_time_wrong() -> None:
    """Sureness of one that is right half the time errs by a half, and by a half squared a time."""
    found = [(1.0, True), (1.0, False)]
    assert expected_error(curve(found)) == 0.5
    assert brier(found) == 0.5
    assert brier([]) is None
