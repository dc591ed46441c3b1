"""What is lost when the words come from a recogniser: labelled calls, heard worse and worse."""

from __future__ import annotations

from pathlib import Path
from statistics import mean
from typing import Any

from coach.call import UsageError
from coach.evaluation import evaluate_folder
from coach.evaluation.finding import WORTH_A_PROCESS, Find, finder, labelled_calls
from coach.evaluation.misheard import Recogniser, word_errors
from coach.transcripts import read_transcript

RATES = (0.05, 0.10)
SEEDS = (1, 2, 3)
"""Which words are wrong is chance: the mean of three draws."""


def degraded(folder: Path | None) -> dict[str, Any]:
    """F1 as written, without capitals and punctuation, and with 5 % and 10 % of words wrong.

    `loss` is in F1 of the chances, against the text as written.
    """
    if folder is None or not folder.is_dir():
        raise UsageError(
            "This bench needs labelled calls.", "Try: coach bench degraded training/calls"
        )
    calls = len(labelled_calls(folder))
    find = finder() if calls < WORTH_A_PROCESS else None
    ways: dict[str, list[Recogniser | None]] = {
        "as written": [None],
        "no capitals, no punctuation": [Recogniser(0.0)],
    }
    for rate in RATES:
        ways[f"and {rate:.0%} wrong"] = [Recogniser(rate, seed) for seed in SEEDS]
    rows: list[dict[str, Any]] = []
    for name, ears in ways.items():
        measured = [_measure(folder, ear, find) for ear in ears]
        row: dict[str, Any] = {"words": name}
        row |= {key: round(mean(one[key] for one in measured), 3) for key in measured[0]}
        row["loss"] = round(rows[0]["f1"] - row["f1"], 3) if rows else 0.0
        rows.append(row)
    return {"bench": "degraded", "calls": calls, "rows": rows}


def _measure(folder: Path, ear: Recogniser | None, find: Find | None) -> dict[str, float]:
    result = evaluate_folder(folder, find, ear).as_json()
    chances, good = result["micro"], result["good_micro"]
    return {
        "wer": 0.0 if ear is None else _wrong(folder, ear),
        "precision": chances["precision"] or 0.0,
        "recall": chances["recall"] or 0.0,
        "f1": chances["f1"] or 0.0,
        "good_recall": good["recall"] or 0.0,
        "good_f1": good["f1"] or 0.0,
    }


def _wrong(folder: Path, ear: Recogniser) -> float:
    """The word error rate that the ear really had on these calls."""
    paths = labelled_calls(folder)
    calls = [read_transcript(path) for path in paths]
    heard = [ear(path.stem, call) for path, call in zip(paths, calls, strict=True)]
    return word_errors(calls, heard)
