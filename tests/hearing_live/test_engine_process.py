"""Laws of the engine's own process: it may die, hang or be slow, and no word is lost by it."""

from __future__ import annotations

import os
import queue
import signal
import sys
from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest
from engines_made import broken, echoing, said, turns_of
from live_made import Given, engine_for, opened, utterances

from coach.audio import Recording
from coach.audio.replay import Replay
from coach.call import (
    CoachError,
    Ended,
    MachineError,
    Partial,
    Span,
    Speaker,
    UsageError,
    Utterance,
)
from coach.call import utterance as spoken
from coach.call.live import Audible, Disturbed, Lag, Shed, Trouble
from coach.hearing import hear
from coach.hearing.live import EngineProcess, hear_live
from coach.hearing.live.jobs import Answer, Job, News
from coach.hearing.scripted import Scripted
from coach.hearing.windows import Piece, Window

CALL = "cut-off"
NO_SIGNALS = sys.platform == "win32"


@pytest.fixture(scope="module")
def recording() -> Iterator[Recording]:
    with opened(CALL) as recording:
        yield recording


@pytest.fixture(scope="module")
def recorded(recording: Recording) -> list[tuple[Speaker, str]]:
    """What a recording of the call says."""
    return _texts(list(hear(recording, Scripted(turns_of(CALL))).utterances))


def _texts(said: list[Utterance]) -> list[tuple[Speaker, str]]:
    return [(each.speaker, each.text) for each in said]


def _troubles(heard: list[Audible]) -> list[Trouble]:
    return [event.trouble for event in heard if isinstance(event, Disturbed)]


def _heard_while(
    recording: Recording, engine: EngineProcess, number: int, how: signal.Signals
) -> list[Audible]:
    """The call, in the middle of whose `number`-th provisional words a signal hits the engine."""
    heard: list[Audible] = []
    for event in hear_live(Replay(recording, 0), engine, waits=True):
        heard.append(event)
        if isinstance(event, Partial) and event.words:
            number -= 1
            if number == 0:
                assert engine.pid is not None
                os.kill(engine.pid, how)
    return heard


@pytest.mark.skipif(NO_SIGNALS, reason="there is no kill -9")
def test_an_engine_that_is_killed_loses_no_word(
    recording: Recording, recorded: list[tuple[Speaker, str]]
) -> None:
    """It is started again, that is told, and all is heard as if nothing had happened."""
    with engine_for(CALL) as engine:
        first = engine.pid
        heard = _heard_while(recording, engine, 9, signal.SIGKILL)
        assert engine.pid != first
    assert _texts(utterances(heard)) == recorded
    assert _troubles(heard) == [Trouble.ENGINE_LOST, Trouble.ENGINE_BACK]


@pytest.mark.skipif(NO_SIGNALS, reason="processes cannot be stopped")
def test_an_engine_that_hangs_is_started_again(
    recording: Recording, recorded: list[tuple[Speaker, str]]
) -> None:
    """An answer that does not come is asked for again, from another process."""
    with engine_for(CALL, patience_s=0.5) as engine:
        heard = _heard_while(recording, engine, 9, signal.SIGSTOP)
    assert _texts(utterances(heard)) == recorded
    assert _troubles(heard)[:2] == [Trouble.ENGINE_LOST, Trouble.ENGINE_BACK]


def test_an_engine_that_is_slow_is_waited_for(
    recording: Recording, recorded: list[tuple[Speaker, str]]
) -> None:
    """Answers that take longer than the patience cost a restart or two, and no word."""
    with engine_for(CALL, seconds=0.25, patience_s=0.1) as engine:
        heard = list(hear_live(Replay(recording, 0), engine, waits=True))
    assert _texts(utterances(heard)) == recorded
    assert _troubles(heard)[:2] == [Trouble.ENGINE_LOST, Trouble.ENGINE_BACK]
    assert len(_troubles(heard)) <= 6


@pytest.mark.skipif(NO_SIGNALS, reason="there is no Ctrl-C of this kind")
def test_ctrl_c_does_not_reach_the_engine(
    recording: Recording, recorded: list[tuple[Speaker, str]]
) -> None:
    """The call is ended by whoever holds it, not by its engine dying first."""
    with engine_for(CALL) as engine:
        first = engine.pid
        heard = _heard_while(recording, engine, 9, signal.SIGINT)
        assert engine.pid == first
    assert _texts(utterances(heard)) == recorded
    assert _troubles(heard) == []


