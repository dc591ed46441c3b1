"""`coach evaluate`: precision and recall on labelled calls."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from coach.call import InputError
from coach.commands import print_json
from coach.evaluation import evaluate_folder
from coach.evaluation.calibration import curve

COLUMNS = ("tp", "fp", "fn", "precision", "recall", "f1")


def run(folder: Path, *, misses: bool, calibration: bool, as_json: bool) -> None:
    """Evaluates every labelled call below the folder. InputError when it is none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.", "Name the folder that holds labelled calls.")
    evaluation = evaluate_folder(folder)
    result = evaluation.as_json()
    bins = curve([(chance, true) for _, chance, true in evaluation.confidences])
    if as_json:
        print_json({**result, "calibration": bins} if calibration else result)
        return
    console = Console()
    console.print(f"{result['cases']} call{'' if result['cases'] == 1 else 's'}")
    console.print(_table("Chances", result["patterns"], result["micro"]))
    if result["good"]:
        console.print(_table("Good moves", result["good"], result["good_micro"]))
    if calibration:
        console.print(_calibration(bins))
    if misses:
        for miss in result["misses"]:
            console.print(f"{miss['kind']:6} {miss['pattern']} in {miss['case']}, {miss['turn']}:")
            console.print(f"       {miss['text']}", style="dim", highlight=False)


def _table(title: str, rows: dict[str, Any], micro: dict[str, Any]) -> Table:
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("pattern", no_wrap=True)
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for slug, row in {**rows, "all together": micro}.items():
        table.add_row(slug, *("–" if row[c] is None else str(row[c]) for c in COLUMNS))
    return table


def _calibration(bins: list[dict[str, Any]]) -> Table:
    table = Table(title="Of findings at …, so many are true", title_justify="left", box=None)
    for column in ("confidence", "findings", "true"):
        table.add_column(column, justify="right")
    for row in bins:
        table.add_row(str(row["confidence"]), str(row["findings"]), str(row["true"]))
    return table
