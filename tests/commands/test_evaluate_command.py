"""`coach evaluate`: precision and recall on labelled calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bad_inputs import ROOT
from click.testing import CliRunner

from coach.cli import main

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


@pytest.mark.slow
def test_all_labelled_calls_of_the_project() -> None:
    """The project's own labelled calls can all be scored."""
    check(json.loads(said(str(LABELLED), "--json")), cases=len(list(LABELLED.glob("*.json"))))
