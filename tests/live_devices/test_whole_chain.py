"""A call through real devices, real hearing and every detector, as a user runs it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

import jiwer
import pytest
from pulse import Pulse
from whisper_normalizer.english import EnglishTextNormalizer

from coach.audio import open_recording
from coach.call import Span, Speaker
from coach.call.notation import parse

CALL = Path(__file__).parents[2] / "sample_calls" / "cable-box"
MOST_WRONG = 0.12
READY_WITHIN_S = 120.0
AFTER_S = 5.0
"""Silence after the last word, as at the end of a call before somebody hangs up."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def words_wrong(said: str, heard: str) -> float:
    plain = EnglishTextNormalizer()
    return float(jiwer.wer(plain(said), plain(heard)))


def hear(machine: Pulse, folder: Path) -> list[dict[str, Any]]:
    """What `coach live` prints while the whole call is played into the devices, line by line."""
    command = [
        *(str(Path(sys.executable).with_name("coach")), "live", "--headless", "--json"),
        *("--agent-device", "agentmic", "--customer-device", "headsetmonitor"),
        *("--known", "account_number=40718852", "--calls", str(folder)),
    ]
    lines: list[dict[str, Any]] = []
    begun = threading.Event()

    def follow(printed: IO[str]) -> None:
        for line in printed:
            lines.append(json.loads(line))
            begun.set()

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as coach:
        assert coach.stdout is not None
        following = threading.Thread(target=follow, args=(coach.stdout,))
        following.start()
        assert begun.wait(READY_WITHIN_S)
        with open_recording(CALL / "sound.flac", agent_channel="left") as recording:
            whole = Span(0.0, recording.duration)
            machine.play("micpipe", recording.samples(Speaker.AGENT, whole))
            machine.play("headset", recording.samples(Speaker.CUSTOMER, whole))
        for player in machine.playing:
            player.wait()
        time.sleep(AFTER_S)
        coach.send_signal(signal.SIGINT)
        assert coach.wait() == 0
        following.join()
    return lines


def test_a_call_through_devices_is_heard_and_coached(machine: Pulse, tmp_path: Path) -> None:
    """What is said into two devices is written down, side by side, and what went wrong noticed."""
    lines = hear(machine, tmp_path)
    script = parse((CALL / "as_spoken.call").read_text(encoding="utf-8"), "cable-box")
    utterances = [line for line in lines if line["type"] == "utterance"]
    for side in Speaker:
        said = " ".join(turn.text for turn in script.turns if turn.speaker is side)
        heard = " ".join(one["text"] for one in utterances if one["speaker"] == side)
        assert words_wrong(said, heard) < MOST_WRONG, f"{side} was heard as: {heard}"
    ends = [one["end"] for one in utterances]
    assert ends == sorted(ends)
    labelled = {mark.pattern for mark in script.marks}
    findings = [line for line in lines if line["type"] == "finding"]
    assert {one["pattern"] for one in findings} >= {"read-back", "dated-promise"}
    assert {one["pattern"] for one in findings if one["kind"] == "anti"} <= labelled
    assert lines[-1]["type"] == "ended"
    assert not [line for line in lines if line["type"] == "trouble"]
