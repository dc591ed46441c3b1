import json

from transcripts_made import CASE, LABELLED, A, C, Save, turns

from coach.call import EndedBy, Fact, Mark, Span
from coach.call.notation import write
from coach.transcripts import is_transcript, read_transcript


def test_a_case_keeps_all_that_it_says(save: Save) -> None:
    """Facts, history, who ended it, labels and the file's order of turns survive."""
    call = read_transcript(save(CASE))
    assert turns(call) == [
        (A, "Good morning, how can I help?"),
        (C, "The coat is too large."),
        (C, "Hi."),
    ]
    assert call.turns[1].span == Span(3.0, 9.25)
    assert call.order == (0, 2, 1)
    assert call.title == "a-coat-too-large"
    assert call.ended_by is EndedBy.AGENT
    assert call.setting.known_facts == (Fact("order_number", "55120"), Fact("lines", "2"))
    assert [str(one.date) for one in call.setting.history] == ["2026-03-02", "None"]
    assert call.marks == (
        Mark("no-thanks", 0),
        Mark("open-question", 0),
        Mark("dead-air", 1, doubtful=True),
    )


def test_every_labelled_call_is_read() -> None:
    """The project's own labelled calls are read, with as many turns as they have."""
    paths = sorted(LABELLED.glob("*.json"))
    assert paths
    for path in paths:
        assert is_transcript(path)
        assert len(read_transcript(path).turns) == len(json.loads(path.read_text("utf-8"))["turns"])


def test_the_notation(save: Save) -> None:
    """A call in the plain notation is read, whatever its file is called."""
    source = "title: Box\nagent: Hello.\n... 8s\n[0:14.5] customer: Hi. <- no-thanks\n"
    for name in ("box.call", "box.txt", "box"):
        path = save(source, name)
        assert is_transcript(path)
        call = read_transcript(path)
        assert turns(call) == [(A, "Hello."), (C, "Hi.")]
        assert call.title == "Box"
    assert read_transcript(save(write(call), "again.call")) == call
