from __future__ import annotations

import resource
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sound import Sound, in_a_row, noise, quiet, talk, write

from coach.audio import RATE_HZ, Recording, open_pair, open_recording
from coach.call import InputError, Roles, Span, Speaker, UsageError

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER
LEFT = in_a_row(quiet(0.5), talk(1.0, seed=1), quiet(2.5))
RIGHT = in_a_row(quiet(2.0), talk(1.2, seed=2, pitch=200.0, size=1.2), quiet(0.8))


@pytest.fixture
def stereo(tmp_path: Path) -> Path:
    return write(tmp_path / "call.wav", LEFT, RIGHT)


def starts(recording: Recording, speaker: Speaker) -> list[float]:
    return [span.start for span in recording.voiced(speaker)]


def test_each_channel_is_a_side(stereo: Path) -> None:
    """Left and right are told apart, with their speech and their samples."""
    with open_recording(stereo) as call:
        assert call.duration == 4.0
        assert call.sides == (AGENT, CUSTOMER)
        assert not call.is_mono
        assert call.notes == ()
        assert starts(call, AGENT) == pytest.approx([0.5], abs=0.1)
        assert starts(call, CUSTOMER) == pytest.approx([2.0], abs=0.1)
        span = Span(0.6, 1.1)
        assert np.allclose(call.samples(AGENT, span), LEFT[9600:17600], atol=1e-3)
        assert not call.samples(CUSTOMER, span).any()


def test_on_auto_the_roles_are_a_guess(stereo: Path) -> None:
    """Sound cannot say who the agent is: left, with even odds."""
    with open_recording(stereo) as call:
        assert (call.roles.how, call.roles.confidence) == ("guessed", 0.5)


@pytest.mark.parametrize(("channel", "start"), [("left", 0.5), ("right", 2.0)])
def test_the_agent_is_where_declared(stereo: Path, channel: str, start: float) -> None:
    """A declared channel is the agent's, for certain."""
    with open_recording(stereo, agent_channel=channel) as call:
        assert starts(call, AGENT) == pytest.approx([start], abs=0.1)
        assert call.roles == Roles("declared", 1.0)


def test_an_unknown_channel_is_refused(stereo: Path) -> None:
    """A channel that does not exist is bad usage, and the answer names those that do."""
    with pytest.raises(UsageError, match="auto, left, right"):
        open_recording(stereo, agent_channel="middle")


def test_swapping_exchanges_the_sides(stereo: Path) -> None:
    """Swapped, each side has what the other had; swapped twice, all is as before."""
    roles = Roles("guessed", 0.9, "By the words.")
    with open_recording(stereo) as call:
        other = call.swapped(roles)
        assert other.roles == roles
        for side in Speaker:
            assert other.speech(side) == call.speech(side.other)
            assert other.swapped().voiced(side) == call.voiced(side)
        assert np.array_equal(other.samples(AGENT, Span(0, 4)), call.samples(CUSTOMER, Span(0, 4)))


@given(st.floats(0, 6), st.floats(0, 6))
@settings(max_examples=30, deadline=None)
def test_any_span_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, one: float, other: float
) -> None:
    """A span gives as many samples as it lasts, in parts as in one piece, zeros past the end."""
    file = tmp_path_factory.getbasetemp() / "any.wav"
    if not file.exists():
        write(file, LEFT, RIGHT)
    span = Span(*sorted((one, other)))
    with open_recording(file) as call:
        sound = call.samples(AGENT, span)
        first, last = round(span.start * RATE_HZ), round(span.end * RATE_HZ)
        assert len(sound) == last - first
        assert np.allclose(sound, np.pad(LEFT, (0, 40_000))[first:last], atol=1e-3)


def test_a_slice_has_both_sides(stereo: Path) -> None:
    """What is played is stereo, the agent on the left, or both mixed."""
    with open_recording(stereo, agent_channel="right") as call:
        both = call.slice(Span(2.0, 3.0))
    assert both.stereo.shape == (RATE_HZ, 2)
    assert np.abs(both.stereo[:, 0]).max() > 0.1
    assert not both.stereo[:, 1].any()
    assert np.array_equal(both.mixed.samples, both.agent.samples)
    assert both.agent.at(8000).duration == pytest.approx(1.0)


def notes_of(file: Path) -> tuple[str, ...]:
    with open_recording(file) as call:
        return call.notes


