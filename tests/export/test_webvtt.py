from pathlib import Path

import pytest
from calls_made import COAT, COAT_CALL, reviewed
from golden_files import agrees_with
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.call import Span, Speaker, Utterance, Word, WrittenCall
from coach.call.masked import mask_utterances
from coach.export.as_webvtt import webvtt
from coach.transcripts import read


def test_the_captions_byte_for_byte() -> None:
    """The file looks as players and people expect it."""
    assert agrees_with("coat.vtt", webvtt(COAT_CALL))


@st.composite
def spoken(draw: st.DrawFn) -> Utterance:
    """An utterance whose words follow each other, with and without pauses."""
    now = draw(st.integers(0, 4_000_000))
    words = []
    for _ in range(draw(st.integers(1, 6))):
        start = now + draw(st.sampled_from([0, 0, 1, 250, 3000]))
        now = start + draw(st.sampled_from([0, 1, 200, 900]))
        text = draw(
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
        )
        words.append(Word(text, Span(start / 1000, now / 1000)))
    return Utterance(draw(st.sampled_from(Speaker)), tuple(words))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vtt") / "call.vtt"


@settings(max_examples=50)
@given(st.lists(spoken(), min_size=1, max_size=6), st.booleans())
def test_what_is_written_is_read_back(
    scratch: Path, turns: list[Utterance], word_times: bool
) -> None:
    """Our importer gives back speakers, words and times; the times of words if they are written."""
    call = reviewed(WrittenCall(tuple(turns)), ())
    scratch.write_text(webvtt(call, unmasked=True, word_times=word_times), encoding="utf-8")
    found = read(scratch)
    assert not found.notes or found.notes == ("Only one side of the call has any words.",)
    expected = sorted(call.utterances, key=lambda said: said.span)
    assert [said.speaker for said in found.call.turns] == [said.speaker for said in expected]
    assert [said.text for said in found.call.turns] == [said.text for said in expected]
    assert [said.span for said in found.call.turns] == [said.span for said in expected]
    if word_times:
        assert [[(word.text, word.span) for word in said.words] for said in found.call.turns] == [
            [(word.text, word.span) for word in said.words] for said in expected
        ]


def test_masked_words_are_read_back_too(scratch: Path) -> None:
    """The masked file has the same turns and times."""
    scratch.write_text(webvtt(COAT_CALL), encoding="utf-8")
    found = read(scratch).call
    hidden = mask_utterances(COAT.turns)
    assert [said.text for said in found.turns] == [said.text for said in hidden]
    assert [said.span for said in found.turns] == [said.span for said in COAT.turns]
