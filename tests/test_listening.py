"""The one loop that listens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.call import (
    Ended,
    EndedBy,
    Evidence,
    Finding,
    Heard,
    Kind,
    Setting,
    Skill,
    Span,
    Speaker,
    Tick,
    utterance,
)
from coach.detectors import Pattern, discover
from coach.ledger import Conversation
from coach.listening import Listener, listen
from coach.signals import Act, SignalReader

Notice = Callable[[Conversation], Iterator[Finding]]


def pattern(notice: Notice, slug: str = "made-up", instead: str = "Say this.") -> Pattern:
    return Pattern(slug, Kind.GOOD, Skill.ASKING, "Made up.", (), "", notice, instead)


def finding(talk: Conversation, anchor: int = 0, **other: object) -> Finding:
    said = talk.said(anchor)
    fields = {
        "pattern": "made-up",
        "kind": Kind.ANTI,
        "span": said.span,
        "anchor": anchor,
        "quote": said.text,
        "confidence": 0.9,
        "why": "So.",
    }
    return Finding(**{**fields, **other})  # type: ignore[arg-type]


def heard(text: str, start: float, speaker: Speaker = Speaker.AGENT) -> Heard:
    return Heard(utterance(speaker, text, Span(start, start + 1.0)))


def first_again_and_again(talk: Conversation) -> Iterator[Finding]:
    if talk.readings:
        yield finding(talk)


def growing(talk: Conversation) -> Iterator[Finding]:
    for index in range(len(talk.readings)):
        if index == talk.latest:
            rests_on = tuple(Evidence(talk.said(i).start, "so") for i in range(1, index + 1))
            yield finding(talk, evidence=rests_on)


def fails(talk: Conversation) -> Iterator[Finding]:
    raise ValueError("there is a hole in the bucket")
    yield finding(talk)


EVENTS = (
    heard("Hello there", 0.0),
    Tick(2.0),
    heard("Hi, it is broken", 2.0, Speaker.CUSTOMER),
    heard("Oh dear", 4.0),
    Ended(6.0, EndedBy.AGENT),
)


def test_a_finding_is_told_once(reader: SignalReader) -> None:
    """A detector that notices the same again and again is heard once."""
    listener = Listener.to(Setting(), reader, [pattern(first_again_and_again)])
    told = [listener.take(event) for event in EVENTS]
    assert [len(found) for found in told] == [1, 0, 0, 0, 0]


def test_a_finding_that_grows_is_told_again(reader: SignalReader) -> None:
    """A finding keeps its identity while it grows, is told each time, and kept as it last was."""
    listener = Listener.to(Setting(), reader, [pattern(growing)])
    told = [found for event in EVENTS for found in listener.take(event)]
    assert [len(found.evidence) for found in told] == [0, 1, 2]
    assert {found.identity for found in told} == {("made-up", 0)}
    assert list(listener.noticed.values()) == told[-1:]


def test_the_page_completes_a_finding(reader: SignalReader) -> None:
    """A finding has the kind of its pattern, and its words to say instead unless it has its own."""

    def both(talk: Conversation) -> Iterator[Finding]:
        if talk.latest == 2:
            yield finding(talk, 0)
            yield finding(talk, 2, instead="Or that.")

    found = listen(EVENTS, Listener.to(Setting(), reader, [pattern(both)]))
    assert [one.kind for one in found] == [Kind.GOOD, Kind.GOOD]
    assert [one.instead for one in found] == ["Say this.", "Or that."]


def test_findings_come_in_the_order_of_the_call(reader: SignalReader) -> None:
    """What was noticed late of an early moment stands early, and by slug at one moment."""

    def late(talk: Conversation) -> Iterator[Finding]:
        if talk.ended:
            yield finding(talk, 2)
            yield finding(talk, 0)

    def other(talk: Conversation) -> Iterator[Finding]:
        if talk.ended:
            yield finding(talk, 0, pattern="a-first")

    patterns = [pattern(late), pattern(other, slug="a-first")]
    found = listen(EVENTS, Listener.to(Setting(), reader, patterns))
    assert [one.identity for one in found] == [("a-first", 0), ("made-up", 0), ("made-up", 2)]


def test_a_failing_detector_never_ends_a_call(
    reader: SignalReader, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged once with its reason and switched off for this call; the others go on."""
    patterns = [pattern(fails, slug="holey"), pattern(first_again_and_again)]
    listener = Listener.to(Setting(), reader, patterns)
    with caplog.at_level(logging.ERROR):
        found = listen(EVENTS, listener)
    assert [one.pattern for one in found] == ["made-up"]
    assert listener.switched_off == {"holey": "there is a hole in the bucket"}
    assert [record.getMessage() for record in caplog.records] == [
        "holey is switched off for this call"
    ]
    assert not Listener.to(Setting(), reader, patterns).switched_off


