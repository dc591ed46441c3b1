from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sound import hold_music, in_a_row, noise, quiet, talk, tones

from coach.audio import Spoken, Started, Voice, VoiceActivity
from coach.audio.silero import FRAME, SpeechProbability
from coach.audio.vad import PRE_ROLL_S, TAIL_S, speech_in


@cache
def call() -> np.ndarray:
    """Two stretches of talk, a short burst, and silences between them."""
    return in_a_row(
        quiet(0.7), talk(1.1, seed=1), quiet(0.9), noise(0.04, -20), quiet(0.5), talk(0.8, seed=2)
    )


@cache
def spoken() -> tuple[Spoken, ...]:
    return speech_in([call()])


def test_talk_is_found_where_it_is() -> None:
    """Speech begins and ends within a few frames of where it was put."""
    assert [s.voiced.start for s in spoken()] == pytest.approx([0.7, 3.24], abs=0.1)
    assert [s.voiced.end for s in spoken()] == pytest.approx([1.8, 4.04], abs=0.15)


def test_speech_is_padded() -> None:
    """A span has 300 ms before the voice and 200 ms after it, as far as the file allows."""
    first, last = spoken()
    assert first.span.start == pytest.approx(first.voiced.start - PRE_ROLL_S)
    assert first.span.end == pytest.approx(first.voiced.end + TAIL_S)
    assert last.span.end == pytest.approx(len(call()) / 16_000, abs=0.001)


@given(st.lists(st.integers(1, len(call()) - 1), max_size=30))
@settings(max_examples=12, deadline=None)
def test_blocks_do_not_matter(cuts: list[int]) -> None:
    """Pushed in blocks of any size, as a live line does, the same speech is found."""
    edges = [0, *sorted(cuts), len(call())]
    assert speech_in(call()[a:b] for a, b in pairwise(edges)) == spoken()


pieces = st.one_of(
    st.floats(0.1, 1.2).map(quiet),
    st.tuples(st.floats(0.1, 1.2), st.integers(0, 5)).map(lambda p: talk(p[0], seed=p[1])),
    st.floats(0.02, 0.5).map(lambda seconds: noise(seconds, -25)),
)


@given(st.lists(pieces, min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_spans_are_disjoint_ordered_and_inside(parts: list[np.ndarray]) -> None:
    """Whatever is on the line, spans stand in order, apart, inside the sound, around the voice."""
    sound = np.concatenate(parts)
    found = speech_in([sound])
    for said in found:
        assert 0 <= said.span.start <= said.voiced.start < said.voiced.end <= said.span.end
        assert said.span.end <= len(sound) / 16_000 + 0.0005
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


def test_the_states_of_a_line() -> None:
    """Quiet, starting, speaking, stopping, quiet: and a start is told before its stop."""
    activity = VoiceActivity()
    seen, events = [activity.state], []
    sound = in_a_row(quiet(0.5), talk(1.0, seed=3), quiet(1.0))
    for start in range(0, len(sound), FRAME):
        events += activity.push(sound[start : start + FRAME])
        if activity.state is not seen[-1]:
            seen.append(activity.state)
    order = [Voice.QUIET, Voice.STARTING, Voice.SPEAKING, Voice.STOPPING, Voice.QUIET]
    assert [state for state in seen if state in order][: len(order)] == order
    started, stopped = events
    assert isinstance(started, Started)
    assert isinstance(stopped, Spoken)
    assert started.at == stopped.span.start
    assert activity.now == pytest.approx(2.5)


@pytest.mark.parametrize(
    "sound",
    [
        quiet(8.0),
        noise(6.0, -30),
        noise(6.0, -55),
        tones(8.0, 440, 480, on=2.0, off=4.0),
        tones(4.0, 400, 450, on=0.4, off=0.2),
        tones(4.0, 50, 100, 150),
        tones(4.0, 1000),
        hold_music(8.0),
    ],
    ids=["zeros", "hiss", "faint hiss", "ringing", "british ringing", "hum", "beep", "music"],
)
def test_what_is_not_speech_is_not_found(sound: np.ndarray) -> None:
    """Silence, noise, tones and hold music are nobody's speech."""
    assert speech_in([sound]) == ()


@pytest.mark.parametrize("gain", [0.05, 0.2, 1.0, 3.0])
def test_the_level_of_a_line_does_not_matter(gain: float) -> None:
    """Faint or loud, a voice is found in the same place."""
    sound = np.clip(call() * np.float32(gain), -1, 1)
    found = [s for s in speech_in([sound]) if s.voiced.length > 0.3]
    assert [s.voiced.start for s in found] == pytest.approx([0.7, 3.24], abs=0.15)


def test_speech_after_a_long_silence_is_found() -> None:
    """Minutes on hold do not make the detector deaf."""
    found = speech_in([quiet(300.0), talk(1.5, seed=4)])
    assert [s.voiced.start for s in found] == pytest.approx([300.0], abs=0.1)


def test_digital_silence_does_not_ask_the_network() -> None:
    """After a second below the floor nothing is computed until the line wakes up."""
    network = SpeechProbability()
    network.push(quiet(2.0))
    network._session = None
    assert not network.push(quiet(60.0)).any()


def test_no_sound_is_no_speech() -> None:
    """An empty channel has no speech."""
    assert speech_in([]) == ()
    assert speech_in([quiet(0.0)]) == ()
