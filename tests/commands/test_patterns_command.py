"""`coach patterns`: what the coach listens for."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from coach.cli import main
from coach.detectors import discover


def said(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["patterns", *arguments], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def test_all_patterns_are_listed() -> None:
    """Each pattern is listed once with its sentence, anti-patterns before good moves."""
    text = said()
    assert all(text.split().count(pattern.slug) == 1 for pattern in discover())
    assert text.index("Chances") < text.index("dead-air") < text.index("Good moves")


def test_all_patterns_for_programs() -> None:
    """As JSON each pattern has its slug, kind, skill, summary, sections and examples."""
    rows = json.loads(said("--json"))
    assert [row["slug"] for row in rows] == [pattern.slug for pattern in discover()]
    for row in rows:
        assert {"slug", "kind", "skill", "summary", "sections", "examples"} <= set(row)
        assert row["kind"] in ("anti", "good")
        assert "What it hears" in row["sections"]


@pytest.mark.parametrize("slug", [pattern.slug for pattern in discover()])
def test_a_page_is_shown(slug: str) -> None:
    """A pattern's page has its headings and its examples with their marks."""
    text = said(slug)
    assert slug in text
    assert all(heading in text for heading in ("What it hears", "Known misses", "Source"))
    assert "Examples" in text
    assert f"<- {slug}" in " ".join(text.split())


def test_one_pattern_for_programs() -> None:
    """One pattern as JSON is its row of the list."""
    row = json.loads(said("dead-air", "--json"))
    assert row in json.loads(said("--json"))
    assert row["slug"] == "dead-air"


def test_all_pages_as_markdown() -> None:
    """All pages in one text have each pattern's heading once, in order."""
    text = said("--markdown")
    heads = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert heads == [pattern.slug for pattern in discover()]
    assert text.endswith("```\n")
