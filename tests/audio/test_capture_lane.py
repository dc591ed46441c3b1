from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio import RATE_HZ
from coach.audio.clock import CallClock
from coach.audio.lane import OFF_S, WATCHED_S, Lane, in_step

PIECE = 400
"""Samples that a device delivers at once: 25 ms."""
QUIET, LOUD = 1e-9, 1e-5


@dataclass
class Stream:
    """A device that counts its samples: 1, 2, 3 and so on, scaled to be loud or quiet."""

    lane: Lane
    scale: float = QUIET
    heard: float = 0.0
    count: int = 0

    def deliver(self, late: float, *, fast: float = 1.0) -> None:
        """The next piece, `late` seconds after its end; `fast` is the device's own clock."""
        self.heard += PIECE / RATE_HZ / fast
        numbers = np.arange(self.count + 1, self.count + PIECE + 1, dtype=np.float32)
        self.count += PIECE
        self.lane.take(numbers * np.float32(self.scale), self.heard + late)


def given_back(lane: Lane, scale: float = QUIET) -> list[int]:
    """Everything held, as the numbers that were delivered; 0 for what was put in."""
    return np.rint(lane.give(lane.held)[1] / scale).astype(int).tolist()


@given(st.lists(st.floats(0.0, 0.09), min_size=1, max_size=200))
def test_late_deliveries_move_nothing(lateness: list[float]) -> None:
    """Sound that was delivered late by chance, but is whole, comes back as it went in."""
    lane = Lane()
    stream = Stream(lane)
    for late in lateness:
        stream.deliver(late)
    heard = [number for number in given_back(lane) if number]
    assert heard == list(range(1, stream.count + 1))


@given(fast=st.floats(0.99, 1.01), seed=st.integers(0, 99), missing=st.integers(0, 30))
def test_a_lane_keeps_to_the_clock(fast: float, seed: int, missing: int) -> None:
    """However wrong a device's clock, and whatever it lost, a second later all is in its place."""
    lane = Lane()
    stream = Stream(lane)
    chance = np.random.default_rng(seed)
    for number in range(260):
        if number == 100:
            stream.heard += missing * PIECE / RATE_HZ
        stream.deliver(chance.exponential(0.01), fast=fast)
        settled = number < 100 or number > 100 + 2 * WATCHED_S * RATE_HZ / PIECE
        if settled:
            off = abs(stream.heard - lane.end)
            assert off < OFF_S + 0.01 * 2 * WATCHED_S + 0.08 + PIECE / RATE_HZ
    heard = [number for number in given_back(lane) if number]
    assert heard == sorted(set(heard)), "nothing twice, nothing out of order"
    assert len(heard) > 0.97 * stream.count


@given(late=st.floats(0.0, 1.5), fast=st.floats(1.0, 1.004))
def test_no_word_is_dropped(late: float, fast: float) -> None:
    """A stream that began with a late delivery, or runs fast, keeps all of what is said aloud."""
    lane = Lane()
    stream = Stream(lane, LOUD, count=1000)
    stream.deliver(late)
    for _ in range(300):
        stream.deliver(0.0, fast=fast)
    heard = [number for number in given_back(lane, LOUD) if number]
    assert heard == list(range(1001, stream.count + 1))


@given(
    silence=st.floats(0.0, 3.0),
    filled=st.floats(0.0, 3.0),
    pieces=st.integers(1, 20),
)
def test_a_new_stream_lies_where_its_time_says(silence: float, filled: float, pieces: int) -> None:
    """After a loss the side is silent until the new sound begins, and time is never laid twice."""
    lane = Lane()
    stream = Stream(lane)
    for _ in range(10):
        stream.deliver(0.0)
    lane.fill(stream.heard + min(filled, silence))
    lane.begin_again()
    stream.heard += silence
    for _ in range(pieces):
        stream.deliver(0.0)
    assert lane.length == pytest.approx(stream.heard * RATE_HZ, abs=2)
    heard = given_back(lane)
    assert heard[: 10 * PIECE] == list(range(1, 10 * PIECE + 1))
    assert heard[-pieces * PIECE :] == list(range(10 * PIECE + 1, stream.count + 1))


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3000)), max_size=40))
def test_sides_come_in_step(deliveries: list[tuple[int, int]]) -> None:
    """Blocks alternate between the sides, follow each other, and wait for the slower side."""
    lanes = Lane(), Lane()
    got: list[tuple[int, float]] = []
    for side, size in deliveries:
        lanes[side].take(np.ones(size, np.float32), lanes[side].end + size / RATE_HZ)
        for index, at, samples in in_step(lanes, 1024):
            assert len(samples) == 1024
            got.append((index, at))
    shorter = min(lane.length for lane in lanes) // 1024
    assert got == [(side, k * 1024 / RATE_HZ) for k in range(shorter) for side in (0, 1)]


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 5.0)), min_size=1, max_size=12))
def test_nothing_of_a_pause_is_heard(stretches: list[tuple[bool, float]]) -> None:
    """What the clock says was heard adds up to the time it ran, each part where it ran."""
    now = 1000.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.audio.clock.time.monotonic", lambda: now)
        clock = CallClock()
        clock.start()
        ran: list[tuple[float, float]] = []
        for running, seconds in stretches:
            (clock.resume if running else clock.pause)()
            if running:
                ran.append((now, now + seconds))
            now += seconds
        parts = clock.heard(0.0, now)
        total = sum(seconds for running, seconds in stretches if running)
        assert clock.elapsed == pytest.approx(total)
        assert sum(end - start for start, end, _ in parts) == pytest.approx(total)
        for start, end, at in parts:
            before = sum(max(0.0, min(end, b) - a) for a, b in ran if a < end)
            assert at == pytest.approx(before)
            assert any(a - 1e-9 <= start and end <= now for a, _ in ran)
