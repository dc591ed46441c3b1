"""Fits the calibration of findings on all our labelled calls: coach/measured/calibration.toml.

    python -m training.calibrate            fits, tells what it does to unseen calls, and keeps it
    python -m training.calibrate --dry      keeps nothing

Run it whenever the detectors or the signals have changed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coach.evaluation import evaluate_folder
from coach.evaluation.calibration import brier, curve, expected_error
from coach.evaluation.fitting import choose, fit, loss, out_of_fold
from coach.measured import Calibration
from coach.measured.calibration import CALIBRATION
from training.measure import CALLS, UNSEEN

HEAD = """\
# From how sure a detector is to how often it is right: log odds times scale, plus shift, plus the
# pattern's own. Written by `python -m training.calibrate`.
"""


def write(calibration: Calibration, file: Path = CALIBRATION) -> None:
    lines = [HEAD, f"scale = {calibration.scale}", f"shift = {calibration.shift}\n", "[patterns]"]
    lines += [f"{slug} = {shift}" for slug, shift in sorted(calibration.patterns.items())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tell(name: str, found: Sequence[tuple[float, bool]]) -> None:
    error, squared = expected_error(curve(found)), brier(found)
    print(f"{name:22} error {error:.3f}  brier {squared:.3f}  log loss {loss(found):.3f}")
    for one in curve(found):
        print(f"  {one.low:.1f}-{one.high:.1f}  {one.findings:4}  true {one.true:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the calibration of findings.")
    parser.add_argument("--dry", action="store_true", help="keep nothing")
    options = parser.parse_args()
    seen = [replace(one, seen=True) for one in evaluate_folder(CALLS, raw=True).judged]
    unseen = evaluate_folder(UNSEEN, raw=True).judged
    judged = [*seen, *unseen]
    stiffness, losses = choose(judged)
    print({key: round(value, 4) for key, value in losses.items()}, "stiffness", stiffness)
    tell("as detectors say", [(one.confidence, one.true) for one in unseen])
    tell("calibrated, unseen", out_of_fold(judged, stiffness))
    if not options.dry:
        write(fit(judged, stiffness))


if __name__ == "__main__":
    main()
