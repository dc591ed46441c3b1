"""Measures the detectors, and keeps the figures: coach/measured/figures.toml.

    python -m training.measure FOLDER ...            floors only rise
    python -m training.measure FOLDER ... --lower    floors are set anew
    python -m training.measure --alone               without calls by others

A FOLDER holds labelled calls by people who did not build the detectors; they count together with
those of `training/unseen`, and only the counts a pattern are kept. A floor is what `training/calls`
gave with one finding less that is true.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

from coach.detectors import discover
from coach.evaluation import Evaluation, evaluate_folder
from coach.measured import NEEDED, Counts, Measured, measured
from coach.measured.figures import FIGURES

CALLS = Path(__file__).parent / "calls"
UNSEEN = Path(__file__).parent / "unseen"
"""Calls of ours by authors who knew no detector."""

HEAD = """\
# Precision and recall of each pattern, and the floors that the tests hold it to on our own calls.
# Written by `python -m training.measure`; tp true, fp false, fn missed.
"""


def counts(result: Evaluation, slug: str) -> Counts:
    return Counts(result.true[slug], result.false[slug], result.missed[slug])


def together(results: Iterable[Evaluation]) -> Evaluation:
    """The counts and judgements of several folders as one."""
    whole = Evaluation()
    for one in results:
        whole.cases += one.cases
        whole.true += one.true
        whole.false += one.false
        whole.missed += one.missed
        whole.judged += one.judged
    return whole


def floor(part: int, whole: int, before: float) -> float:
    """The share with one less that is true, to two digits down, but never less than `before`."""
    now = math.floor(100 * max(0, part - 1) / whole) / 100 if whole else 0.0
    return max(now, before)


def measure(
    own: Evaluation, others: Evaluation, before: Mapping[str, Measured]
) -> dict[str, Measured]:
    """Figures and floors by pattern. Floors do not fall below those of `before`."""
    found = {}
    for slug in (pattern.slug for pattern in discover()):
        mine, theirs, old = counts(own, slug), counts(others, slug), before.get(slug)
        found[slug] = Measured(
            mine,
            theirs,
            floor(mine.tp, mine.tp + mine.fp, old.floor_precision if old else 0.0),
            floor(mine.tp, mine.tp + mine.fn, old.floor_recall if old else 0.0),
        )
    return found


def write(found: Mapping[str, Measured], calls: tuple[int, int], file: Path = FIGURES) -> None:
    """The figures as TOML; `calls` is how many of ours and of others."""
    lines = [HEAD, f"calls = {{ own = {calls[0]}, others = {calls[1]} }}"]
    for slug, one in found.items():
        lines += [
            f"\n[patterns.{slug}]",
            *(
                f"{name} = {{ tp = {c.tp}, fp = {c.fp}, fn = {c.fn} }}"
                for name, c in (("own", one.own), ("others", one.others))
            ),
            f"floor = {{ precision = {one.floor_precision}, recall = {one.floor_recall} }}",
        ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the detectors and keep the figures.")
    parser.add_argument("others", type=Path, nargs="*", help="folders of labelled calls by others")
    parser.add_argument("--alone", action="store_true", help="forget the counts of such calls")
    parser.add_argument("--lower", action="store_true", help="let floors fall")
    options = parser.parse_args()
    if bool(options.others) is options.alone:
        parser.error("name folders of calls by others, or say --alone to measure without them")
    own = evaluate_folder(CALLS)
    others = together([evaluate_folder(folder) for folder in (UNSEEN, *options.others)])
    found = measure(own, others, {} if options.lower else measured())
    write(found, (own.cases, others.cases))
    for slug, one in found.items():
        precision = one.precision
        may = precision is not None and precision >= NEEDED
        told = "not known" if precision is None else f"{precision:.2f}"
        print(f"{slug:28} {told:>9}  {'may prompt' if may else ''}")


if __name__ == "__main__":
    main()
