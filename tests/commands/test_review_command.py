"""`coach review` of calls that are written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bad_inputs import CALL, ROOT
from click.testing import CliRunner

from coach.call import Speaker
from coach.cli import main
from coach.transcripts import read_transcript

KEYS = {
    "input", "duration_s", "engine", "roles", "ended_by", "utterances", "findings", "metrics",
    "score", "timing",
}  # fmt: skip
FINDING = {
    "pattern", "kind", "turn", "start", "end", "quote", "evidence", "confidence", "why", "instead",
}  # fmt: skip
METRICS = {
    "talk_share", "overlap_s", "silence_s", "hold_s", "longest_monologue_s", "agent_wpm",
    "interruptions", "response_gap_s",
}  # fmt: skip
SKILLS = {"asking", "apology", "listening", "ending", "ownership", "recovery"}


def said(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["review", *arguments], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def reviewed() -> dict:
    return json.loads(said(str(CALL), "--json", "--unmasked"))


def test_the_keys_of_the_contract(reviewed: dict) -> None:
    """A review for programs has what they rely on."""
    assert set(reviewed) >= KEYS
    assert set(reviewed["roles"]) >= {"how", "confidence"}
    assert set(reviewed["metrics"]) >= METRICS
    assert set(reviewed["metrics"]["talk_share"]) == {"agent", "customer"}
    assert set(reviewed["score"]["skills"]) == SKILLS
    assert set(reviewed["timing"]) >= {"audio_s", "wall_s"}
    assert reviewed["findings"]
    assert all(set(finding) >= FINDING for finding in reviewed["findings"])
    for said in reviewed["utterances"]:
        assert set(said) >= {"speaker", "start", "end", "text", "words"}
        assert all(set(w) >= {"text", "start", "end", "confidence"} for w in said["words"])


def test_it_is_the_written_call(reviewed: dict) -> None:
    """The words, sides and end of a written call are those of its file."""
    call = read_transcript(CALL)
    texts = [(said["speaker"], said["text"]) for said in reviewed["utterances"]]
    heard = [call.turns[i] for i in call.order]
    assert texts == [(str(turn.speaker), turn.text) for turn in heard]
    assert reviewed["ended_by"] == str(call.ended_by)
    assert reviewed["duration_s"] == pytest.approx(call.end)
    assert reviewed["roles"]["how"] == "declared"


def test_a_finding_points_to_a_turn_of_the_file(reviewed: dict) -> None:
    """A finding's turn counts as the file does, and its quote stands in that turn."""
    call = read_transcript(CALL)
    for finding in reviewed["findings"]:
        turn = call.turns[finding["turn"]]
        assert finding["quote"] in turn.text
        assert turn.speaker is Speaker.AGENT or finding["pattern"] == "dead-air"
        assert finding["kind"] in ("anti", "good")
        assert 0.0 <= finding["start"] <= finding["end"] <= reviewed["duration_s"]


def test_for_people() -> None:
    """For people the review says who spoke, what was noticed and what it is for, numbers hidden."""
    text = said(str(CALL))
    assert "eight six six, five five five" not in " ".join(text.split())
    assert "script.call" in text or "cut-off" in text
    assert "coaching" in " ".join(text.split())


def test_a_report_to_keep(tmp_path: Path) -> None:
    """A report as HTML is one file that loads nothing from anywhere."""
    report = tmp_path / "report.html"
    result = CliRunner().invoke(main, ["review", str(CALL), "--html", str(report)])
    assert result.exit_code == 0, result.output
    html = report.read_text(encoding="utf-8")
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert not any(mark in html for mark in ('src="http', 'href="http', "@import", "url(http"))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "sample_calls").glob("*/")))
def test_every_sample_call_can_be_reviewed(name: str) -> None:
    """Each sample call, as it was scripted, is reviewed without a word of complaint."""
    script = ROOT / "sample_calls" / name / "script.call"
    if script.exists():
        assert json.loads(said(str(script), "--json"))["utterances"]
