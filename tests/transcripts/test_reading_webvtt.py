import pytest
from transcripts_made import VTT, A, C, Save, turns

from coach.call import InputError
from coach.transcripts import read


def test_webvtt(save: Save) -> None:
    """Voices become sides; tags, entities and notes go; a cue without a voice goes on."""
    found = read(save(VTT, "call.vtt"))
    assert found.format == "WebVTT"
    assert found.roles.how == "declared"
    assert found.call.title == "The coat"
    assert turns(found.call) == [
        (A, "Hello & welcome."),
        (C, "Hi there folks"),
        (C, "- and more"),
        (A, "One two"),
        (C, "three four"),
    ]
    assert [word.span.start for word in found.call.turns[1].words] == [2.0, 3.0, 4.0]
    assert found.call.turns[1].end == 5.5
    assert found.call.turns[3].end <= found.call.turns[4].start
    assert found.call.turns[4].span.end == 3602.5


def test_webvtt_with_names_in_the_text(save: Save) -> None:
    """Files of conference tools that write "Name: words" are read, and the guess is told."""
    source = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nMary O'Hara: Thank you for calling, how can I help?\n\n"
        "00:02.500 --> 00:04.000\nJoe Doe: My order: it never came.\n\n"
        "00:04.500 --> 00:05.000\nMary O'Hara: Let me check.\n"
    )
    found = read(save(source, "call.vtt"))
    assert turns(found.call) == [
        (A, "Thank you for calling, how can I help?"),
        (C, "My order: it never came."),
        (A, "Let me check."),
    ]
    assert found.roles.how == "guessed"
    assert 0.5 < found.roles.confidence < 1.0
    assert "“Mary O'Hara” was taken to be the agent." in found.roles.note


def test_webvtt_that_does_not_say_who_speaks(save: Save) -> None:
    """Without any voice the file is refused: a guess from nothing helps nobody."""
    with pytest.raises(InputError, match="does not say who speaks"):
        read(save("WEBVTT\n\n00:00.000 --> 00:02.000\nhello there\n", "call.vtt"))


def test_webvtt_says_what_it_left_out(save: Save) -> None:
    """Cues whose times cannot be read are counted, not dropped in silence."""
    source = VTT + "\n99:99:99.999 --> 00:00:01.000\n<v Agent>lost\n"
    assert "1" in read(save(source, "call.vtt")).notes[0]
