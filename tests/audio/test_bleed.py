from __future__ import annotations

import numpy as np
import pytest
from made_sound import Sound, in_a_row, noise, quiet, reader, talk

from coach.audio.bleed import without_bleed
from coach.audio.vad import Spoken, speech_in
from coach.call import Span

ONE = in_a_row(quiet(0.5), talk(2.5, seed=1), quiet(1.0), talk(1.5, seed=2), quiet(4.0))
OTHER = in_a_row(quiet(6.0), talk(2.5, seed=3, pitch=210.0, size=1.2), quiet(1.0))


def kept(own: Sound, other: Sound) -> tuple[Spoken, ...]:
    return without_bleed(speech_in([own]), speech_in([other]), reader(own), reader(other))


def echo(sound: Sound, db: float, delay_s: float, *, room: bool = False) -> Sound:
    """A quieter copy, later, and smeared as by a room where asked for."""
    copy = sound * np.float32(10 ** (db / 20))
    if room:
        chance = np.random.default_rng(5)
        answer = chance.normal(0, 0.3, 600) * np.exp(-np.arange(600) / 120)
        answer[0] = 1.0
        answer /= np.sqrt(np.sum(answer**2))
        copy = np.convolve(copy, answer)[: len(copy)].astype(np.float32)
    later = round(delay_s * 16_000)
    return np.concatenate([np.zeros(later, np.float32), copy])[: len(sound)]


@pytest.mark.parametrize("db", [-12.0, -18.0, -25.0])
@pytest.mark.parametrize("delay_s", [0.0, 0.05, 0.18])
@pytest.mark.parametrize("room", [False, True])
def test_an_echo_is_not_speech(db: float, delay_s: float, room: bool) -> None:
    """A quieter copy of the other side is left out, at any delay, with the room it came through."""
    own = OTHER + echo(ONE, db, delay_s, room=room) + noise(9.5, -65)
    assert len(speech_in([own])) >= 2
    found = kept(own, ONE)
    assert all(said.voiced.start > 5.5 for said in found)
    assert sum(said.voiced.length for said in found) == pytest.approx(2.5, abs=0.5)


def test_the_voice_that_echoes_is_kept() -> None:
    """The louder side keeps all of its speech."""
    own = OTHER + echo(ONE, -12.0, 0.05)
    assert kept(ONE, own) == speech_in([ONE])


@pytest.mark.parametrize("db", [0.0, -10.0, -20.0])
def test_two_who_talk_at_once_are_both_kept(db: float) -> None:
    """Speech at the same time, however quiet, is not taken for a copy."""
    quieter = talk(2.5, seed=8, pitch=190.0, size=1.15) * np.float32(10 ** (db / 20))
    own = in_a_row(quiet(0.7), quieter, quiet(6.3))
    assert kept(own, ONE) == speech_in([own])


def test_an_echo_inside_speech_is_cut_out() -> None:
    """Own words before and after an echo stay, and the echo between them goes."""
    short = in_a_row(quiet(3.0), talk(1.2, seed=4), quiet(4.0))
    before, after = talk(2.5, seed=5, pitch=200.0), talk(3.0, seed=6, pitch=200.0)
    own = in_a_row(quiet(0.4), before, quiet(1.5), after, quiet(0.8)) + echo(short, -12.0, 0.02)
    found = kept(own, short)
    covered = sum(said.voiced.overlap(Span(3.2, 4.1)) for said in found)
    assert covered < 0.3
    assert sum(said.voiced.length for said in found) > 4.8


def test_without_the_other_side_nothing_changes() -> None:
    """Next to a silent channel, all speech is one's own."""
    assert kept(ONE, quiet(9.5)) == speech_in([ONE])
