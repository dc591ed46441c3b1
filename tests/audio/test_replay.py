from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_sound import RATE_HZ, noise, quiet, talk, write

from coach.audio import Recording, open_recording
from coach.audio.channels import OwnChannels
from coach.audio.clock import CallClock
from coach.audio.replay import Replay
from coach.audio.sound import Samples
from coach.audio.source import Block, Source
from coach.audio.tape import Tape
from coach.call import Roles, Span, Speaker, UsageError

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def recording_of(left: Samples, right: Samples) -> Recording:
    tapes = Tape(), Tape()
    for tape, samples in zip(tapes, (left, right), strict=True):
        tape.write(samples)
    channels = OwnChannels(tapes, ("The left channel", "The right channel"))
    return Recording(channels, agent=0, roles=Roles("declared", 1.0))


@pytest.fixture
def recording() -> Iterator[Recording]:
    with recording_of(noise(2.0, -20.0, 1), noise(2.0, -20.0, 2)) as made:
        yield made


def only_blocks(source: Source) -> Iterator[Block]:
    return (block for block in source.blocks() if isinstance(block, Block))


def joined(blocks: Iterable[Block], side: Speaker) -> Samples:
    return np.concatenate([block.samples for block in blocks if block.speaker is side])


@given(count=st.integers(0, 600_000), speed=st.sampled_from([None, 0, 1e6]))
def test_all_of_both_sides_is_heard_in_order(count: int, speed: float | None) -> None:
    """The blocks of a side, one after the other, are the recording, and both sides go abreast."""
    count -= count % 16  # a recording's duration is whole milliseconds
    ramp = np.linspace(-0.9, 0.9, count, dtype=np.float32)
    with recording_of(ramp, -ramp) as recording:
        blocks = list(only_blocks(Replay(recording, speed)))
        for side in Speaker:
            whole = recording.samples(side, Span(0.0, recording.duration))
            heard = [block.samples for block in blocks if block.speaker is side]
            np.testing.assert_array_equal(np.concatenate([whole[:0], *heard]), whole)
            starts = np.cumsum([0, *(len(one) for one in heard)])[:-1] / RATE_HZ
            assert [block.at for block in blocks if block.speaker is side] == starts.tolist()
        assert [block.at for block in blocks] == sorted(block.at for block in blocks)


@pytest.mark.parametrize("speed", [1.0, 7.5, 300.0])
def test_nothing_is_heard_before_it_was_said(speed: float) -> None:
    """At any pace a block comes once the clock of the call has reached its end."""
    with recording_of(noise(0.5, -20.0, 1), noise(0.5, -20.0, 2)) as recording:
        replay = Replay(recording, speed)
        assert replay.elapsed == 0.0
        for block in only_blocks(replay):
            assert replay.elapsed >= block.at + len(block.samples) / RATE_HZ


def test_as_fast_as_it_is_taken_is_never_ahead(recording: Recording) -> None:
    """Without a pace the clock stands at the end of what was taken, however slowly."""
    replay = Replay(recording, None)
    blocks = only_blocks(replay)
    for _ in range(5):
        block = next(blocks)
        assert replay.elapsed == block.at + len(block.samples) / RATE_HZ


@pytest.mark.parametrize("speed", [None, 50.0])
def test_a_pause_holds_the_recording_and_the_clock(
    recording: Recording, speed: float | None
) -> None:
    """Time stands still in a pause, and afterwards everything comes that had not been heard."""
    replay = Replay(recording, speed)
    heard: list[Block] = []
    paused = threading.Event()

    def take() -> None:
        for block in only_blocks(replay):
            heard.append(block)
            if len(heard) == 10:
                replay.pause()
                paused.set()

    taker = threading.Thread(target=take)
    taker.start()
    assert paused.wait(30)
    at = replay.elapsed
    taker.join(0.2)
    assert taker.is_alive()
    assert replay.elapsed == at
    assert all(block.at < at for block in heard)
    replay.resume()
    taker.join(30)
    for side in Speaker:
        whole = recording.samples(side, Span(0.0, recording.duration))
        np.testing.assert_array_equal(joined(heard, side), whole)


@pytest.mark.parametrize("speed", [None, 1.0, 0.001])
def test_closing_ends_a_wait(recording: Recording, speed: float | None) -> None:
    """A call that is ended from another thread ends at once, paused or not; twice is once."""
    replay = Replay(recording, speed)
    replay.pause()
    taker = threading.Thread(target=lambda: list(replay.blocks()))
    taker.start()
    replay.close()
    replay.close()
    taker.join(30)
    assert not taker.is_alive()
    assert replay.elapsed == 0.0
    assert list(replay.blocks()) == []


def test_a_side_without_a_voice_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One channel whose voices cannot be told apart is all the first side's."""
    monkeypatch.setattr("coach.audio.encoder.is_installed", lambda: False)
    sound = np.concatenate([quiet(0.5), talk(4.0), quiet(0.5)])
    with open_recording(write(tmp_path / "mono.wav", sound)) as recording:
        blocks = list(only_blocks(Replay(recording, None)))
        assert recording.sides == (AGENT,)
        assert np.abs(joined(blocks, AGENT)).max() > 0.1
        assert not joined(blocks, CUSTOMER).any()
        assert len(joined(blocks, AGENT)) == len(joined(blocks, CUSTOMER)) == len(sound)


@pytest.mark.parametrize("speed", [-1.0, math.nan, math.inf])
def test_a_speed_that_is_none_is_refused(recording: Recording, speed: float) -> None:
    """A speed below nothing, or endless, gets one sentence and a next step."""
    with pytest.raises(UsageError, match="speed") as refused:
        Replay(recording, speed)
    assert "0 for as fast" in refused.value.hint


@given(
    steps=st.lists(
        st.sampled_from(["start", "pause", "resume", "close", "wait"]), min_size=1, max_size=12
    ),
    speed=st.sampled_from([None, 1e-3, 1.0, 1e4]),
)
def test_the_clock_never_goes_back(steps: list[str], speed: float | None) -> None:
    """Whatever is done to a clock, its time does not fall, and a closed one stands."""
    clock = CallClock(speed)
    latest = 0.0
    running = paused = False
    for step in steps:
        running |= step == "start"
        paused = step == "pause" or (paused and step != "resume")
        if step != "wait":
            getattr(clock, step)()
        elif clock.closed:
            assert not clock.wait_until(clock.elapsed + 1)
        elif not paused or speed is not None:
            assert clock.wait_until(clock.elapsed)
        assert clock.elapsed >= latest
        latest = clock.elapsed
        if paused or clock.closed or not running:
            assert clock.elapsed == latest
