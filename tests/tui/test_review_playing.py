"""Playing a moment, through processes that really run."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from coach.audio.sound import Sound, TwoSides
from coach.call import MachineError, Span
from coach.tui.review.app import ReviewApp
from coach.tui.review.outside import Outside
from coach.tui.review.playback import NO_SOUND, Playback
from coach.tui.review.playing import NO_CARD, SoundCard
from coach.tui.review.timeline import Timeline
from coach.tui.review.transcript import Transcript

RATE_HZ = 16_000
PATIENCE_S = 30.0

READS = "import sys; from pathlib import Path; sound = sys.stdin.buffer.read()"
PLAYS = f"{READS}; print('playing', flush=True); Path(sys.argv[1]).write_bytes(sound)"
PLAYS_LONG = f"{READS}; print('playing', flush=True); import time; time.sleep(60)"
HAS_NO_CARD = f"{READS}; print('There is no sound card.'); sys.exit(3)"
DIES = "import sys; sys.exit(1)"


class Tone:
    """A recording of any length: a number that tells each sample from the next."""

    def slice(self, span: Span) -> TwoSides:
        samples = np.arange(round(span.length * RATE_HZ), dtype=np.float32)
        return TwoSides(Sound(samples), Sound(-samples))


def card(program: str, *arguments: str) -> SoundCard:
    return SoundCard(Tone(), (sys.executable, "-c", program, *arguments))


def foot(app: ReviewApp) -> str:
    return str(app.review.query_one("#foot-line", Static).content)


async def until(pilot: Pilot[Any], come_true: Callable[[], bool]) -> None:
    """Wait for something that another process brings about."""
    end = time.monotonic() + PATIENCE_S
    while not come_true():
        assert time.monotonic() < end
        await pilot.pause(0.02)


def test_the_player_gets_every_sample_of_the_stretch(tmp_path: Path) -> None:
    """Both sides, the agent on the left, and the start is told once."""
    heard = tmp_path / "heard"
    started: list[bool] = []
    card(PLAYS, str(heard)).play(Span(1.0, 1.5), lambda: started.append(True))
    samples = np.frombuffer(heard.read_bytes(), np.float32).reshape(-1, 2)
    assert np.array_equal(samples, Tone().slice(Span(1.0, 1.5)).stereo)
    assert started == [True]


@pytest.mark.parametrize(
    ("program", "said"), [(HAS_NO_CARD, "There is no sound card."), (DIES, NO_CARD)]
)
def test_what_cannot_be_heard_is_told(program: str, said: str) -> None:
    """A machine without a sound card is an error with the reason, never a silence."""
    with pytest.raises(MachineError, match=said):
        card(program).play(Span(0, 20), lambda: pytest.fail("nothing has started"))


def test_playing_can_be_stopped_from_another_thread() -> None:
    """At once, and without an error."""
    player = card(PLAYS_LONG)
    began = time.monotonic()
    player.play(Span(0, 1), lambda: threading.Thread(target=player.stop).start())
    assert time.monotonic() - began < PATIENCE_S
    player.stop()


SOUND_SYSTEM = """
import numpy as np
class PortAudioError(Exception): pass
def query_devices(kind): return {"default_samplerate": 16000.0}
def play(samples, rate_hz): np.save("heard.npy", samples)
def wait(): pass
"""


def test_the_speaker_hands_both_sides_to_the_sound_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that plays does so with a sound system in place of the real one."""
    (tmp_path / "sounddevice.py").write_text(SOUND_SYSTEM)
    monkeypatch.chdir(tmp_path)
    speaker = "import runpy; runpy.run_module('coach.tui.review.speaker', run_name='__main__')"
    started: list[bool] = []
    card(speaker).play(Span(0, 0.5), lambda: started.append(True))
    assert np.array_equal(np.load("heard.npy"), Tone().slice(Span(0, 0.5)).stereo)
    assert started


def test_this_machine_plays_or_says_why_not() -> None:
    """The real player is heard, or tells in words why it cannot be."""
    started: list[bool] = []
    told = ""
    try:
        SoundCard(Tone()).play(Span(0, 0.01), lambda: started.append(True))
    except MachineError as error:
        told = str(error)
    assert started or told


def test_space_plays_the_moment_and_stops_it(walk_through: Callable[..., None]) -> None:
    """The playhead runs, the transcript shows who speaks, and the same key stops it."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        timeline, transcript = app.review.query_one(Timeline), app.review.query_one(Transcript)
        await pilot.press("n", "space")
        await until(pilot, lambda: timeline.playing is not None)
        assert app.review.walk.listen
        assert timeline.playing is not None
        assert timeline.playing >= app.review.walk.listen.start
        assert transcript.playing is not None
        assert foot(app) == "Playing 0:20 to 0:25."
        await pilot.press("space")
        await pilot.pause()
        assert timeline.playing is None
        assert transcript.playing is None
        assert not app.review.query_one(Playback).is_playing

    walk_through(go, outside=Outside(player=card(PLAYS_LONG)))


def test_when_the_moment_is_over_the_keys_come_back(
    walk_through: Callable[..., None], tmp_path: Path
) -> None:
    """Nothing has to be stopped by hand; enter plays as well as space."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("enter")
        await until(pilot, lambda: not app.review.query_one(Playback).is_playing)
        await pilot.pause()
        assert "q quit" in foot(app)
        assert (tmp_path / "heard").stat().st_size

    walk_through(go, outside=Outside(player=card(PLAYS, str(tmp_path / "heard"))))


def test_escape_stops_what_is_playing(walk_through: Callable[..., None]) -> None:
    """And a search that was going on stays."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("slash", *"wedding", "enter", "space")
        await until(pilot, lambda: app.review.query_one(Timeline).playing is not None)
        await pilot.press("escape")
        assert not app.review.query_one(Playback).is_playing
        assert app.review.walk.is_searching

    walk_through(go, outside=Outside(player=card(PLAYS_LONG)))


@pytest.mark.parametrize(
    ("outside", "said"),
    [
        (Outside(), NO_SOUND),
        (Outside(player=card(HAS_NO_CARD)), "There is no sound card."),
    ],
)
def test_without_sound_one_calm_sentence_says_so(
    walk_through: Callable[..., None], outside: Outside, said: str
) -> None:
    """Whether the call has no sound or the machine has no card."""

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("space")
        await until(pilot, lambda: foot(app) == said)
        assert not app.review.query_one(Playback).is_playing

    walk_through(go, outside=outside)


def test_leaving_stops_the_sound(walk_through: Callable[..., None]) -> None:
    """No process is left behind."""
    player = card(PLAYS_LONG)

    async def go(app: ReviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("space")
        await until(pilot, lambda: app.review.query_one(Timeline).playing is not None)
        await pilot.press("q")

    walk_through(go, outside=Outside(player=player))
    assert player._process is None
