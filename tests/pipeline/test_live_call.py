"""A call that goes on, wired from its source to those who are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted_calls import SAMPLES, Made, Told, coach_for, hearing, keeping, live_call, sample

from coach.call import (
    Ended,
    Heard,
    MachineError,
    Setting,
    Span,
    Speaker,
    Tick,
    WrittenCall,
    utterance,
)
from coach.call.live import (
    Disturbed,
    Found,
    Paused,
    Pinned,
    Resumed,
    Trouble,
)
from coach.pipeline import review_transcript
from coach.pipeline.live import LiveCall
from coach.pipeline.outcome import About
from coach.signals import SignalReader
from coach.store.journal import Journal
from coach.store.reading import read_journal
from coach.transcripts import read, read_transcript

A, C = Speaker.AGENT, Speaker.CUSTOMER


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_live_finds_what_a_review_finds(path: Path, reader: SignalReader, tmp_path: Path) -> None:
    """The same words give the same findings, figures and score, live or recorded; so on disk."""
    live, _ = live_call(read_transcript(path), reader, keeping=keeping(tmp_path))
    outcome = live.run(Told())
    recorded = review_transcript(read(path), "a script", reader)
    assert outcome.reviewed is not None
    assert outcome.reviewed.findings == recorded.findings
    assert outcome.reviewed.utterances == recorded.utterances
    assert outcome.reviewed.metrics == recorded.metrics
    assert outcome.reviewed.score == recorded.score
    kept = read_journal(outcome.kept)
    assert [it.identity for it in kept.findings] == [it.identity for it in recorded.findings]
    assert kept.ended_by is recorded.ended_by
    assert kept.skipped == 0


def test_everybody_is_told_in_order(reader: SignalReader) -> None:
    """A finding comes right after the words that brought it, and the end comes last."""
    told = Told()
    live_call(sample("cable-box"), reader)[0].run(told)
    assert isinstance(told.all[-1], Ended)
    found = told.of(Found)
    assert found
    for happening in found:
        before = [it for it in told.all[: told.all.index(happening)] if isinstance(it, Heard)]
        assert len(before) > happening.finding.anchor
        assert happening.at >= happening.finding.span.start
    ticks = [it.now for it in told.of(Tick)]
    assert ticks == sorted(set(ticks))


def test_a_sink_that_fails_ends_no_call(
    reader: SignalReader, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """The call goes on to its end, and is kept, when the one who is told cannot take it."""

    def failing(_: object) -> None:
        raise RuntimeError("no more paper")

    outcome = live_call(sample("raffle"), reader, keeping=keeping(tmp_path))[0].run(failing)
    assert outcome.reviewed is not None
    assert len(read_journal(outcome.kept).utterances) == len(outcome.reviewed.utterances)
    assert [record.getMessage() for record in caplog.records] == [
        "who is told of the call failed; the call goes on"
    ]


def test_a_coach_that_fails_ends_no_call(reader: SignalReader, tmp_path: Path) -> None:
    """A fault of the coach's own is told once, and every word is heard and kept."""
    live, _ = live_call(sample("raffle"), reader, keeping=keeping(tmp_path))
    take = live._coach.take
    heard: list[object] = []

    def failing(audible: object) -> object:
        heard.append(audible)
        if 5 < len(heard) < 10:
            raise KeyError("lost")
        return take(audible)  # type: ignore[arg-type]

    live._coach.take = failing  # type: ignore[method-assign, assignment]
    told = Told()
    outcome = live.run(told)
    assert [it.trouble for it in told.of(Disturbed)] == [Trouble.COACH_FAILED]
    assert len(read_journal(outcome.kept).utterances) == len(sample("raffle").turns)


