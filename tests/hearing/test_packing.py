"""Laws of windows: nothing is lost on the way in, and times come out where they were."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces_made import lanes, piece, window_of

from coach.hearing import Piece
from coach.hearing.packing import PAUSE_S, pack
from coach.hearing.windows import piece_at, quietest


@given(lanes())
def test_every_stretch_of_speech_stands_in_one_window_and_in_order(lane: list[Piece]) -> None:
    """What goes into the windows is what was said, once and in order."""
    packed = [stretch for plan in pack(lane, 20.0) for stretch in plan]
    assert [stretch.moved_to(0.0) for stretch in packed] == lane


@given(lanes())
def test_a_window_is_no_longer_than_it_may_be(lane: list[Piece]) -> None:
    """Only a piece that alone is longer makes a window longer than asked for."""
    for plan in pack(lane, 20.0):
        assert plan[-1].ends_at <= 20.001 or len(plan) == 1


@given(lanes())
def test_pieces_of_a_window_follow_each_other_with_short_pauses(lane: list[Piece]) -> None:
    """Pieces never overlap in their window; a pause in it is never longer than it was."""
    for plan in pack(lane, 20.0):
        assert plan[0].at == 0.0
        for one, following in pairwise(plan):
            pause = following.at - one.ends_at
            assert -0.001 <= pause <= min(PAUSE_S, one.span.gap(following.span)) + 0.001


@given(lanes(), st.floats(0.0, 1.0))
def test_a_moment_of_speech_comes_back_to_itself(lane: list[Piece], share: float) -> None:
    """From the call into the window and back is the same moment, to the millisecond."""
    for plan in pack(lane, 20.0):
        for stretch in plan:
            moment = stretch.voiced.start + share * stretch.voiced.length
            inside = stretch.at + moment - stretch.span.start
            assert piece_at(plan, inside, inside).to_call(inside) == pytest.approx(moment, abs=2e-3)


def test_a_window_ends_at_a_long_pause_rather_than_late() -> None:
    """A sentence that would be cut off from its window begins the next one instead."""
    said = [piece(0, 6), piece(6.5, 12), piece(15, 19), piece(19.3, 26)]
    assert [len(plan) for plan in pack(said, 20.0)] == [2, 2]


def test_speech_is_cut_where_it_is_quiet() -> None:
    """The quietest tenth of a second is found, wherever it is."""
    sound = np.random.default_rng(1).normal(0, 0.1, 32_000).astype(np.float32)
    sound[20_000:24_000] *= 0.01
    assert 1.25 <= quietest(sound) <= 1.5


def test_a_window_of_made_sound_is_as_long_as_its_pieces() -> None:
    """A window's length in seconds is that of its samples."""
    assert window_of(piece(3, 5), piece(9, 10, at=2.3)).length == pytest.approx(3.3)
