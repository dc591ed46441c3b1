"""Laws of a call that is heard while it goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import jiwer
import numpy as np
import pytest
from engines_made import turns_of
from live_made import Given, echo, engine_for, opened, text, utterances

from coach.audio import Recording, Samples
from coach.audio.replay import Replay
from coach.call import Call, Ended, Heard, Partial, Span, Speaker, Tick, UsageError
from coach.call.live import Audible, Disturbed, Lag, Level, Paused, Resumed, Trouble
from coach.hearing import hear
from coach.hearing.live import EngineProcess, hear_live
from coach.hearing.scripted import Scripted

CALL = "cut-off"


@pytest.fixture(scope="module")
def recording() -> Iterator[Recording]:
    with opened(CALL) as recording:
        yield recording


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with engine_for(CALL) as engine:
        yield engine


@pytest.fixture(scope="module")
def heard(recording: Recording, engine: EngineProcess) -> list[Audible]:
    """All that is heard of a sample call, as fast as it can be."""
    return list(hear_live(Replay(recording, 0), engine, waits=True))


def _sides(recording: Recording) -> tuple[Samples, Samples]:
    whole = Span(0.0, recording.duration)
    return recording.samples(Speaker.AGENT, whole), recording.samples(Speaker.CUSTOMER, whole)


def test_live_utterances_are_those_of_the_recording(
    heard: list[Audible], recording: Recording
) -> None:
    """The same words, in the same utterances, in the same order, at the same times."""
    recorded = hear(recording, Scripted(turns_of(CALL))).utterances
    live = utterances(heard)
    assert [(u.speaker, u.text) for u in live] == [(u.speaker, u.text) for u in recorded]
    for now, then in zip(live, recorded, strict=True):
        assert now.end == pytest.approx(then.end, abs=0.3)


def test_what_is_committed_makes_a_call(heard: list[Audible], recording: Recording) -> None:
    """In one order, with a clock that ticks every second and never runs back, to the very end."""
    call = Call()
    for event in heard:
        if isinstance(event, Heard | Tick | Ended):
            call = call.after(event)
    ticks = [event.now for event in heard if isinstance(event, Tick)]
    assert ticks == [float(n) for n in range(1, len(ticks) + 1)]
    assert heard[-1] == Ended(recording.duration)
    assert recording.duration - 1.0 <= ticks[-1] < recording.duration


def test_the_clock_ticks_after_all_that_ended_before(heard: list[Audible]) -> None:
    """No utterance comes after a tick that it ended before."""
    now = 0.0
    for event in heard:
        if isinstance(event, Tick):
            now = event.now
        if isinstance(event, Heard):
            assert event.utterance.end >= now


def test_who_is_speaking_is_known_when_the_clock_ticks(heard: list[Audible]) -> None:
    """Nine ticks in ten agree with the utterances as they turned out to be."""
    said = utterances(heard)
    ticks = [event for event in heard if isinstance(event, Tick)]
    right = sum(
        tick.speaking == {u.speaker for u in said if u.start < tick.now < u.end} for tick in ticks
    )
    assert right >= 0.9 * len(ticks)


def test_words_are_shown_before_they_are_committed(heard: list[Audible]) -> None:
    """Whoever speaks for a second sees first words within 1.2 s of sound, and more as they come."""
    for side in Speaker:
        mine = [
            event
            for event in heard
            if (isinstance(event, Heard) and event.utterance.speaker is side)
            or (isinstance(event, Partial) and event.speaker is side)
        ]
        shown: list[Partial] = []
        for event in mine:
            if isinstance(event, Partial):
                shown.append(event)
                continue
            if event.utterance.span.length > 1.0:
                assert shown, event.utterance
                assert shown[0].as_of - event.utterance.start < 1.2
            shown = []


def test_levels_come_ten_times_a_second(heard: list[Audible], recording: Recording) -> None:
    """Of each side, within what sound can be."""
    for side in Speaker:
        levels = [e for e in heard if isinstance(e, Level) and e.speaker is side]
        assert 7 * recording.duration < len(levels) <= 10 * recording.duration
        assert all(level.dbfs is None or -100 < level.dbfs <= 0 for level in levels)


def test_nothing_is_said_of_lag_while_there_is_none(heard: list[Audible]) -> None:
    """A source that waits is never behind."""
    assert not any(isinstance(event, Lag) for event in heard)


def test_how_the_sound_is_cut_does_not_matter(
    heard: list[Audible], recording: Recording, engine: EngineProcess
) -> None:
    """Another source with the same sound is heard the same."""
    given = Given(*_sides(recording))
    assert utterances(hear_live(given, engine, waits=True)) == utterances(heard)
    assert given.closed


def test_an_echo_is_not_heard_twice(recording: Recording, engine: EngineProcess) -> None:
    """The customer, heard faintly in the agent's channel, is nobody there."""
    agent, customer = _sides(recording)
    mixed = agent + echo(customer, by_db=15, seconds=0.08)
    told = list(hear_live(Given(mixed, customer), engine, waits=True))
    plain = " ".join(turn.text for turn in turns_of(CALL) if turn.speaker is Speaker.AGENT)
    assert jiwer.wer(plain, text(utterances(told), Speaker.AGENT)) < 0.1
    spoken = [turn.span for turn in turns_of(CALL) if turn.speaker is Speaker.AGENT]
    for event in told:
        if isinstance(event, Partial) and event.speaker is Speaker.AGENT and event.words:
            assert any(span.gap(event.words[0].span) < 1.0 for span in spoken)


