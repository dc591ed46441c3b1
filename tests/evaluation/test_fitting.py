"""Fitting how sure a finding is to how often it is true."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.evaluation.calibration import Judged, curve, expected_error
from coach.evaluation.fitting import choose, fit, loss, out_of_fold
from coach.measured import Calibration, calibrated
from coach.measured.calibration import SUREST, read_calibration
from training.calibrate import write

SLUGS = ("dead-air", "no-thanks", "deflection")
shares = st.floats(0.0, 1.0)
judgements = st.builds(
    Judged,
    case=st.sampled_from([f"call {n}" for n in range(9)]),
    pattern=st.sampled_from(SLUGS),
    confidence=shares,
    true=st.booleans(),
)


def made(count: int, truth: dict[str, float], seed: int = 1) -> list[Judged]:
    """Findings whose detectors are right as often as `truth` says, and say 0.6 to 0.95."""
    chance = random.Random(seed)  # noqa: S311 - for variety
    return [
        Judged(f"call {n % 40}", slug, chance.uniform(0.6, 0.95), chance.random() < truth[slug])
        for n in range(count)
        for slug in truth
    ]


@given(st.lists(judgements, min_size=1, max_size=30), st.sampled_from([1.0, 8.0]), shares, shares)
def test_surer_stays_surer(
    judged: list[Judged], stiffness: float, one: float, other: float
) -> None:
    """Whatever was fitted, of two findings of a pattern the surer one is not made the less sure."""
    calibration = fit(judged, stiffness)
    low, high = sorted((one, other))
    for slug in SLUGS:
        assert 0.0 <= calibration.of(slug, low) <= calibration.of(slug, high) <= SUREST


def test_each_pattern_becomes_as_sure_as_true() -> None:
    """With many findings a pattern that is right half the time is half sure, whatever it says."""
    judged = made(600, {"dead-air": 0.5, "no-thanks": 0.9})
    calibration = fit(judged, 1.0)
    assert calibration.of("dead-air", 0.8) == pytest.approx(0.5, abs=0.08)
    assert calibration.of("no-thanks", 0.8) == pytest.approx(0.9, abs=0.05)


def test_with_few_findings_a_pattern_is_like_the_others() -> None:
    """Two false findings of one pattern move it less than they would alone, and the others not."""
    many = made(400, {"no-thanks": 0.9})
    few = [Judged("call 1", "deflection", 0.8, true=False)] * 2
    calibration = fit([*many, *few], 4.0)
    assert calibration.of("never seen", 0.8) > calibration.of("deflection", 0.8) > 0.5


def test_unseen_calls_gain() -> None:
    """On calls that the fit did not see, sureness comes nearer to the truth than it was."""
    judged = made(150, {"dead-air": 0.3, "no-thanks": 0.95, "deflection": 0.6})
    stiffness, losses = choose(judged)
    found = out_of_fold(judged, stiffness)
    before = [(one.confidence, one.true) for one in judged]
    assert len(found) == len(judged)
    assert losses[stiffness] == loss(found) < loss(before)
    error, old = expected_error(curve(found)), expected_error(curve(before))
    assert error is not None
    assert old is not None
    assert error < old


def test_what_the_rules_were_chosen_on_does_not_flatter() -> None:
    """A pattern that is right more often where its rules were chosen is as sure as elsewhere."""
    seen = [replace(one, seen=True) for one in made(400, {"dead-air": 0.9})]
    elsewhere = made(400, {"dead-air": 0.5}, seed=2)
    assert fit([*seen, *elsewhere], 1.0).of("dead-air", 0.8) == pytest.approx(0.5, abs=0.08)
    assert len(out_of_fold([*seen, *elsewhere], 1.0)) == len(elsewhere)


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The file holds the whole calibration; without a file there is none."""
    calibration = Calibration(0.8, -0.1, {"dead-air": 0.5, "no-thanks": -1.25})
    file = tmp_path / "calibration.toml"
    write(calibration, file)
    assert read_calibration(file) == calibration
    assert read_calibration(tmp_path / "none.toml") is None


def test_no_chance_at_all_is_left_to_be_seen() -> None:
    """A confidence outside 0..1 is a detector's fault that calibration does not hide."""
    assert calibrated("dead-air", 1.5) == 1.5
    assert calibrated("dead-air", -0.5) == -0.5
    assert 0.0 < calibrated("dead-air", 1.0) < 1.0
