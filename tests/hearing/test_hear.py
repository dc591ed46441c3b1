"""Laws of recordings heard by a real recogniser, the smallest one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jiwer
import pytest
from heard_made import silence_but, write_wav
from pieces_made import SAMPLE_CALLS
from whisper_normalizer.english import EnglishTextNormalizer

from coach.audio import open_recording
from coach.call import Speaker, UsageError, in_order
from coach.call.notation import parse
from coach.hearing import Engine, Hearing, hear
from coach.hearing.scripted import Scripted

CALL = SAMPLE_CALLS / "cut-off"


@pytest.fixture(scope="module")
def heard(tiny: Engine) -> Hearing:
    with open_recording(CALL / "sound.opus") as recording:
        return hear(recording, tiny)


def _words(heard: Hearing, speaker: Speaker) -> str:
    return " ".join(said.text for said in heard.utterances if said.speaker is speaker)


@pytest.mark.parametrize("speaker", list(Speaker))
def test_both_sides_of_a_telephone_call_are_understood(heard: Hearing, speaker: Speaker) -> None:
    """Less than a tenth of the words are wrong, with the smallest model on a telephone line."""
    turns = parse((CALL / "script.call").read_text(encoding="utf-8")).turns
    normal = EnglishTextNormalizer()
    meant = normal(" ".join(turn.text for turn in turns if turn.speaker is speaker))
    assert jiwer.wer(meant, normal(_words(heard, speaker))) < 0.1


def test_words_are_within_the_speech_of_their_side(heard: Hearing) -> None:
    """No word lies outside of voice activity, or is less or more than likely."""
    for said in heard.utterances:
        speech = heard.recording.speech(said.speaker)
        for word in said.words:
            assert word.confidence is not None
            assert 0 <= word.confidence <= 1
            assert any(span.overlap(word.span) == word.span.length for span in speech)


def test_turns_begin_and_end_when_they_were_spoken(heard: Hearing) -> None:
    """Nine turns in ten are timed to a quarter of a second, at both ends."""
    turns = parse((CALL / "as_spoken.call").read_text(encoding="utf-8")).turns
    off: list[float] = []
    for turn in turns:
        mine = [said for said in heard.utterances if said.speaker is turn.speaker]
        off.append(min(abs(said.start - turn.start) for said in mine))
        off.append(min(abs(said.end - turn.end) for said in mine))
    assert sum(each < 0.25 for each in off) >= 0.9 * len(off)


def test_utterances_enter_in_the_order_they_ended(heard: Hearing) -> None:
    """The one order of a call."""
    assert list(heard.utterances) == in_order(heard.utterances)


def test_all_speech_has_words(heard: Hearing) -> None:
    """Wherever somebody speaks for half a second, there is a word."""
    for speaker in Speaker:
        words = [w.span for u in heard.utterances if u.speaker is speaker for w in u.words]
        for span in heard.recording.voiced(speaker):
            assert span.length < 0.5 or any(span.overlap(word) > 0 for word in words), span


def test_sides_that_are_exchanged_in_the_file_are_put_right_by_the_words(
    heard: Hearing, tiny: Engine
) -> None:
    """When nobody says which channel is the agent, the words do, and the recording follows."""
    with open_recording(CALL / "sound.opus") as recording:
        exchanged = hear(recording.swapped(), tiny)
        assert exchanged.utterances == heard.utterances
        assert exchanged.roles == heard.roles
        assert exchanged.roles.how == "guessed"
        speech = heard.recording.speech(Speaker.AGENT)
        assert exchanged.recording.speech(Speaker.AGENT) == speech


def test_declared_sides_stay_and_doubt_is_said(tiny: Engine) -> None:
    """Who declares the wrong channel keeps it, and reads that the words say otherwise."""
    with open_recording(CALL / "sound.opus", agent_channel="right") as recording:
        wrong = hear(recording, tiny)
    assert wrong.roles.how == "declared"
    assert _words(wrong, Speaker.CUSTOMER).startswith("Hi there")


def test_nothing_is_invented_where_nobody_speaks(tiny: Engine, tmp_path: Path) -> None:
    """Silence, noise, a ringing tone, keys and hold music give no words."""
    path = write_wav(tmp_path / "quiet.wav", silence_but())
    with open_recording(path) as recording:
        assert hear(recording, tiny).utterances == ()


def test_names_that_are_told_beforehand_are_written_so(tiny: Engine) -> None:
    """A vocabulary helps with names that nobody could spell by ear."""
    with open_recording(CALL / "sound.opus", agent_channel="left") as recording:
        told = hear(recording, tiny, vocabulary=("Lora Fynch", "Eegle Home Security"))
    assert "Lora Fynch" in _words(told, Speaker.AGENT)


def test_a_language_that_the_model_does_not_know_is_refused() -> None:
    """English-only models say so; a code that is no language is named."""
    with open_recording(CALL / "sound.opus") as recording:
        for language in ("de", "klingon"):
            with pytest.raises(UsageError):
                hear(recording, Scripted([]), language=language)


def test_progress_goes_one_way() -> None:
    """From nothing to all of it, and never back."""
    steps: list[float] = []
    with open_recording(CALL / "sound.opus") as recording:
        hear(recording, Scripted([]), progress=lambda _, share: steps.append(share))
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0.0, 1.0)


def test_a_scripted_call_is_heard_as_it_was_written() -> None:
    """The engine for demonstrations gives back the words of its script, in their places."""
    script = parse((CALL / "as_spoken.call").read_text(encoding="utf-8"))
    with open_recording(CALL / "sound.opus", agent_channel="left") as recording:
        heard = hear(recording, Scripted(script.turns))
    for speaker in Speaker:
        written = " ".join(turn.text for turn in script.turns if turn.speaker is speaker)
        assert jiwer.wer(written, _words(heard, speaker)) < 0.1
    assert heard.engine == "scripted"


def test_hearing_loads_no_engine_before_it_is_needed() -> None:
    """Neither torch nor CTranslate2 is imported with the package."""
    code = (
        "import sys, coach.hearing, coach.hearing.weights; slow = ('torch', 'ctranslate2'); "
        "print([name for name in (*slow, 'transformers', 'textual') if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
