import base64
import json

import pytest
from transcripts_made import (
    BODIES,
    A,
    C,
    Save,
    turns,
    vcon,
)

from coach.call import Span
from coach.transcripts import read, read_transcript


@pytest.mark.parametrize("form", BODIES)
@pytest.mark.parametrize("as_text", [False, True])
def test_vcon(save: Save, form: str, as_text: bool) -> None:
    """A transcript in any of the usual bodies, as JSON or as text with JSON in it, is read."""
    body: object = BODIES[form]
    found = read(save(vcon(json.dumps(body) if as_text else body), "call.vcon"))
    assert turns(found.call) == [(A, "Hello there."), (C, "Hi.")]
    assert found.call.title == "The coat"
    assert str(found.call.setting.day) == "2026-03-02"
    assert found.call.duration == 90.0
    assert found.call.turns[1].span == Span(2.5, 4.0)
    if form != "turns":
        assert [word.span for word in found.call.turns[0].words] == [Span(0.5, 0.9), Span(1.1, 2.0)]


def test_vcon_in_parts(save: Save) -> None:
    """A second dialog's times count from the start of the first; its one party speaks it."""
    data = vcon(BODIES["turns"])
    data["analysis"] = [
        {"type": "transcript", "dialog": 0, "body": BODIES["turns"]},
        {
            "type": "wtf_transcription",
            "dialog": 1,
            "body": [{"start": 1, "end": 2, "text": "Bye."}],
        },
    ]
    last = read_transcript(save(data)).turns[-1]
    assert (last.speaker, last.text, last.span) == (C, "Bye.", Span(91.0, 92.0))


def test_vcon_of_texts(save: Save) -> None:
    """Where a vCon has no transcript, its dialogs of text are the turns."""
    data = vcon(None, analysis=[])
    data["dialog"] = [
        {"type": "text", "start": "2026-03-02T10:00:05Z", "parties": [1, 0], "body": "Hi there."},
        {"type": "text", "start": "2026-03-02T10:00:00Z", "parties": 0, "body": "Hello."},
    ]
    call = read_transcript(save(data))
    assert turns(call) == [(A, "Hello."), (C, "Hi there.")]
    assert call.turns[1].start == 5.0


def test_a_signed_vcon(save: Save) -> None:
    """A signed vCon is read; that nobody checked the signature is told."""
    payload = (
        base64.urlsafe_b64encode(json.dumps(vcon(BODIES["turns"])).encode()).decode().rstrip("=")
    )
    found = read(save({"payload": payload, "signatures": [{}]}))
    assert len(found.call.turns) == 2
    assert "signature was not checked" in found.notes[0]
