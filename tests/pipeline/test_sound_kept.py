"""Sound on disk: after consent alone, and without the numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scripted_calls import Told, keeping, live_call, sample

from coach.audio.recording import open_recording
from coach.call import (
    Span,
    Speaker,
    Tick,
    WrittenCall,
    utterance,
)
from coach.call.live import (
    Consented,
)
from coach.signals import SignalReader

A, C = Speaker.AGENT, Speaker.CUSTOMER


def test_sound_is_kept_after_consent_only(reader: SignalReader, tmp_path: Path) -> None:
    """Before consent was noted the file is silent; after it both sides are there."""
    live, _ = live_call(sample("raffle"), reader, keeping=keeping(tmp_path, has_sound=True))
    told = Told(lambda it: isinstance(it, Tick) and it.now >= 10, live.consent)
    outcome = live.run(told)
    at = told.of(Consented)[0].at
    with open_recording(outcome.sound, agent_channel="left") as recording:
        assert recording.duration == pytest.approx(outcome.reviewed.duration, abs=0.5)
        for side, level in ((A, 0.5), (C, 0.25)):
            before = recording.samples(side, Span(0.0, at))
            after = recording.samples(side, Span(at, recording.duration))
            assert not before.any()
            assert np.median(np.abs(after)) == pytest.approx(level, abs=0.01)


def test_without_consent_there_is_no_sound(reader: SignalReader, tmp_path: Path) -> None:
    """A call to which nobody agreed leaves words only."""
    live, _ = live_call(sample("raffle"), reader, keeping=keeping(tmp_path, has_sound=True))
    outcome = live.run(Told())
    assert outcome.sound is None
    assert [path.suffix for path in tmp_path.iterdir()] == [".jsonl"]


def test_a_number_is_not_to_be_heard(reader: SignalReader, tmp_path: Path) -> None:
    """The sound of a card number, said in pieces, is silent; that of two days is not."""
    turns = (
        utterance(A, "Can I have the card number?", Span(2, 4)),
        utterance(C, "four nine oh three", Span(6, 8)),
        utterance(C, "double one six oh eight", Span(10, 12)),
        utterance(A, "Thank you, it takes two days.", Span(14, 17)),
    )
    call = WrittenCall(turns, duration=80.0)
    live, _ = live_call(call, reader, keeping=keeping(tmp_path, has_sound=True))
    told = Told(lambda _: True, live.consent)
    outcome = live.run(told)
    with open_recording(outcome.sound, agent_channel="left") as recording:
        for span in (Span(6, 8), Span(10, 11)):
            assert not recording.samples(C, span).any()
            assert not recording.samples(A, span).any()
        assert recording.samples(A, Span(14, 17)).all()
        assert recording.samples(C, Span(8.5, 9.5)).all()