def test_a_disk_that_fails_is_said_once(
    reader: SignalReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the call cannot be written the agent is told, and told again when it can."""
    told, full = Told(), [True]
    write = __import__("os").write

    def sometimes(fd: int, data: bytes) -> int:
        if full[0]:
            raise OSError(28, "No space left on device")
        return write(fd, data)

    live, _ = live_call(sample("raffle"), reader, keeping=keeping(tmp_path))
    told = Told(
        lambda it: isinstance(it, Tick) and it.now >= 20, lambda: full.__setitem__(0, False)
    )
    journal_take = Journal.take

    def take(self: Journal, happening: object) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("coach.store.journal.os.write", sometimes)
            journal_take(self, happening)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "take", take)
    outcome = live.run(told)
    troubles = [it.trouble for it in told.of(Disturbed)]
    assert troubles == [Trouble.NOT_KEPT, Trouble.KEPT_AGAIN]
    assert "no space left on device" in told.of(Disturbed)[0].text
    assert len(read_journal(outcome.kept).utterances) == len(outcome.reviewed.utterances)


def test_what_cannot_begin_says_why(reader: SignalReader, tmp_path: Path) -> None:
    """An engine that cannot be loaded is told by who runs the call, and leaves no file behind."""

    def hears(_: object) -> object:
        raise MachineError("There are no weights.", "Fetch some.")

    source = Made(5.0)
    live = LiveCall(
        source, hears, coach_for(Setting(), reader), About(("x",), "x"), keeping=keeping(tmp_path)
    )
    with pytest.raises(MachineError, match="no weights"):
        live.run(Told())
    assert not list(tmp_path.iterdir())


def test_a_call_that_is_ended_before_it_begins(reader: SignalReader, tmp_path: Path) -> None:
    """Where nothing was heard at all, not even silence, nothing is kept."""
    source = Made(5.0)
    live = LiveCall(
        source,
        hearing((), 5.0),
        coach_for(Setting(), reader),
        About(("x",), "x"),
        keeping=keeping(tmp_path),
    )
    source.close()
    told = Told()
    assert live.run(told).kept is None
    assert isinstance(told.all[-1], Ended)
    assert not list(tmp_path.iterdir())


def test_a_silent_call_has_no_review(reader: SignalReader) -> None:
    """Where nothing was said there is nothing to write up."""
    outcome = live_call(WrittenCall((), duration=3.0), reader)[0].run(Told())
    assert outcome.reviewed is None
    assert outcome.wrap_up == ""


def test_pausing_stands_still(reader: SignalReader) -> None:
    """A pause lets go of the sound at once, is told, and the call ends as if it had not been."""
    live, source = live_call(sample("raffle"), reader)

    def pause() -> None:
        live.pause()
        live.pause()
        live.resume()

    told = Told(lambda it: isinstance(it, Heard), pause)
    outcome = live.run(told)
    assert source.paused_at
    assert [type(it) for it in told.of(Paused, Resumed)] == [Paused, Resumed]
    assert (
        outcome.reviewed.findings
        == review_transcript(
            read(SAMPLES[[p.parent.name for p in SAMPLES].index("raffle")]), "", reader
        ).findings
    )


def test_a_paused_call_can_be_ended(reader: SignalReader) -> None:
    """The end comes through although nothing is heard any more."""
    live, _ = live_call(sample("raffle"), reader)

    def stop() -> None:
        live.pause()
        live.end()

    told = Told(lambda it: isinstance(it, Tick) and it.now >= 10, stop)
    outcome = live.run(told)
    assert isinstance(told.all[-1], Ended)
    assert outcome.reviewed.duration < sample("raffle").end


def test_a_moment_is_pinned(reader: SignalReader, tmp_path: Path) -> None:
    """A word of the agent's is told and kept with its moment, numbers hidden on disk."""
    live, _ = live_call(sample("raffle"), reader, keeping=keeping(tmp_path))
    told = Told(lambda it: isinstance(it, Heard), lambda: live.pin("card 4903116088527714"))
    outcome = live.run(told)
    assert told.of(Pinned)[0].words == "card 4903116088527714"
    pin = next(it for it in read_journal(outcome.kept).others if it["type"] == "pin")
    assert pin["words"] == "card ••••••••••••7714"


def test_hearing_that_stops_without_an_end(reader: SignalReader) -> None:
    """A hearing that ends without saying so ends the call all the same."""
    said = (utterance(A, "Hello there.", Span(0, 2)),)

    def hears(source: object) -> object:
        for audible in hearing(said, 10.0)(source):  # type: ignore[arg-type]
            if isinstance(audible, Tick) and audible.now > 3:
                return
            yield audible

    told = Told()
    live = LiveCall(Made(10.0), hears, coach_for(Setting(), reader), About(("x",), "x"))
    assert live.run(told).reviewed is not None
    assert isinstance(told.all[-1], Ended)
