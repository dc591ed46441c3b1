"""`coach evaluate`: precision and recall on labelled calls."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from coach.call import InputError
from coach.commands import print_json
from coach.evaluation import Evaluation, evaluate_folder
from coach.evaluation.as_text import calibration as curve_as_text
from coach.evaluation.as_text import figures
from coach.evaluation.as_text import misses as misses_as_text
from coach.evaluation.calibration import brier, curve, expected_error
from coach.evaluation.misheard import Recogniser


def run(
    folder: Path, *, misses: bool, calibration: bool, simulate: float | None, as_json: bool
) -> None:
    """Evaluates every labelled call below the folder. InputError when it is none.

    `simulate` is the share of words that a simulated recogniser gets wrong; None for none at all.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.", "Name the folder that holds labelled calls.")
    ear = None if simulate is None else Recogniser(simulate)
    evaluation = evaluate_folder(folder, change=ear)
    if as_json:
        print_json({**evaluation.as_json(), **(_calibration(evaluation) if calibration else {})})
    else:
        _show(evaluation, misses=misses, calibration=calibration)


def _calibration(evaluation: Evaluation) -> dict[str, object]:
    judged = evaluation.confidences()
    bins = curve(judged)
    return {
        "calibration": [one.as_json() for one in bins],
        "calibration_error": expected_error(bins),
        "brier": brier(judged),
    }


def _show(evaluation: Evaluation, *, misses: bool, calibration: bool) -> None:
    console = Console(highlight=False)
    result = evaluation.as_json()
    console.print(f"{result['cases']} call{'' if result['cases'] == 1 else 's'}")
    console.print(figures("Chances", result["patterns"], result["micro"]))
    if result["good"]:
        console.print(figures("Good moves", result["good"], result["good_micro"]))
    if calibration:
        console.print(curve_as_text(curve(evaluation.confidences())))
    if misses:
        for one in misses_as_text(evaluation.misses):
            console.print(one)
