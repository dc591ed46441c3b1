"""`coach prompts check`: what is told of prompts whose pattern is not precise enough yet."""

from __future__ import annotations

import json

from click.testing import CliRunner

from coach.cli import main
from coach.coaching.live import GUARDS
from coach.coaching.prompts import load_prompts
from coach.measured import may_prompt


def told(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["prompts", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_prompt_that_waits_is_a_note_and_no_error() -> None:
    """Live prompts of imprecise patterns are told in notes, all but the guards; it passes."""
    waiting = {
        prompt.id
        for prompt in load_prompts()
        if prompt.live and prompt.id not in GUARDS and not may_prompt(prompt.pattern)
    }
    rows = json.loads(told("check", "--json"))
    assert {row["about"] for row in rows if row["note"]} == waiting
    assert all(row["note"] for row in rows)
    text = told("check")
    assert text.count("waits for the review") == len(waiting)
    assert "nothing wrong with them" in text
    assert told().count("waits for the review") == len(waiting)
