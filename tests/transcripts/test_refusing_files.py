import json
from pathlib import Path

import pytest
from transcripts_made import CASE, TURN, VTT, Save

from coach.call import InputError
from coach.transcripts import is_transcript, read, read_transcript

WRONG = {
    "an empty file": (b"", "empty"),
    "spaces": (b"  \n ", "empty"),
    "bytes": (bytes(range(256)), "not text"),
    "a wav file": (b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00", "not text"),
    "prose": (b"Dear reader, this is a letter.", "no transcript"),
    "half a file": (b'{"turns": [{"speaker"', "no valid JSON"),
    "other JSON": (b'{"a": 1}', "no transcript"),
    "deep JSON": (b'{"turns":' + b"[" * 100_000, "too deep"),
    "a long number": (b'{"turns":' + b"1" * 5000 + b"}", "numbers too long"),
    "no turns": (b'{"turns": []}', "no turns"),
    "turns that are none": (b'{"turns": {}}', "should be a list"),
    "a turn that is none": (b'{"turns": [3]}', "Turn 0 should be an object"),
    "a chat": (b'{"Channel": "CHAT", "Transcript": []}', "a chat"),
    "plain Transcribe": (b'{"results": {"items": []}}', "does not say who"),
    "an encrypted vCon": (b'{"ciphertext": "x"}', "encrypted"),
    "a vCon without words": (b'{"vcon": "0.4.0", "dialog": []}', "no transcript"),
    "a vCon with a broken payload": (
        b'{"payload": "%%%", "signatures": []}',
        "no readable payload",
    ),
    "WebVTT without cues": (b"WEBVTT\n\n", "no words"),
    "the notation, broken": (b"agent: hello\nwhat is this", "Line 2"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_read_is_told_in_a_sentence(save: Save, what: str) -> None:
    """The message names the file and what is wrong; the hint says what to do."""
    content, expected = WRONG[what]
    with pytest.raises(InputError, match=expected) as wrong:
        read(save(content, "call.json"))
    assert "call.json" in wrong.value.message
    assert wrong.value.hint
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"start": None}, "`start` should be a time"),
        ({"start": True}, "`start` should be a time"),
        ({"start": -1}, "before the call begins"),
        ({"end": 1e9}, "more than a day"),
        ({"end": 10**400}, "`end` should be a time"),
        ({"start": 2, "end": 1}, "ends before it starts"),
        ({"speaker": "bob"}, "agent or customer"),
        ({"speaker": []}, "agent or customer"),
        ({"text": 7}, "should be text"),
        ({"text": " \u0007 "}, "no words"),
    ],
)
def test_a_wrong_turn_is_named(save: Save, change: dict[str, object], expected: str) -> None:
    """The message says which turn is wrong, and how."""
    with pytest.raises(InputError, match=rf"Turn 1.*{expected}"):
        read(save({"turns": [TURN, {**TURN, **change}]}))


def test_not_a_number(save: Save) -> None:
    """NaN and Infinity, which Python's JSON lets through, are no times."""
    source = json.dumps({"turns": [{**TURN, "end": float("nan")}]})
    with pytest.raises(InputError, match="`end` should be a time"):
        read(save(source))


@pytest.mark.parametrize(
    "change",
    [
        {"ended_by": "nobody"},
        {"ended_by": []},
        {"known_facts": [1]},
        {"known_facts": {"a": {}}},
        {"history": "x"},
        {"history": [{"said": 1}]},
        {"history": [{"said": "x", "date": "soon"}]},
        {"expect": [{"pattern": "no-thanks", "turn": 99}]},
        {"expect": [{"pattern": "no-thanks", "turn": True}]},
        {"expect": [{"turn": 0}]},
        {"id": 3},
    ],
)
def test_a_wrong_case_is_refused(save: Save, change: dict[str, object]) -> None:
    """A labelled case is measured with, so nothing in it may be passed over."""
    with pytest.raises(InputError):
        read(save({**CASE, **change}))


def test_missing_files_and_folders(tmp_path: Path) -> None:
    """A file that is not there and a folder are told apart."""
    with pytest.raises(InputError, match="There is no file"):
        read(tmp_path / "none.json")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)
    assert not is_transcript(tmp_path / "none.json")
    assert not is_transcript(tmp_path)


def test_a_transcript_is_known_by_its_content(save: Save) -> None:
    """The name alone makes no recording a transcript, and no transcript a recording."""
    assert is_transcript(save(VTT, "call.wav"))
    assert is_transcript(save(CASE, "call"))
    assert not is_transcript(save(b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00", "call.json"))
    assert not is_transcript(save("Dear reader.", "letter.txt"))
    assert read(save(VTT, "call.json")).format == "WebVTT"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(save: Save, encoding: str) -> None:
    """UTF-8 with or without its mark, and UTF-16 with it, are read; Windows writes all three."""
    path = save(json.dumps({"turns": [{**TURN, "text": "Das wär’s – 5 £"}]}, ensure_ascii=False)
                .encode(encoding), "call.json")  # fmt: skip
    assert is_transcript(path)
    assert read_transcript(path).turns[0].text == "Das wär’s – 5 £"


def test_text_cannot_steer_a_terminal(save: Save) -> None:
    """Escape sequences, half characters and marks that turn the reading direction are left out."""
    text = "pay \x1b[31mnow\u202e \ud800 ok"
    call = read_transcript(save(json.dumps({"turns": [{**TURN, "text": text}]})))
    assert call.turns[0].text == "pay [31mnow ok"
