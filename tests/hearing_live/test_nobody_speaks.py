"""Laws of lines on which nobody speaks: no word is committed, or shown, however long it lasts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from engines_made import turns_of
from live_made import RATE_HZ, Given, engine_for, opened

from coach.audio import Samples
from coach.call import Heard, Partial, Span, Speaker
from coach.hearing.live import EngineProcess, hear_live
from coach.hearing.live.talk import Talk

SECONDS = 600


def _noise(dbfs: float) -> Samples:
    chance = np.random.default_rng(1)
    noise = chance.normal(0.0, 10 ** (dbfs / 20), SECONDS * RATE_HZ)
    return noise.astype(np.float32)


def _ringing() -> Samples:
    """The tone that a caller hears: 440 and 480 Hz, two seconds on, four off."""
    time = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    tone = np.sin(2 * np.pi * 440 * time) + np.sin(2 * np.pi * 480 * time)
    return (0.1 * tone * (time % 6 < 2)).astype(np.float32) + _noise(-60)


def _music() -> Samples:
    """Chords that die away, over a bass and a beat, as on hold."""
    chance = np.random.default_rng(2)
    sound = np.zeros(SECONDS * RATE_HZ)
    time = np.arange(RATE_HZ) / RATE_HZ
    for beat in range(2 * SECONDS - 2):
        start = beat * RATE_HZ // 2
        root = (0, 9, 5, 7)[beat // 4 % 4]
        for note in (0, 4, 7, int(chance.choice([12, 14, 16, 19]))):
            pitch = 220 * 2 ** ((root + note) / 12)
            string = sum(np.sin(2 * np.pi * k * pitch * time) / k**1.5 for k in range(1, 6))
            sound[start : start + RATE_HZ] += 0.05 * string * np.exp(-3 * time)
        sound[start : start + 400] += chance.normal(0, 0.1, 400) * np.linspace(1, 0, 400)
    return sound.astype(np.float32)


@pytest.fixture(scope="module")
def tiny() -> Iterator[EngineProcess]:
    with EngineProcess("faster-whisper", "tiny.en") as engine:
        yield engine


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["silence", "noise", "ringing", "music"])
def test_ten_minutes_without_a_voice_give_no_word(tiny: EngineProcess, kind: str) -> None:
    """Silence, noise, a ringing tone and hold music are heard as nothing."""
    made = {
        "silence": lambda: np.zeros(SECONDS * RATE_HZ, np.float32),
        "noise": lambda: _noise(-35),
        "ringing": _ringing,
        "music": _music,
    }
    told = hear_live(Given(made[kind](), _noise(-60)), tiny, waits=True)
    assert not [event for event in told if isinstance(event, Heard | Partial)]


def test_sound_is_let_go_once_its_words_are_committed() -> None:
    """What is kept of a call does not grow with it."""
    with opened("lecture") as recording:
        whole = Span(0.0, recording.duration)
        sound = {side: recording.samples(side, whole) for side in Speaker}
    talk = Talk()
    held = []
    for start in range(0, len(sound[Speaker.AGENT]), 1024):
        for side, samples in sound.items():
            talk.hear(side, samples[start : start + 1024])
        for side in talk.sides.values():
            side.found |= dict.fromkeys(side.waiting, ())
            side.closed.clear()
            held.append(side.sound.held / RATE_HZ)
    assert len(turns_of("lecture")) > 10
    assert whole.length > 90.0
    assert max(held) < 60.0
    assert max(len(side.found) for side in talk.sides.values()) < 40


def test_what_was_said_is_committed_when_the_source_stands_still() -> None:
    """A pause in the middle of a word does not hold back the words before it."""
    with opened("cut-off") as recording, engine_for("cut-off") as engine:
        agent = recording.samples(Speaker.AGENT, Span(0.0, 1.8))
        source = _Stalled(agent, np.zeros_like(agent))
        first = next(event for event in hear_live(source, engine) if isinstance(event, Heard))
    assert first.utterance.text.startswith("Hi there")


class _Stalled(Given):
    """Gives no more sound in the middle of a word, and does not end."""

    def blocks(self) -> Iterator[object]:
        yield from super().blocks()
        self._closing.wait()