def test_what_was_said_before_is_not_said_again(
    recording: Recording, recorded: list[tuple[Speaker, str]]
) -> None:
    """An engine that mistakes the words before for those that follow is asked for them alone."""
    with EngineProcess(load=partial(echoing, CALL)) as engine:
        heard = list(hear_live(Replay(recording, 0), engine, waits=True))
    assert _texts(utterances(heard)) == recorded


def test_a_slow_engine_gives_up_provisional_words_and_no_others(recording: Recording) -> None:
    """Behind the voices it says so, hears what is over in fewer windows, and catches up."""
    agent = recording.samples(Speaker.AGENT, Span(0.0, 32.0))
    customer = recording.samples(Speaker.CUSTOMER, Span(0.0, 32.0))
    with engine_for(CALL, seconds=0.3) as engine:
        source = _AtPace(agent, customer, 10.0)
        heard = list(hear_live(source, engine))
    with engine_for(CALL) as engine:
        quick = list(hear_live(Given(agent, customer), engine, waits=True))
    assert _texts(utterances(heard)) == _texts(utterances(quick))
    lags = [event for event in heard if isinstance(event, Lag)]
    assert Shed.PARTIALS in {lag.shed for lag in lags}
    assert max(lag.behind_s for lag in lags) < 30.0
    partials = sum(isinstance(event, Partial) for event in heard)
    assert partials < sum(isinstance(event, Partial) for event in quick)
    assert isinstance(heard[-1], Ended)


class _AtPace(Given):
    """Sound that comes at so many times its own pace, whoever is ready for it."""

    def __init__(self, agent: np.ndarray, customer: np.ndarray, speed: float) -> None:
        super().__init__(agent, customer)
        self._speed = speed
        self._wait = queue.Queue[None]()

    def blocks(self) -> Iterator[object]:
        for block in super().blocks():
            if block.speaker is Speaker.AGENT:
                with pytest.raises(queue.Empty):
                    self._wait.get(timeout=len(block.samples) / 16_000 / self._speed)
            yield block


def _window() -> Window:
    span = Span(0.0, 2.0)
    return Window(np.zeros(32_000, np.float32), (Piece(Speaker.AGENT, span, span),))


def test_a_job_is_answered_with_words_at_their_times() -> None:
    """What the engine says comes back by window and piece, in seconds of the call."""
    news: queue.Queue[News] = queue.Queue()
    hello = (spoken(Speaker.AGENT, "hello there", Span(0.5, 1.5)),)
    with EngineProcess(load=partial(said, hello)) as engine:
        assert engine.name == "scripted"
        engine.attach(news.put)
        engine.ask(Job(7, (_window(),), "en"))
        answer = news.get(timeout=30)
        process = engine.pid
    assert isinstance(answer, Answer)
    assert answer.number == 7
    assert [word.text for word in answer.words[0][0]] == ["hello", "there"]
    assert process is not None
    assert not _is_alive(process)
    assert engine.pid is None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_job_that_kills_every_engine_is_given_up() -> None:
    """The call goes on without the words of that window."""
    news: queue.Queue[News] = queue.Queue()
    with EngineProcess(load=_deadly) as engine:
        engine.attach(news.put)
        engine.ask(Job(1, (_window(),), "en"))
        found = next(each for each in iter(news.get, None) if isinstance(each, Answer))
    assert found == Answer(1, (((),),), failed=True)


class _Deadly(Scripted):
    def transcribe(self, windows: object, **how: object) -> Iterator[object]:
        if any(window.length > 1.0 for window in windows):
            os._exit(1)
        return super().transcribe(windows, **how)


def _deadly(_: object) -> _Deadly:
    return _Deadly([])


@pytest.mark.parametrize(
    ("engine", "error"),
    [
        (EngineProcess(load=broken), MachineError),
        (EngineProcess("faster-whisper", "no-such-model"), UsageError),
        (EngineProcess("no-such-engine"), UsageError),
    ],
)
def test_an_engine_that_cannot_be_had_says_why(
    engine: EngineProcess, error: type[CoachError]
) -> None:
    """One sentence and a next step, and no process is left."""
    with pytest.raises(error) as raised:
        engine.start()
    assert raised.value.message
    assert raised.value.hint
    assert engine.pid is None
    engine.stop()