@pytest.mark.parametrize(
    ("left", "right", "note"),
    [
        (LEFT, quiet(4.0), "The right channel is silent."),
        (noise(4.0, -70), RIGHT, "The left channel is silent."),
        (LEFT, noise(4.0, -40), "Nobody speaks in the right channel."),
        (quiet(4.0), quiet(4.0), "The recording is silent."),
    ],
)
def test_a_channel_without_a_voice_is_said(
    tmp_path: Path, left: Sound, right: Sound, note: str
) -> None:
    """One sentence says which channel is silent, or has nobody in it."""
    assert notes_of(write(tmp_path / "call.wav", left, right)) == (note,)


@pytest.mark.parametrize("codec", ["pcm_mulaw", "libmp3lame"])
def test_the_same_sound_twice_is_mono(tmp_path: Path, codec: str) -> None:
    """A stereo file with one sound in both channels is treated as mono, and that is said."""
    name = "call.mp3" if codec == "libmp3lame" else "call.wav"
    file = write(tmp_path / name, LEFT, LEFT * np.float32(0.7), codec=codec)
    with open_recording(file) as call:
        assert call.is_mono
        assert call.notes[0] == (
            "Both channels carry the same sound, so the call is treated as mono."
        )


def test_an_echo_of_the_other_side_is_said(tmp_path: Path) -> None:
    """When one side is heard in the other's channel, a sentence says so, and it is left out."""
    long = in_a_row(quiet(0.5), talk(3.0, seed=1), quiet(4.0))
    own = in_a_row(quiet(5.0), talk(1.5, seed=2, pitch=200.0, size=1.2), quiet(1.0))
    file = write(tmp_path / "call.wav", long, own + np.roll(long, 800) * np.float32(0.2))
    with open_recording(file) as call:
        assert call.notes == ("The other side is heard in the right channel; that was left out.",)
        assert starts(call, CUSTOMER) == pytest.approx([5.0], abs=0.2)


def test_more_channels_than_two(tmp_path: Path) -> None:
    """Of six channels the first two are the sides."""
    file = write(tmp_path / "call.wav", LEFT, RIGHT, *[quiet(4.0)] * 4)
    with open_recording(file) as call:
        assert call.sides == (AGENT, CUSTOMER)
        assert call.notes == ("Of its 6 channels the first two are used.",)


def test_a_pair_of_files(tmp_path: Path) -> None:
    """Two files of different formats are two sides; the shorter one ends in silence, as is said."""
    agent = write(tmp_path / "agent.wav", LEFT, codec="pcm_mulaw")
    customer = write(tmp_path / "customer.flac", RIGHT[: int(2.7 * RATE_HZ)], codec="flac")
    with open_pair(agent, customer) as call:
        assert call.duration == 4.0
        assert call.roles == Roles("declared", 1.0)
        assert starts(call, CUSTOMER) == pytest.approx([2.0], abs=0.1)
        assert not call.samples(CUSTOMER, Span(3.0, 4.0)).any()
        assert call.notes == (
            "The customer's recording is 1 s shorter than the other; the rest is taken as silence.",
        )


def test_the_same_file_twice_is_one_channel(tmp_path: Path) -> None:
    """A pair that is the same sound twice is mono, and that is said."""
    file = write(tmp_path / "call.wav", LEFT)
    with open_pair(file, file) as call:
        assert call.is_mono
        assert call.roles.how == "guessed"
        assert "Both files carry the same sound" in call.notes[0]


def test_one_bad_file_of_a_pair_is_named(tmp_path: Path) -> None:
    """The refusal names the file that cannot be read."""
    agent = write(tmp_path / "agent.wav", LEFT)
    with pytest.raises(InputError, match=r"gone\.wav"):
        open_pair(agent, tmp_path / "gone.wav")


def test_a_declared_channel_of_a_mono_call_is_said(tmp_path: Path) -> None:
    """Mono has no left or right."""
    file = write(tmp_path / "call.wav", quiet(2.0))
    with open_recording(file, agent_channel="left") as call:
        assert call.notes == (
            "There is no left channel of its own in this call.",
            "The recording is silent.",
        )


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured otherwise there")
def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    """Half an hour of stereo takes no more memory than a minute, to open, search and read."""
    minute = np.tile(in_a_row(LEFT, quiet(4.0)), 8)[: 60 * RATE_HZ]
    notes_of(write(tmp_path / "short.wav", minute, minute[::-1].copy(), codec="pcm_mulaw"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    long = tmp_path / "long.wav"
    # The minute's mu-law bytes thirty times, under one header.
    content = (tmp_path / "short.wav").read_bytes()
    body = content.index(b"data") + 8
    with long.open("wb") as file:
        file.write(content[: body - 4] + b"\xff\xff\xff\xff")
        for _ in range(30):
            file.write(content[body:])
    with open_recording(long) as call:
        assert call.duration == pytest.approx(1800, abs=1)
        call.samples(AGENT, Span(1700, 1710))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30_000