def test_a_failure_without_a_word_has_a_name(reader: SignalReader) -> None:
    """A reason that says nothing is told by the name of what was raised."""

    def silent(talk: Conversation) -> Iterator[Finding]:
        assert talk.readings is None
        yield finding(talk)

    listener = Listener.to(Setting(), reader, [pattern(silent)])
    listener.take(Tick(1.0))
    assert list(listener.switched_off) == ["made-up"]
    assert listener.switched_off["made-up"]


def test_every_pattern_listens_by_default(reader: SignalReader) -> None:
    """A listener listens for the whole catalogue unless told otherwise, or for nothing."""
    assert Listener.to(Setting(), reader).patterns == discover()
    assert listen(EVENTS, Listener.to(Setting(), reader, [])) == ()


def test_what_was_heard_is_read_once(reader: SignalReader) -> None:
    """Each utterance is read once for all detectors, beside what the other side said last."""
    asked: list[tuple[str, str]] = []

    class Watched:
        def read(self, said: object, before: str) -> object:
            asked.append((said.text, before))  # type: ignore[attr-defined]
            return reader.read(said, before)  # type: ignore[arg-type]

        acts = staticmethod(reader.acts)

    listen(EVENTS, Listener.to(Setting(), Watched()))  # type: ignore[arg-type]
    assert asked == [
        ("Hello there", ""),
        ("Hi, it is broken", "Hello there"),
        ("Oh dear", "Hi, it is broken"),
    ]


@given(cuts=st.sets(st.integers(min_value=1, max_value=20), max_size=4))
@settings(max_examples=15, deadline=None)
def test_a_turn_heard_in_pieces_is_the_turn(reader: SignalReader, cuts: set[int]) -> None:
    """Wherever a turn is cut into utterances, by the end it does what it does as a whole."""
    question = "And when will I have it?"
    words = "I could put it on our website but no let me do that for you now so it is there by noon"
    parts = [words.split()[a:b] for a, b in pairwise([0, *sorted(cuts), len(words.split())])]
    whole, pieces = Listener.to(Setting(), reader), Listener.to(Setting(), reader)
    for listener in (whole, pieces):
        listener.take(heard(question, 0.0, Speaker.CUSTOMER))
    whole.take(heard(words, 2.0))
    for number, part in enumerate(parts):
        pieces.take(heard(" ".join(part), 2.0 + 1.2 * number))
    assert pieces.conversation.turn(1).chances == pytest.approx(whole.conversation.turn(1).chances)


def test_a_turn_of_many_words_keeps_what_it_did(reader: SignalReader) -> None:
    """What was done early in a turn that runs on for minutes still counts at its end."""
    listener = Listener.to(Setting(), reader)
    listener.take(heard("What is your date of birth?", 0.0))
    for number in range(30):
        listener.take(heard("the box goes to the shop by the river and back again", 2.0 + number))
    assert listener.conversation.turn(0).does(Act.ASK_BIRTHDATE)
