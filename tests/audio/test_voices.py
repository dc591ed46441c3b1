from __future__ import annotations

import importlib.util
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from made_sound import in_a_row, quiet, reader, talk, write

from coach.audio import encoder, open_recording, voices
from coach.audio.vad import Spoken, speech_in
from coach.call import MachineError, Span, Speaker

LOW = [talk(3.0, seed=seed, pitch=110.0) for seed in (1, 2)]
HIGH = [talk(3.0, seed=seed, pitch=210.0, size=1.2) for seed in (3, 4)]
PAUSE = quiet(0.8)
# Low and high in turn, the third change without a pause.
CALL = in_a_row(PAUSE, LOW[0], PAUSE, HIGH[0], PAUSE, LOW[1], HIGH[1], PAUSE)

needs_encoder = pytest.mark.skipif(
    not encoder.is_installed(), reason='the speaker encoder is not installed (extra "mono")'
)


def spans(said: tuple[Spoken, ...]) -> list[float]:
    return [moment for one in said for moment in (one.voiced.start, one.voiced.end)]


@needs_encoder
def test_two_voices_are_told_apart() -> None:
    """Each side gets its own stretches, also where one voice follows the other at once."""
    (first, second), note = voices.tell_apart(speech_in([CALL]), reader(CALL))
    assert spans(first) == pytest.approx([0.8, 3.8, 8.4, 11.4], abs=0.35)
    assert spans(second) == pytest.approx([4.6, 7.6, 11.4, 14.4], abs=0.35)
    assert "guess" in note


@needs_encoder
def test_nothing_is_lost_when_voices_are_told_apart() -> None:
    """The stretches of both sides together are what was heard, and never overlap."""
    heard = speech_in([CALL])
    sides, _ = voices.tell_apart(heard, reader(CALL))
    pieces = sorted((said for side in sides for said in side), key=lambda said: said.span)
    assert sum(p.voiced.length for p in pieces) == pytest.approx(
        sum(said.voiced.length for said in heard)
    )
    assert all(a.span.end <= b.span.start for a, b in pairwise(pieces))


@needs_encoder
def test_one_voice_stays_one() -> None:
    """A message with one voice in it is not divided."""
    sound = in_a_row(PAUSE, talk(20.0, seed=3, pitch=210.0, size=1.2), PAUSE)
    (only,), note = voices.tell_apart(speech_in([sound]), reader(sound))
    assert only == speech_in([sound])
    assert note.startswith("Only one voice")


@needs_encoder
def test_a_mono_recording_has_two_sides(tmp_path: Path) -> None:
    """In mono each side's samples are silenced where only the other speaks."""
    with open_recording(write(tmp_path / "mono.wav", CALL)) as call:
        assert call.is_mono
        assert call.sides == (Speaker.AGENT, Speaker.CUSTOMER)
        assert call.roles.how == "guessed"
        assert np.abs(call.samples(Speaker.AGENT, Span(1.0, 3.0))).max() > 0.1
        assert not call.samples(Speaker.CUSTOMER, Span(1.0, 3.0)).any()
        assert not call.samples(Speaker.AGENT, Span(5.0, 7.0)).any()
        assert "guess" in call.notes[0]


def test_without_the_encoder_there_is_one_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the encoder is not installed, all speech is one side's, and the cure is named."""
    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    with open_recording(write(tmp_path / "mono.wav", CALL)) as call:
        assert call.sides == (Speaker.AGENT,)
        assert call.swapped().sides == (Speaker.CUSTOMER,)
        assert call.speech(Speaker.CUSTOMER) == ()
        assert call.voiced(Speaker.AGENT)[0].start == pytest.approx(0.8, abs=0.1)
        assert np.abs(call.samples(Speaker.AGENT, Span(5.0, 7.0))).max() > 0.1
        assert 'pip install "conversation-coach[mono]"' in call.notes[0]


@pytest.fixture
def fresh_network() -> None:
    encoder._network.cache_clear()


@pytest.mark.usefixtures("fresh_network")
def test_a_wrong_checksum_refuses_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that are not the known ones are not loaded."""
    (tmp_path / "resemblyzer").mkdir()
    (tmp_path / "resemblyzer" / "pretrained.pt").write_bytes(b"something else")
    (tmp_path / "resemblyzer" / "__init__.py").write_text("raise ImportError('never imported')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "resemblyzer", raising=False)
    assert encoder.is_installed()
    with pytest.raises(MachineError, match="checksum"):
        encoder.embed([np.zeros((120, 40), np.float32)])


def test_the_mel_scale_is_the_known_one() -> None:
    """The bands equal those that Whisper carries, which librosa made."""
    whisper = importlib.util.find_spec("whisper")
    assert whisper is not None
    assert whisper.origin is not None
    known = np.load(Path(whisper.origin).parent / "assets" / "mel_filters.npz")
    assert np.allclose(encoder.mel_bands(80), known["mel_80"], atol=1e-7)


def test_nobody_is_not_told_apart() -> None:
    """Without speech there is nothing to tell apart."""
    assert voices.tell_apart((), reader(quiet(1.0))) == (((),), "")
