"""Precision, recall and F1 of the findings on labelled calls, a pattern and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.call import Kind, WrittenCall
from coach.detectors import discover
from coach.evaluation.calibration import Judged
from coach.evaluation.finding import Change, Find, Found, finder, hear_all, labelled_calls
from coach.evaluation.matching import Located, Matched, match
from coach.evaluation.misses import Miss, Wrong, miss

Row = dict[str, float | int | None]


@dataclass(slots=True)
class Evaluation:
    """Counts by pattern, and every false or missed finding in its place.

    `judged` holds every finding that counts, call by call, with whether it is true.
    """

    cases: int = 0
    true: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def add(self, name: str, call: WrittenCall, found: Found) -> None:
        """Count one call. Labels of patterns that have no detector yet do not count."""
        self.cases += 1
        located = [Located(f.pattern, call.order[f.anchor], f) for f in found.findings]
        matched = match(call, located)
        for one in matched.true:
            self.true[one.pattern] += 1
            self._judge(name, one, true=True)
        for kind, group, counter in self._wrong(call, matched):
            for one in group:
                counter[one.pattern] += 1
                self.misses.append(miss(name, call, kind, one, found))
                self._judge(name, one, true=False)

    def _wrong(
        self, call: WrittenCall, matched: Matched
    ) -> Iterable[tuple[Wrong, Sequence[Located], Counter[str]]]:
        slugs = frozenset(pattern.slug for pattern in discover())
        false = [one for one in matched.false if one.pattern in slugs and not _granted(one, call)]
        missed = [one for one in matched.missed if one.pattern in slugs]
        return ((Wrong.FALSE, false, self.false), (Wrong.MISSED, missed, self.missed))

    def _judge(self, name: str, located: Located, *, true: bool) -> None:
        if located.finding is not None:
            confidence = located.finding.confidence
            self.judged.append(Judged(name, located.pattern, confidence, true))

    def confidences(self) -> list[tuple[float, bool]]:
        """Of every finding that counts, how sure it was and whether it is true."""
        return [(one.confidence, one.true) for one in self.judged]

    def as_json(self) -> dict[str, Any]:
        """The object of `coach evaluate DIR --json`."""
        kinds = {pattern.slug: pattern.kind for pattern in discover()}
        rows = {slug: self.row([slug]) for slug in sorted(kinds)}
        anti = [slug for slug in rows if kinds[slug] is Kind.ANTI]
        good = [slug for slug in rows if kinds[slug] is Kind.GOOD]
        return {
            "cases": self.cases,
            "patterns": {slug: rows[slug] for slug in anti},
            "micro": self.row(anti),
            "macro": _mean([rows[slug] for slug in anti]),
            "good": {slug: rows[slug] for slug in good},
            "good_micro": self.row(good),
            "misses": [one.as_json() for one in self.misses],
        }

    def row(self, slugs: Iterable[str]) -> Row:
        """Counts and figures of some patterns taken together."""
        slugs = tuple(slugs)
        tp, fp, fn = (
            sum(counts[slug] for slug in slugs) for counts in (self.true, self.false, self.missed)
        )
        return {
            "tp": tp,
            "fp": fp,
            "fn": fn,
            "precision": _ratio(tp, tp + fp),
            "recall": _ratio(tp, tp + fn),
            "f1": _ratio(2 * tp, 2 * tp + fp + fn),
        }


def _granted(located: Located, call: WrittenCall) -> bool:
    """Whether a good move at a turn that has a label already counts neither way."""
    good = located.finding is not None and located.finding.kind is Kind.GOOD
    return good and any(mark.turn == located.turn for mark in call.marks)


def evaluate(calls: Iterable[tuple[str, WrittenCall]], find: Find | None = None) -> Evaluation:
    """How well `find` agrees with the labels. By default it is the listening of this package."""
    find = find or finder()
    result = Evaluation()
    for name, call in calls:
        result.add(name, call, find(call))
    return result


def evaluate_folder(
    folder: Path, find: Find | None = None, change: Change | None = None, *, raw: bool = False
) -> Evaluation:
    """All labelled calls below a folder. InputError when there is none.

    `change` is done to each call first. With `raw`, confidences are those before calibration.
    """
    result = Evaluation()
    for heard in hear_all(labelled_calls(folder), find, change, raw=raw):
        result.add(heard.name, heard.call, heard.found)
    return result


def _ratio(part: int, whole: int) -> float | None:
    """None where there is nothing to say."""
    return round(part / whole, 3) if whole else None


def _mean(rows: Sequence[Row]) -> dict[str, float | None]:
    made: dict[str, float | None] = {}
    for key in ("precision", "recall", "f1"):
        known = [value for row in rows if (value := row[key]) is not None]
        made[key] = round(sum(known) / len(known), 3) if known else None
    return made
