"""Calls that were cut off, brought back from disk."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from scripted_calls import ROOT, SAMPLES, Told, live_call

from coach.call import EndedBy, Heard, InputError, Setting
from coach.pipeline import reviewing
from coach.pipeline.keeping import Keeping
from coach.pipeline.recorded import Options
from coach.pipeline.recovering import recover, review_kept
from coach.signals import SignalReader
from coach.store.journal import Journal
from coach.store.reading import read_journal, unfinished
from coach.transcripts import read_transcript

CUT = ROOT / "sample_calls" / "cut-off" / "as_spoken.call"


def kept(path: Path, folder: Path, reader: SignalReader, **options: object) -> Path:
    """The journal of a whole call."""
    keeping = Keeping(
        lambda: Journal(folder, source="a call", engine="scripted", setting=Setting()),
        **options,  # type: ignore[arg-type]
    )
    live, _ = live_call(read_transcript(path), reader, keeping=keeping)
    told = Told(lambda it: isinstance(it, Heard), live.consent)
    outcome = live.run(told)
    assert outcome.kept is not None
    return outcome.kept


def cut_before_the_end(path: Path) -> Path:
    """The same journal as it would be without its last lines, and with half of one."""
    lines = path.read_bytes().split(b"\n")
    last = next(i for i, line in enumerate(lines) if b'"type":"ended"' in line)
    going = path.with_name(path.name.replace(".call.", ".going."))
    going.write_bytes(b"\n".join(lines[: last - 1]) + b"\n" + lines[last - 1][:20])
    path.unlink()
    return going


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_call_is_what_it_was(path: Path, reader: SignalReader, tmp_path: Path) -> None:
    """A call brought back has all words that were said, and what was found by then."""
    whole = kept(path, tmp_path, reader)
    before = read_journal(whole)
    reviewed, after = recover(cut_before_the_end(whole), reader)
    assert [it.span for it in reviewed.utterances] == [it.span for it in before.utterances]
    found = {it.identity for it in reviewed.findings}
    assert found >= {it.identity for it in before.findings if it.span.end < before.until - 30}
    assert any("cut off" in note for note in reviewed.notes)
    assert after.ended_by is EndedBy.UNKNOWN
    assert after.path.name.endswith(".call.jsonl")
    assert after.skipped == 1, "the torn line"
    assert not unfinished(tmp_path)
    again = review_kept(after.path, reader)
    assert again.findings == reviewed.findings
    assert again.utterances == reviewed.utterances


def test_a_call_that_goes_on_is_left_alone(reader: SignalReader, tmp_path: Path) -> None:
    """Another window's call is not brought to an end."""
    journal = Journal(tmp_path, source="a call", engine="scripted", setting=Setting())
    before = journal.path.read_bytes()
    with pytest.raises(InputError, match="still goes on"):
        recover(journal.path, reader)
    assert journal.path.read_bytes() == before
    journal.close()


def test_a_kept_call_is_reviewed_like_a_recording(reader: SignalReader, tmp_path: Path) -> None:
    """A review opens the journal of a call with its sound, its words masked."""
    path = kept(CUT, tmp_path, reader, has_sound=True)
    with reviewing(path, Options()) as (reviewed, recording):
        assert reviewed.source == "a call"
        assert reviewed.findings
        assert recording is not None
        assert recording.duration == pytest.approx(reviewed.duration, abs=0.5)


KILLED = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from scripted_calls import live_call
from coach.call import Setting, Tick
from coach.pipeline.keeping import Keeping
from coach.signals import SignalReader
from coach.store.journal import Journal
from coach.transcripts import read_transcript
import os, signal

def journal():
    return Journal(Path({folder!r}), source="a call", engine="scripted", setting=Setting())

live, _ = live_call(
    read_transcript({script!r}), SignalReader(), keeping=Keeping(journal, has_sound=True)
)
live.consent()

def sink(happening):
    if isinstance(happening, Tick) and happening.now >= 60:
        os.kill(os.getpid(), signal.SIGKILL)

live.run(sink)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_a_killed_program_loses_no_word(reader: SignalReader, tmp_path: Path) -> None:
    """After kill -9 at 60 s, all that had ended by then is there, and the sound but its last."""
    code = KILLED.format(paths=[str(Path(__file__).parent)], folder=str(tmp_path), script=str(CUT))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=200, check=False)
    assert done.returncode == -signal.SIGKILL
    (path,) = unfinished(tmp_path)
    reviewed, after = recover(path, reader)
    script = read_transcript(CUT)
    said = [script.turns[i].span for i in script.order if script.turns[i].end <= 60]
    assert [it.span for it in reviewed.utterances] == said
    assert reviewed.findings
    assert after.sound is not None
    with reviewing(after.path, Options()) as (_, recording):
        assert recording is not None
        assert 25 < recording.duration <= 60.5
