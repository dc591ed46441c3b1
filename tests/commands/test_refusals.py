"""Whatever is wrong is said in one sentence, with the exit code that it has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bad_inputs import CALL, ROOT, UNREADABLE, UNUSABLE, Bad, write_bad_files
from click.testing import CliRunner

from coach.cli import main
from coach.signals import SignalReader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_bad_files(tmp_path)


def coach(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a process of its own."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "coach"), *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("bad", [*UNREADABLE, *UNUSABLE], ids=lambda bad: bad.line[-40:])
def test_what_is_wrong_is_said(folder: Path, bad: Bad) -> None:
    """Bad usage returns 2, bad input 4; what is wrong and what to do next stand on error output."""
    result = CliRunner().invoke(main, bad.arguments(folder), prog_name="coach")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == bad.code
    assert bad.says in result.stderr
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if line]
    assert 2 <= len(lines) <= 3
    assert "Traceback" not in result.stderr


def test_what_the_machine_lacks_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the signals model a review returns 3, and says how to get it."""
    monkeypatch.setattr(SignalReader.__init__, "__defaults__", (folder / "folder", 1))
    result = CliRunner().invoke(main, ["review", str(CALL)])
    assert result.exit_code == 3
    assert "signals model is not in" in result.stderr
    assert "make signals" in result.stderr
    assert result.stdout == ""


def test_one_bad_input_does_not_keep_the_others(folder: Path) -> None:
    """The good one of two inputs is reviewed, the bad one is named and gives the exit code."""
    result = CliRunner().invoke(main, ["review", "--json", str(folder / "text.wav"), str(CALL)])
    assert result.exit_code == 4
    assert "text.wav is not a recording" in result.stderr
    assert '"input": "script.call"' in result.stdout


@pytest.mark.parametrize(
    "bad", [UNREADABLE[0], UNREADABLE[5], UNUSABLE[3], UNUSABLE[9]], ids=lambda bad: bad.line
)
def test_no_traceback_in_a_shell(folder: Path, bad: Bad) -> None:
    """The installed command returns the same codes, with the sentence and nothing else."""
    done = coach(*bad.arguments(folder))
    assert done.returncode == bad.code
    assert bad.says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_closed_pipe_is_no_failure() -> None:
    """A reader that goes away early, such as `head`, is not told of it."""
    command = f"{Path(sys.executable).parent / 'coach'} patterns --markdown | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.stdout == "# What the coach listens for\n"
    assert done.stderr == ""


def test_what_nobody_foresaw_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of our own is one sentence and how to report it, and a trace when asked for."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("a spanner\nin the works")

    monkeypatch.setattr("coach.commands.patterns.show", broken)
    result = CliRunner().invoke(main, ["patterns"], prog_name="coach")
    assert result.exit_code == 1
    assert "Something broke inside the coach: ValueError: a spanner in the works" in result.stderr
    assert "COACH_DEBUG" in result.stderr
    monkeypatch.setenv("COACH_DEBUG", "1")
    assert isinstance(CliRunner().invoke(main, ["patterns"]).exception, ValueError)
