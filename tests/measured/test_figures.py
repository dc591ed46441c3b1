"""Figures of the detectors, floors, and who may prompt."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.detectors import discover
from coach.evaluation import Evaluation, evaluate_folder
from coach.measured import NEEDED, Counts, Measured, may_prompt, measured
from training.measure import CALLS, counts, floor, measure, write

SLUGS = {pattern.slug for pattern in discover()}


def test_every_pattern_is_measured() -> None:
    """The figures that come with the coach are of the patterns that it has, and of no other."""
    assert set(measured()) == SLUGS


def test_a_floor_is_no_ceiling() -> None:
    """No floor stands above what was measured when it was set."""
    for one in measured().values():
        assert one.floor_precision <= (one.own.precision or 0.0)
        assert one.floor_recall <= (one.own.recall or 0.0)


def test_who_may_prompt_is_precise_everywhere() -> None:
    """Who may prompt is precise enough on the calls by others, and on all calls together."""
    allowed = {slug for slug in SLUGS if may_prompt(slug)}
    assert allowed
    for slug, one in measured().items():
        parts = (one.others.precision, (one.own + one.others).precision)
        enough = all(part is not None and part >= NEEDED for part in parts)
        assert (slug in allowed) == enough


def test_not_measured_may_not_prompt() -> None:
    """A pattern that was never found in calls by others, or that nobody knows, may not prompt."""
    assert not may_prompt("sings-badly")
    assert Measured(Counts(9, 0, 0), Counts(0, 0, 3), 0.8, 0.8).precision is None
    assert Measured(Counts(9, 0, 0), Counts(3, 2, 0), 0.8, 0.8).precision == 0.6


def test_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    """What a measurement writes is what is read; floors rise with it, and never fall."""
    own, others = Evaluation(cases=2), Evaluation(cases=1)
    own.true["dead-air"], own.false["dead-air"], own.missed["dead-air"] = 9, 1, 5
    others.true["dead-air"] = 2
    before = {"dead-air": Measured(Counts(), Counts(), 0.5, 0.7)}
    found = measure(own, others, before)
    file = tmp_path / "figures.toml"
    write(found, (own.cases, others.cases), file)
    assert dict(measured(file)) == found
    assert found["dead-air"] == Measured(Counts(9, 1, 5), Counts(2, 0, 0), 0.8, 0.7)


def test_a_floor_leaves_room_for_one() -> None:
    """One finding less than measured is still above the floor, two are not."""
    assert floor(9, 10, before=0.0) == 0.8
    assert floor(1, 4, before=0.0) == 0.0
    assert floor(0, 0, before=0.0) == 0.0
    assert floor(5, 10, before=0.6) == 0.6


def test_nothing_measured_yet(tmp_path: Path) -> None:
    """Without a file of figures nothing is known, and nothing may prompt."""
    assert measured(tmp_path / "none.toml") == {}


@pytest.mark.slow
def test_no_detector_falls_under_its_floor() -> None:
    """On our own labelled calls each pattern is as precise and finds as much as its floor says."""
    result = evaluate_folder(CALLS)
    fallen = []
    for slug, one in measured().items():
        now = counts(result, slug)
        for name, share, least in (
            ("precision", now.precision, one.floor_precision),
            ("recall", now.recall, one.floor_recall),
        ):
            if (share or 0.0) < least:
                fallen.append(f"{slug}: {name} {share} is below {least}")
    assert not fallen, "\n".join(fallen)
