"""The real path of a live call: two devices, recorded at once, one of them unplugged."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pulse import Pulse, Sound

from coach.audio import RATE_HZ, open_recording
from coach.audio.capture import Capture
from coach.audio.chosen import open_devices
from coach.audio.devices import Seat
from coach.audio.source import Block
from coach.call import Span, Speaker
from coach.call.live import Disturbed, Trouble

CALL = Path(__file__).parents[2] / "sample_calls" / "cable-box" / "sound.flac"
AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER

WRITTEN_S = 3.0
"""PulseAudio's own recorder writes in pieces as long as this."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def call() -> dict[Speaker, Sound]:
    """A minute of a sample call: the sound of each side."""
    with open_recording(CALL, agent_channel="left") as recording:
        return {side: recording.samples(side, Span(0.0, 60.0)) for side in Speaker}


class Heard:
    """What came out of a capture, side by side, while it was taken up to a second of the call."""

    def __init__(self, capture: Capture) -> None:
        self._events = capture.blocks()
        self.sound: dict[Speaker, list[Sound]] = {side: [] for side in Speaker}
        self.troubles: list[Disturbed] = []

    def until(self, second: float) -> Iterator[Disturbed]:
        """Take on, giving what goes wrong at once."""
        for event in self._events:
            if isinstance(event, Disturbed):
                self.troubles.append(event)
                yield event
                continue
            self._take(event)
            if event.speaker is CUSTOMER and event.at >= second:
                return

    def _take(self, block: Block) -> None:
        before = sum(map(len, self.sound[block.speaker]))
        assert block.at == before / RATE_HZ
        self.sound[block.speaker].append(block.samples)

    def side(self, side: Speaker) -> Sound:
        return np.concatenate(self.sound[side])

    def finish(self, capture: Capture) -> None:
        capture.close()
        for _ in self._events:
            pass


def place(heard: Sound, original: Sound, start: float, length: float) -> tuple[float, float]:
    """How much later a stretch of `heard` was said than in the original, in s; how alike, 0..1."""
    part = heard[round(start * RATE_HZ) : round((start + length) * RATE_HZ)]
    size = len(part) + len(original)
    likeness = np.fft.irfft(np.fft.rfft(original, size) * np.conj(np.fft.rfft(part, size)), size)[
        : len(original) - len(part)
    ]
    at = int(np.argmax(likeness))
    said = original[at : at + len(part)]
    alike = float(likeness[at] / np.sqrt(np.sum(part**2) * np.sum(said**2)))
    return start - at / RATE_HZ, alike


@pytest.mark.parametrize(
    ("agent", "customer"),
    [("agentmic", "headsetmonitor"), ("agentmic", "[headset.monitor]")],
    ids=["PortAudio", "what the machine plays"],
)
def test_both_devices_are_recorded_as_they_sound(
    machine: Pulse, call: dict[Speaker, Sound], agent: str, customer: str
) -> None:
    """What is played into two devices is recorded from both: the same sound, level and time."""
    capture = open_devices(Seat(agent), Seat(customer))
    heard = Heard(capture)
    with machine.recording("micpipe.monitor") as said, machine.recording("headset.monitor") as told:
        list(heard.until(0.2))
        machine.play("micpipe", call[AGENT])
        machine.play("headset", call[CUSTOMER])
        list(heard.until(25.0))
        heard.finish(capture)
        time.sleep(WRITTEN_S)
        played = {AGENT: said(), CUSTOMER: told()}
    later = {}
    for side in Speaker:
        ours, theirs = heard.side(side), played[side]
        shift, alike = place(ours, theirs, 4.0, 20.0)
        assert alike > 0.95, f"{side} is not the sound that was played"
        same = theirs[round((4.0 - shift) * RATE_HZ) :][: 20 * RATE_HZ]
        level = np.std(ours[4 * RATE_HZ : 24 * RATE_HZ]) / np.std(same)
        assert level == pytest.approx(1.0, abs=0.15)
        begun, as_recorded = place(theirs, call[side], 2.0, 20.0)
        assert as_recorded > 0.7, f"{side} is another call"
        later[side] = begun + shift
    assert later[AGENT] == pytest.approx(later[CUSTOMER], abs=0.5)
    assert not heard.troubles


def test_a_microphone_that_is_unplugged_comes_back(
    machine: Pulse, call: dict[Speaker, Sound]
) -> None:
    """A device that goes away is said once, its side is silent, and the call goes on in time."""
    capture = open_devices(Seat("agentmic"), Seat("headsetmonitor"))
    heard = Heard(capture)
    with machine.recording("micpipe.monitor") as said, machine.recording("headset.monitor") as told:
        list(heard.until(0.2))
        machine.play("micpipe", call[AGENT])
        machine.play("headset", call[CUSTOMER])
        list(heard.until(12.0))
        machine.unplug_microphone()
        lost = next(heard.until(20.0))
        assert (lost.trouble, lost.speaker) == (Trouble.DEVICE_LOST, AGENT)
        gone = len(heard.side(AGENT)) / RATE_HZ
        list(heard.until(gone + 4.0))
        machine.plug_in_microphone()
        back = next(heard.until(gone + 20.0))
        assert (back.trouble, back.speaker) == (Trouble.DEVICE_BACK, AGENT)
        list(heard.until(back.at + 15.0))
        heard.finish(capture)
        time.sleep(WRITTEN_S)
        spoken, played = said(), told()

    assert heard.troubles == [lost, back]
    assert "agentmic" in lost.text
    agent, customer = heard.side(AGENT), heard.side(CUSTOMER)
    assert not agent[round((lost.at + 0.2) * RATE_HZ) : round((back.at - 0.2) * RATE_HZ)].any()
    before, alike_before = place(agent, spoken, 3.0, 8.0)
    after, alike_after = place(agent, spoken, back.at + 3.0, 8.0)
    assert alike_before > 0.95
    assert alike_after > 0.7, "a device that has just come back may stumble, but is the same"
    assert after == pytest.approx(before, abs=0.15)
    talking = [
        start
        for start in range(3, len(customer) // RATE_HZ - 3, 3)
        if np.std(customer[start * RATE_HZ : (start + 3) * RATE_HZ]) > 0.01
    ]
    assert len(talking) >= 4
    for start in talking:
        _, alike = place(customer, played, float(start), 3.0)
        assert alike > 0.95, f"the customer's side was disturbed at {start} s"
