"""`coach evaluate`: precision and recall on labelled calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bad_inputs import ROOT
from click.testing import CliRunner

from coach.cli import main
from coach.evaluation.finding import WORTH_A_PROCESS, hear_all, labelled_calls

LABELLED = ROOT / "training" / "calls"
SHORT = """
agent: Hello, Harbour Cycles.
customer: Hi, is it open on Sunday?
agent: It is, from ten.     <- monologue
customer: Thank you, bye.
"""
KEYS = {"cases", "patterns", "micro", "macro", "good", "misses"}
ROW = {"tp", "fp", "fn", "precision", "recall", "f1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "short.call").write_text(SHORT, encoding="utf-8")
    return tmp_path


def said(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["evaluate", *arguments], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def check(made: dict, cases: int) -> None:
    assert set(made) >= KEYS
    assert made["cases"] == cases
    assert all(set(row) >= ROW for row in [*made["patterns"].values(), made["micro"]])
    labels = sum(row["tp"] + row["fn"] for row in made["patterns"].values())
    assert labels == made["micro"]["tp"] + made["micro"]["fn"] > 0
    missed = [miss for miss in made["misses"] if miss["kind"] == "missed"]
    good = sum(row["fn"] for row in made["good"].values())
    assert len(missed) == made["micro"]["fn"] + good


def test_for_programs(folder: Path) -> None:
    """As JSON the result has the keys of the contract, and its counts add up."""
    made = json.loads(said(str(folder), "--json", "--calibration"))
    check(made, cases=1)
    assert all({"confidence", "findings", "true"} <= set(row) for row in made["calibration"])


def test_for_people(folder: Path) -> None:
    """As text it shows each pattern's figures, all together, and on request each miss."""
    text = said(str(folder), "--misses")
    assert text.startswith("1 call\n")
    assert text.count("all together") == 2
    assert "misplaced-apology" in text
    assert "missed monologue in short, 2:" in text
    assert "It is, from ten." in text


def test_the_curve_for_people(folder: Path) -> None:
    """The calibration is shown as a curve with its error, or as nothing to say."""
    text = said(str(folder), "--calibration")
    assert "expected calibration error" in text or "nothing to say" in text


def test_as_a_recogniser_would_write_it(folder: Path) -> None:
    """With a simulated recogniser the turns stay, and the words come without their capitals."""
    made = json.loads(said(str(folder), "--json", "--simulate", "0"))
    check(made, cases=1)
    texts = [near["text"] for miss in made["misses"] for near in miss["context"]]
    assert "it is from ten" in texts
    assert all(text == text.lower() for text in texts)


def test_a_bench_of_worse_and_worse_words(folder: Path) -> None:
    """The bench shows F1 as written and as heard, side by side, and asks for a folder."""
    result = CliRunner().invoke(main, ["bench", "degraded", str(folder), "--json"])
    rows = json.loads(result.stdout)["rows"]
    assert [row["words"] for row in rows][:2] == ["as written", "no capitals, no punctuation"]
    assert len(rows) == 4
    assert rows[0]["loss"] == 0.0
    refused = CliRunner().invoke(main, ["bench", "degraded"])
    assert refused.exit_code == 2
    assert "labelled calls" in refused.stderr


def test_many_calls_are_heard_in_two_processes(tmp_path: Path) -> None:
    """Calls that are shared out among processes come out in order, as they do in one."""
    for number in range(WORTH_A_PROCESS):
        (tmp_path / f"{number:02d}.call").write_text(SHORT, encoding="utf-8")
    paths = labelled_calls(tmp_path)
    together = list(hear_all(paths, raw=False))
    assert [heard.name for heard in together] == [path.stem for path in paths]
    alone = next(hear_all(paths[:1], raw=False))
    assert all(heard.found == alone.found for heard in together)
    assert all(heard.call == alone.call for heard in together)


@pytest.mark.slow
def test_all_labelled_calls_of_the_project() -> None:
    """The project's own labelled calls can all be scored."""
    check(json.loads(said(str(LABELLED), "--json")), cases=len(list(LABELLED.glob("*.json"))))
