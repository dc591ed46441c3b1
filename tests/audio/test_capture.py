from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import sound_system
from sound_system import SoundSystem

from coach.audio import RATE_HZ, Samples
from coach.audio.capture import Capture
from coach.audio.chosen import open_chosen, open_devices
from coach.audio.devices import Channel, Seat
from coach.audio.remembered import Chosen, remember
from coach.call import MachineError, Speaker, UsageError
from coach.call.live import Disturbed, Trouble

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER
HEADSET, LOOPBACK = Seat("headset"), Seat("Loopback")
MICROPHONE_HZ, PLAYED_HZ = 300, 900


pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoundSystem:
    return sound_system.install(tmp_path, monkeypatch)


class Taking:
    """Takes what a capture gives, up to a second of the call or to the next trouble."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        self.events = capture.blocks()
        self.sound: dict[Speaker, list[Samples]] = {side: [] for side in Speaker}

    def until(self, second: float) -> list[Disturbed]:
        return list(self._until(second))

    def trouble(self, within: float = 30.0) -> Disturbed:
        return next(self._until(self.capture.elapsed + within))

    def _until(self, second: float) -> Iterator[Disturbed]:
        for event in self.events:
            if isinstance(event, Disturbed):
                yield event
                continue
            assert event.at == sum(map(len, self.sound[event.speaker])) / RATE_HZ
            assert event.at + len(event.samples) / RATE_HZ <= self.capture.elapsed + 0.1
            self.sound[event.speaker].append(event.samples)
            if event.at > second and event.speaker is CUSTOMER:
                return

    @property
    def end_of_sound(self) -> float:
        """The second of the call up to which the customer was taken."""
        return sum(map(len, self.sound[CUSTOMER])) / RATE_HZ

    def end(self) -> dict[Speaker, Samples]:
        """Both sides, whole."""
        self.capture.close()
        list(self._until(0.0))
        return {side: np.concatenate(parts) for side, parts in self.sound.items()}


def hertz(sound: Samples) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum) * RATE_HZ / len(sound))


def test_each_side_comes_from_its_device() -> None:
    """Devices of different rates are heard at 16 kHz, each on its side, both as long."""
    taking = Taking(open_devices(HEADSET, LOOPBACK))
    assert taking.until(1.0) == []
    heard = taking.end()
    assert hertz(heard[AGENT][-8000:]) == pytest.approx(MICROPHONE_HZ, abs=3)
    assert hertz(heard[CUSTOMER][-8000:]) == pytest.approx(PLAYED_HZ, abs=3)
    assert taking.capture.name == "Headset and Loopback"


@pytest.mark.slow
def test_one_stereo_device_gives_both_sides() -> None:
    """Left and right of one device are the sides, as they were chosen."""
    right = Seat("loopback", channel=Channel.RIGHT)
    taking = Taking(open_devices(right, Seat("loopback")))
    taking.until(1.0)
    heard = taking.end()
    loud = {side: float(np.abs(sound[-8000:]).max()) for side, sound in heard.items()}
    assert loud[CUSTOMER] == pytest.approx(0.5, abs=0.03)
    assert loud[AGENT] == pytest.approx(0.125, abs=0.03)


def test_a_device_that_is_lost_is_looked_for(system: SoundSystem) -> None:
    """Its loss is told once, silence takes its place, and it is heard again when it is back."""
    taking = Taking(open_devices(HEADSET, LOOPBACK))
    taking.until(0.5)
    system.take_away("Headset")
    lost = taking.trouble()
    assert (lost.trouble, lost.speaker) == (Trouble.DEVICE_LOST, AGENT)
    assert "Headset" in lost.text
    assert taking.until(lost.at + 0.5) == []
    system.bring_back()
    back = taking.trouble()
    assert (back.trouble, back.speaker) == (Trouble.DEVICE_BACK, AGENT)
    assert taking.until(back.at + 1.0) == []
    heard = taking.end()
    assert not heard[AGENT][round(lost.at * RATE_HZ) : round((back.at - 0.1) * RATE_HZ)].any()
    assert hertz(heard[AGENT][-8000:]) == pytest.approx(MICROPHONE_HZ, abs=3)
    assert hertz(heard[CUSTOMER][-8000:]) == pytest.approx(PLAYED_HZ, abs=3)


@pytest.mark.slow
def test_a_recording_process_that_dies_is_replaced() -> None:
    """When the sound system kills the process of one device, the call goes on."""
    taking = Taking(open_devices(HEADSET, LOOPBACK))
    taking.until(0.5)
    tap = taking.capture.devices[1].tap
    assert tap is not None
    tap._child.kill()
    troubles = [taking.trouble(), taking.trouble()]
    assert [one.trouble for one in troubles] == [Trouble.DEVICE_LOST, Trouble.DEVICE_BACK]
    assert {one.speaker for one in troubles} == {CUSTOMER}
    assert taking.until(troubles[1].at + 0.8) == []
    assert hertz(taking.end()[CUSTOMER][-8000:]) == pytest.approx(PLAYED_HZ, abs=3)


def test_nothing_that_is_said_in_a_pause_is_kept(system: SoundSystem) -> None:
    """A pause lets go of the devices; afterwards time goes on where it stood, without a word."""
    capture = open_devices(HEADSET, LOOPBACK)
    taking = Taking(capture)
    taking.until(0.5)
    recording = [one.tap._child for one in capture.devices if one.tap is not None]
    capture.pause()
    at = capture.elapsed
    system.switch("secret", on=True)
    seen: list[float] = []

    def go_on() -> None:
        for child in recording:
            child.join(30)
        seen.append(capture.elapsed)
        system.switch("secret", on=False)
        capture.resume()

    other = threading.Thread(target=go_on)
    other.start()
    for _ in range(60):
        assert taking.until(taking.end_of_sound + 0.5) == []
        if all(parts[-8].any() for parts in taking.sound.values()):
            break
    other.join()
    heard = taking.end()
    assert seen == [at]
    assert max(np.abs(sound).max() for sound in heard.values()) < 0.7
    assert hertz(heard[CUSTOMER][-4000:]) == pytest.approx(PLAYED_HZ, abs=5)


@pytest.mark.slow
def test_a_microphone_that_macos_keeps_silent_is_told_once(
    system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three seconds of exact zeros from the microphone of a Mac mean a missing permission."""
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr("coach.audio.capture.NOTHING_S", 0.5)
    system.switch("mute", on=True)
    taking = Taking(open_devices(HEADSET, LOOPBACK))
    told = taking.until(2.0)
    assert [(one.trouble, one.speaker) for one in told] == [(Trouble.NO_PERMISSION, AGENT)]
    assert "Privacy" in told[0].text
    taking.end()


def test_a_device_that_goes_before_the_call_is_refused(system: SoundSystem) -> None:
    """A call does not begin with a device that is not there any more."""
    capture = open_devices(HEADSET, LOOPBACK)
    system.take_away("Headset")
    with pytest.raises(MachineError, match="Headset is not there"):
        next(capture.blocks())


def test_a_sound_system_that_crashes_is_told(system: SoundSystem) -> None:
    """A crash inside the sound library is one sentence, and the program lives."""
    system.switch("crashes", on=True)
    with pytest.raises(MachineError, match="failed"):
        open_devices(HEADSET, LOOPBACK)


def test_what_was_chosen_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Devices that are not named are the remembered ones; without any, the next step is said."""
    file = tmp_path / "devices.toml"
    monkeypatch.setattr("coach.audio.remembered.settings_file", lambda: file)
    with pytest.raises(UsageError, match="chosen") as refused:
        open_chosen()
    assert "--choose" in refused.value.hint
    remember(Chosen(HEADSET, LOOPBACK))
    assert open_chosen().name == "Headset and Loopback"
    assert open_chosen(agent="Old").name == "Old and Loopback"
    assert open_chosen(stereo="Loopback").name == "Loopback"
