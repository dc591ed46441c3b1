from __future__ import annotations

import sys
from pathlib import Path

import pytest
from made_sound import quiet, tones

from coach.audio import Sound, TwoSides, playback
from coach.call import MachineError

SIDES = TwoSides(Sound(tones(1.0, 300.0)), Sound(quiet(1.0)))

# Stands in for the sound card, which a build machine has not.
CARD = """
played = []
class PortAudioError(Exception): pass
def query_devices(kind): return {"default_samplerate": 44100.0}
def play(samples, rate): played.append((samples.shape, rate))
def stop(): played.append("stopped")
def wait(): played.append("waited")
"""


@pytest.fixture
def sounddevice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is imported in place of the real library."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    return tmp_path / "sounddevice.py"


def test_sound_is_played_at_the_rate_of_the_card(sounddevice: Path) -> None:
    """Stereo goes out at the device's own rate, since many refuse any other."""
    sounddevice.write_text(CARD)
    playback.play(SIDES)
    playback.wait()
    playback.stop()
    assert sys.modules["sounddevice"].played == [((44_100, 2), 44_100), "waited", "stopped"]


def test_without_portaudio_its_package_is_named(sounddevice: Path) -> None:
    """A machine without PortAudio gets one sentence and the cure."""
    sounddevice.write_text("raise OSError('PortAudio library not found')")
    with pytest.raises(MachineError, match="PortAudio is missing") as refused:
        playback.play(SIDES)
    assert "libportaudio2" in refused.value.hint or not sys.platform.startswith("linux")


def test_without_a_sound_card_that_is_said(sounddevice: Path) -> None:
    """PortAudio without a device is a lack of the machine, not a crash."""
    sounddevice.write_text(CARD + "def query_devices(kind): raise PortAudioError('no device')")
    with pytest.raises(MachineError, match="no device"):
        playback.play(SIDES)


@pytest.mark.usefixtures("sounddevice")
def test_stopping_what_never_played_is_nothing() -> None:
    """Stop before any play does not even load the sound library."""
    playback.stop()
    assert "sounddevice" not in sys.modules
