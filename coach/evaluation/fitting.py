"""Fits how sure a finding is to how often it is true: a line in log odds, a shift a pattern.

All patterns share the line. A pattern's own shift is held to nought by a spring (a normal prior):
with few findings it stays near what all have in common. On calls that the rules were chosen on
detectors are right more often: a shift of their own takes that up, and is left behind. How stiff
the springs are, and whether there are shifts at all, is chosen by what serves calls that neither
the rules nor the fit have seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.evaluation.calibration import Judged
from coach.measured import Calibration
from coach.measured.calibration import log_odds

STIFFNESS = (0.5, 1.0, 2.0, 4.0, 8.0, 1000.0)
"""Inverse variance of the patterns' shifts; with the last there are none."""

ABOUT = 1.02
"""Losses so near the least one are no worse."""

LINE_STIFFNESS = 0.5
"""Holds the line to "as sure as true" while there is next to nothing to fit."""

SEEN_STIFFNESS = 0.5
"""Holds the shift of seen calls, so that it is nought when there are no others to compare with."""

FOLDS = 10
STEPS = 200
LONGEST_STEP = 1.0
"""In log odds: a longer one may overshoot where all findings say nearly the same."""

LEAST_SCALE = 0.05
"""A line that fell would turn the order of findings."""

Floats = NDArray[np.float64]


def fit(judged: Sequence[Judged], stiffness: float) -> Calibration:
    """The likeliest calibration, by Newton's method: logistic regression with springs."""
    slugs = sorted({one.pattern for one in judged})
    place = {slug: index for index, slug in enumerate(slugs)}
    x = np.zeros((len(judged), 3 + len(slugs)))
    for row, one in enumerate(judged):
        x[row, :3] = log_odds(one.confidence), 1.0, float(one.seen)
        x[row, 3 + place[one.pattern]] = 1.0
    true = np.array([one.true for one in judged], float)
    rest = np.array([1.0, *([0.0] * (2 + len(slugs)))])
    springs = np.array([LINE_STIFFNESS, 0.01, SEEN_STIFFNESS, *([stiffness] * len(slugs))])
    at = rest.copy()
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ at, -30.0, 30.0)))
        slope = x.T @ (chance - true) + springs * (at - rest)
        bend = (x * (chance * (1.0 - chance))[:, None]).T @ x + np.diag(springs)
        step = np.linalg.solve(bend, slope)
        longest = float(np.abs(step).max())
        at -= step * min(1.0, LONGEST_STEP / max(longest, 1e-12))
        if longest < 1e-9:
            break
    scale, shift, _, *own = (round(float(value), 4) for value in at)
    return Calibration(max(LEAST_SCALE, scale), shift, dict(zip(slugs, own, strict=True)))


def fold_of(case: str) -> int:
    """Which part a call is in: a call stays whole, and where it was."""
    return sum(case.encode()) % FOLDS


def out_of_fold(judged: Sequence[Judged], stiffness: float) -> list[tuple[float, bool]]:
    """Each finding's calibrated confidence by a fit on the other parts, and whether it is true.

    Only of calls that the rules were not chosen on, when there are any.
    """
    made: list[tuple[float, bool]] = []
    counting = [one for one in judged if not one.seen] or judged
    for fold in range(FOLDS):
        away = [one for one in counting if fold_of(one.case) == fold]
        known = [one for one in judged if fold_of(one.case) != fold]
        if away and known:
            calibration = fit(known, stiffness)
            made += [(calibration.of(one.pattern, one.confidence), one.true) for one in away]
    return made


def loss(found: Sequence[tuple[float, bool]]) -> float:
    """The mean log loss: what a wrong sureness costs."""
    return sum(-math.log(max(0.005, c if t else 1.0 - c)) for c, t in found) / len(found)


def choose(judged: Sequence[Judged]) -> tuple[float, dict[float, float]]:
    """The stiffness that serves unseen calls best, and the loss with each.

    Of those that are about as good the stiffest: it follows chance the least.
    """
    losses = {stiffness: loss(out_of_fold(judged, stiffness)) for stiffness in STIFFNESS}
    good = [stiffness for stiffness in losses if losses[stiffness] <= ABOUT * min(losses.values())]
    return max(good), losses
