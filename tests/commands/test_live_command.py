"""`coach live`, as users run it: a process of its own, real sound, and the power cut."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bad_inputs import ROOT, write_bad_files
from click.testing import CliRunner

from coach.call import Setting, Span, Speaker, Utterance, Word, events
from coach.cli import main
from coach.listening import Listener, listen
from coach.store.reading import read_journal, unfinished

HERE = Path(__file__).parent
SAMPLE = ROOT / "sample_calls" / "raffle"
WITHIN_S = 250
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


class Live:
    """`coach live` on a sample call, its lines as they come."""

    def __init__(self, folder: Path, *arguments: str, sample: Path = SAMPLE) -> None:
        self.folder = folder
        sound = next(sample.glob("sound.*"))
        command = [sys.executable, HERE / "scripted_live.py", sample / "as_spoken.call"]
        command += ["live", "--replay", sound, "--calls", folder, "--headless", *arguments]
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def lines(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield json.loads(line)

    def until(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        """The lines up to the one of this type that is the so-manieth."""
        seen: list[dict[str, Any]] = []
        for line in self.lines():
            seen.append(line)
            count -= line["type"] == kind
            if not count:
                return seen
        raise AssertionError(f"there was no {kind}: {self.process.stderr.read()}")  # type: ignore[union-attr]

    def end(self) -> tuple[int, list[dict[str, Any]], str]:
        """Exit code, the lines that still came, and what was said on standard error."""
        out, error = self.process.communicate(timeout=WITHIN_S)
        return self.process.returncode, [json.loads(line) for line in out.splitlines()], error


def _utterance(line: dict[str, Any]) -> Utterance:
    words = (
        Word(word["text"], Span(word["start"], word["end"]), word["confidence"])
        for word in line["words"]
    )
    return Utterance(Speaker(line["speaker"]), tuple(words))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Any]:
    begun: list[Live] = []

    def begin(*arguments: str, **options: Any) -> Live:
        begun.append(Live(tmp_path, *arguments, **options))
        return begun[-1]

    yield begin
    for each in begun:
        each.process.kill()
        each.process.wait()
        for pipe in (each.process.stdout, each.process.stderr):
            if pipe is not None:
                pipe.close()


def command(*arguments: object, **env: str) -> Any:
    return CliRunner().invoke(main, ["live", *map(str, arguments)], env=env)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["raffle", "cable-box", "cut-off"])
def test_a_replayed_call_is_heard_and_coached(live: Any, tmp_path: Path, name: str) -> None:
    """Lines come in order, and the findings are those of a review of the same words."""
    sample = ROOT / "sample_calls" / name
    code, lines, error = live("--json", "--unmasked", "--speed", "0", sample=sample).end()
    assert code == 0, error
    assert error == ""
    assert lines[0]["type"] == "started"
    assert lines[-1]["type"] == "ended"
    said = [line for line in lines if line["type"] == "utterance"]
    assert [line["turn"] for line in said] == list(range(len(said)))
    ends = [line["end"] for line in said]
    assert ends == sorted(ends)
    ats = [line["at"] for line in lines]
    assert ats == sorted(ats)
    kept = read_journal(Path(lines[-1]["kept"]))
    assert len(kept.utterances) == len(said)
    found = {(it["pattern"], it["turn"]) for it in lines if it["type"] == "finding"}
    assert {it.identity for it in kept.findings} == found
    heard = tuple(map(_utterance, said))
    reviewed = listen(events(heard, lines[-1]["duration_s"]), Listener.to(Setting()))
    assert {it.identity for it in reviewed} == found
    assert lines[-1]["score"]["overall"] <= 100
    assert [path.suffix for path in tmp_path.iterdir()] == [".jsonl"], "no sound without consent"


@posix
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_call_in_order(live: Any, number: signal.Signals) -> None:
    """Asked to end, it writes the last words, says goodbye and returns 0 without a traceback."""
    running = live("--json", "--speed", "4")
    before = running.until("utterance", 2)
    running.process.send_signal(number)
    code, after, error = running.end()
    assert (code, error) == (0, "")
    assert after[-1]["type"] == "ended"
    kept = read_journal(Path(after[-1]["kept"]))
    said = [line for line in (*before, *after) if line["type"] == "utterance"]
    assert len(kept.utterances) == len(said)
    assert kept.ended_by is not None


@posix
@pytest.mark.slow
def test_a_reader_that_leaves_ends_the_call(live: Any, tmp_path: Path) -> None:
    """When nobody reads the lines any more the call ends quietly, and is kept."""
    running = live("--json", "--speed", "4")
    running.until("utterance")
    running.process.stdout.close()
    assert running.process.wait(WITHIN_S) == 0
    assert running.process.stderr.read() == ""
    (path,) = tmp_path.glob("*.call.jsonl")
    assert read_journal(path).utterances


@posix
@pytest.mark.slow
def test_a_power_cut_loses_nothing_that_was_said(live: Any, tmp_path: Path) -> None:
    """After kill -9 every word that was told is brought back, once."""
    running = live("--json", "--speed", "4", "--record", "--consented")
    told = [it for it in running.until("utterance", 4) if it["type"] == "utterance"]
    running.process.kill()
    running.process.wait(WITHIN_S)
    (path,) = unfinished(tmp_path)
    back = command("--recover", "--calls", tmp_path, "--json")
    assert back.exit_code == 0, back.output
    (review,) = [json.loads(back.stdout)]
    texts = [(it["speaker"], it["start"], len(it["words"])) for it in review["utterances"]]
    assert texts[: len(told)] == [(it["speaker"], it["start"], len(it["words"])) for it in told]
    assert any("cut off" in note for note in review["notes"])
    assert not path.exists()
    assert list(tmp_path.glob("*.wav"))
    assert "nothing to bring back" in command("--recover", "--calls", tmp_path).stderr


@posix
@pytest.mark.slow
def test_an_engine_that_is_killed_loses_nothing(live: Any) -> None:
    """With its engine killed in the middle, the call goes on and every word is there."""
    running = live("--json", "--speed", "2")
    before = running.until("utterance", 2)
    children = subprocess.run(
        [shutil.which("ps") or "ps", "-ww", "-o", "pid=,args=", "--ppid", str(running.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    (engine,) = [int(line.split()[0]) for line in children if "spawn_main" in line]
    os.kill(engine, signal.SIGKILL)
    code, after, error = running.end()
    assert code == 0, error
    troubles = [line["trouble"] for line in after if line["type"] == "trouble"]
    assert troubles[:2] == ["engine lost", "engine back"]
    words = [
        word["text"]
        for line in (*before, *after)
        if line["type"] == "utterance"
        for word in line["words"]
    ]
    script = (SAMPLE / "as_spoken.call").read_text(encoding="utf-8")
    assert len(words) > 0.95 * sum(
        len(line.split("<-")[0].split(": ", 1)[1].split())
        for line in script.splitlines()
        if line.startswith("[")
    )


@pytest.mark.slow
def test_lines_for_people(live: Any) -> None:
    """Without --json there are calm lines, a wrap-up, and where the call is kept."""
    running = live("--speed", "0")
    out, error = running.process.communicate(timeout=WITHIN_S)
    assert running.process.returncode == 0, error
    assert "  Agent     " in out
    assert "The call is over." in out
    assert "Kept in " in out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ("--replay {}/none.wav --headless", 4, "There is no file"),
        ("--replay {}/text.wav --headless", 4, "text.wav is not a recording"),
        ("--replay {}/empty.wav --headless", 4, "empty.wav is empty"),
        ("--replay a --replay b --replay c --headless", 2, "A call has two sides."),
        ("--replay a --device b --headless", 2, "not both"),
        ("--device a --agent-device b --headless", 2, "both sides at once"),
        ("--speed 2 --headless", 2, "Only a recording has a speed."),
        ("--replay a --json", 2, "--json needs --headless"),
        ("--replay a --consented --headless", 2, "Add --record."),
        ("--replay a", 2, "The sidebar needs a terminal."),
        ("--replay a --headless --known nonsense", 2, "'nonsense' is no fact."),
        ("--replay a --headless --preset x", 2, "Name it with --settings."),
        ("--replay a --headless --settings {}/none.toml", 2, "none.toml cannot be read"),
        ("--replay a --headless --vocabulary {}/none.txt", 4, "none.txt cannot be read"),
        ("--replay a --headless --calls {}/empty.wav", 2, "Calls cannot be kept"),
        ("--device nothing-like-it --headless", 3, ""),
        (f"--replay {SAMPLE}/sound.opus --headless --engine x", 2, "There is no engine 'x'."),
        (f"--replay {SAMPLE}/sound.opus --headless --model x", 2, "There is no model 'x'."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    tmp_path: Path, arguments: str, code: int, says: str
) -> None:
    """Bad usage returns 2, a missing device 3, a file that cannot be read 4: with a next step."""
    folder = write_bad_files(tmp_path)
    words = [word.replace("{}", str(folder)) for word in arguments.split()]
    result = command(*words, COACH_HOME=str(tmp_path / "home"))
    assert result.exit_code == code, result.output
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert 2 <= len(result.stderr.strip().splitlines()) <= 3
    assert not list((tmp_path / "home").rglob("*.jsonl"))


def test_a_call_that_was_cut_off_is_told_of(tmp_path: Path) -> None:
    """Before the next call one line says that one was cut off, and how to bring it back."""
    from coach.call import Setting  # noqa: PLC0415 - with the journal
    from coach.commands.recover import unfinished_calls  # noqa: PLC0415
    from coach.store.journal import Journal  # noqa: PLC0415

    assert unfinished_calls(tmp_path) == ()
    for _ in range(2):
        Journal(tmp_path, source="x", engine="y", setting=Setting()).close()
    (line,) = unfinished_calls(tmp_path)
    assert line.startswith("2 calls were cut off, the last ")
    assert line.endswith("coach live --recover")


def test_what_cannot_be_brought_back(tmp_path: Path) -> None:
    """A file that is no call is named, and gives exit code 4."""
    (tmp_path / "x.going.jsonl").write_text("nonsense\n")
    result = command("--recover", "--calls", tmp_path)
    assert result.exit_code == 4
    assert "does not begin as a kept call does" in result.stderr
