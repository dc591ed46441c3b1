"""A long call, heard for as long as it takes to see that the bench counts."""

from __future__ import annotations

import pytest

from coach.bench.soak import STRETCHES, soak


@pytest.mark.slow
def test_a_minute_of_the_hour() -> None:
    """Each stretch has its memory, its utterances and their waits, up to the end of the call."""
    result = soak(minutes=1.0)
    rows = result["rows"]
    assert [row["minute"] for row in rows][-1] == pytest.approx(1.0, abs=0.1)
    assert len(rows) == STRETCHES
    assert sum(row["utterances"] for row in rows) > 5
    assert max(row["memory_mb"] for row in rows) > 100
    assert all(row["median_wait_s"] > 0 for row in rows if row["utterances"])