def test_a_pause_ends_what_was_being_said(recording: Recording, engine: EngineProcess) -> None:
    """What was said until the pause is committed, and is not joined to what comes after it."""
    agent, customer = _sides(recording)
    at = next(turn for turn in turns_of(CALL) if turn.span.length > 3.0).start + 1.5
    between = [(at, Paused(at)), (at, Resumed(at))]
    told = list(hear_live(Given(agent, customer, between), engine, waits=True))
    paused = [u for u in utterances(told) if u.start < at - 0.3 < u.end]
    assert paused
    assert all(u.end <= at + 0.1 for u in paused)
    assert any(isinstance(event, Resumed) for event in told)


def test_trouble_with_a_device_is_passed_on(recording: Recording, engine: EngineProcess) -> None:
    """Whatever the source reports is told in its place, and the call goes on."""
    lost = Disturbed(Trouble.DEVICE_LOST, "The headset is gone.", 3.0, Speaker.AGENT)
    told = list(hear_live(Given(*_sides(recording), [(3.0, lost)]), engine, waits=True))
    assert lost in told
    assert isinstance(told[-1], Ended)


def test_an_error_of_the_source_ends_the_call(recording: Recording, engine: EngineProcess) -> None:
    """It is not swallowed, and the source is closed."""

    class Failing(Given):
        def blocks(self) -> Iterator[object]:
            yield from [next(super().blocks())]
            raise OSError("no more")

    source = Failing(*_sides(recording))
    with pytest.raises(OSError, match="no more"):
        list(hear_live(source, engine, waits=True))
    assert source.closed


def test_a_listener_who_goes_away_closes_the_source(
    recording: Recording, engine: EngineProcess
) -> None:
    """No thread is left behind, and the engine serves the next call."""
    source = Given(*_sides(recording))
    heard = hear_live(source, engine)
    next(heard)
    heard.close()
    assert source.closed
    assert utterances(hear_live(Given(*_sides(recording)), engine, waits=True))


def test_silence_is_nothing(engine: EngineProcess) -> None:
    """Two silent channels give a clock and levels of nothing."""
    nothing = np.zeros(5 * 16_000, np.float32)
    told = list(hear_live(Given(nothing, nothing), engine, waits=True))
    assert {type(event) for event in told} == {Tick, Level, Ended}
    assert all(event.dbfs is None for event in told if isinstance(event, Level))


def test_a_language_that_the_model_does_not_know_is_refused(engine: EngineProcess) -> None:
    """Before anything is heard."""
    nothing = np.zeros(16_000, np.float32)
    with pytest.raises(UsageError):
        next(hear_live(Given(nothing, nothing), engine, language="de"))


def test_no_engine_is_loaded_where_the_screen_is_drawn() -> None:
    """Neither torch nor CTranslate2 comes with hearing live."""
    code = (
        "import sys, coach.hearing.live; slow = ('torch', 'ctranslate2', 'transformers'); "
        "print([name for name in (*slow, 'textual') if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
