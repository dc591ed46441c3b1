"""Precision, recall and F1 of the findings on labelled calls, a pattern and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.call import Finding, InputError, Kind, WrittenCall, events
from coach.detectors import discover
from coach.evaluation.matching import Located, Matched, match
from coach.listening import Listener, listen
from coach.signals import SignalReader
from coach.transcripts import read_transcript

Find = Callable[[WrittenCall], Sequence[Finding]]


@dataclass(slots=True)
class Evaluation:
    """Counts by pattern, and every false or missed finding in its place."""

    cases: int = 0
    true: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    misses: list[dict[str, Any]] = field(default_factory=list)
    confidences: list[tuple[str, float, bool]] = field(default_factory=list)

    def add(self, name: str, call: WrittenCall, matched: Matched, slugs: frozenset[str]) -> None:
        """Count one call. Labels of patterns that have no detector yet do not count."""
        self.cases += 1
        for located in matched.true:
            self.true[located.pattern] += 1
            self._confidence(located, truly=True)
        for kind, group, counter in (
            ("false", matched.false, self.false),
            ("missed", matched.missed, self.missed),
        ):
            for located in group:
                if located.pattern not in slugs or (
                    kind == "false" and self._granted(located, call)
                ):
                    continue
                counter[located.pattern] += 1
                if kind == "false":
                    self._confidence(located, truly=False)
                text = call.turns[located.turn].text if located.turn < len(call.turns) else ""
                self.misses.append(
                    {
                        "case": name,
                        "pattern": located.pattern,
                        "turn": located.turn,
                        "kind": kind,
                        "text": text,
                    }
                )

    @staticmethod
    def _granted(located: Located, call: WrittenCall) -> bool:
        """Whether a good move at a turn that has a label already counts neither way."""
        good = located.finding is not None and located.finding.kind is Kind.GOOD
        return good and any(mark.turn == located.turn for mark in call.marks)

    def _confidence(self, located: Located, *, truly: bool) -> None:
        if located.finding is not None:
            self.confidences.append((located.pattern, located.finding.confidence, truly))

    def as_json(self) -> dict[str, Any]:
        """The object of `coach evaluate DIR --json`."""
        kinds = {pattern.slug: pattern.kind for pattern in discover()}
        rows = {slug: self._row([slug]) for slug in sorted(kinds)}
        anti = [slug for slug in rows if kinds[slug] is Kind.ANTI]
        good = [slug for slug in rows if kinds[slug] is Kind.GOOD]
        return {
            "cases": self.cases,
            "patterns": {slug: rows[slug] for slug in anti},
            "micro": self._row(anti),
            "macro": _mean([rows[slug] for slug in anti]),
            "good": {slug: rows[slug] for slug in good},
            "good_micro": self._row(good),
            "misses": self.misses,
        }

    def _row(self, slugs: Iterable[str]) -> dict[str, float | int | None]:
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


def evaluate(calls: Iterable[tuple[str, WrittenCall]], find: Find | None = None) -> Evaluation:
    """How well `find` agrees with the labels. By default it is the listening of this package."""
    find = find or finder()
    slugs = frozenset(pattern.slug for pattern in discover())
    result = Evaluation()
    for name, call in calls:
        located = [Located(f.pattern, call.order[f.anchor], f) for f in find(call)]
        result.add(name, call, match(call, located), slugs)
    return result


def evaluate_folder(folder: Path, find: Find | None = None) -> Evaluation:
    """All labelled calls below a folder. InputError when there is none."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".call"))
    calls = [(path.stem, read_transcript(path)) for path in paths]
    if not calls:
        raise InputError(
            f"There are no labelled calls in {folder}.", "They are files named *.json or *.call."
        )
    return evaluate(calls, find)


def finder() -> Find:
    """Listens to a written call as it is listened to live."""
    reader = SignalReader()

    def find(call: WrittenCall) -> Sequence[Finding]:
        heard = tuple(call.turns[i] for i in call.order)
        return listen(events(heard, call.end, call.ended_by), Listener.to(call.setting, reader))

    return find


def _ratio(part: int, whole: int) -> float | None:
    """None where there is nothing to say."""
    return round(part / whole, 3) if whole else None


def _mean(rows: Sequence[dict[str, float | int | None]]) -> dict[str, float | None]:
    made: dict[str, float | None] = {}
    for key in ("precision", "recall", "f1"):
        known = [value for row in rows if (value := row[key]) is not None]
        made[key] = round(sum(known) / len(known), 3) if known else None
    return made
