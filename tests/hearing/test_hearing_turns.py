"""Laws of utterances: all words, in the order in which they ended, in bearable portions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pieces_made import side_words

from coach.audio import Samples, Spoken
from coach.call import Span, Speaker, Utterance, Word, in_order
from coach.hearing.utterances import Saying, sayings, to_utterances
from coach.hearing.windows import Piece


def _read(piece: Piece) -> Samples:
    raise AssertionError(f"nothing is that long: {piece}")


def _grouped(speaker: Speaker, words: list[Word], at_once: int) -> dict[Saying, list[Word]]:
    """Each few words a stretch of speech of their own, as long as they are."""
    found: dict[Saying, list[Word]] = {}
    for first in range(0, len(words), at_once):
        mine = words[first : first + at_once]
        span = Span(mine[0].span.start, max(word.span.end for word in mine))
        found.setdefault((Piece(speaker, span, span),), []).extend(mine)
    return found


def _heard(agent: list[Word], customer: list[Word], at_once: int) -> tuple[Utterance, ...]:
    said = _grouped(Speaker.AGENT, agent, at_once) | _grouped(Speaker.CUSTOMER, customer, at_once)
    return to_utterances(said, {piece: words for (piece,), words in said.items()})


@given(side_words(), side_words(), st.integers(1, 9))
def test_no_word_is_lost_or_said_twice(
    agent: list[Word], customer: list[Word], at_once: int
) -> None:
    """The words of each side are the same after as before."""
    utterances = _heard(agent, customer, at_once)
    for speaker, words in ((Speaker.AGENT, agent), (Speaker.CUSTOMER, customer)):
        kept = [word for said in utterances if said.speaker is speaker for word in said.words]
        assert sorted(kept, key=lambda word: word.text) == sorted(words, key=lambda w: w.text)


@given(side_words(), side_words(), st.integers(1, 9))
def test_utterances_come_in_the_order_they_ended(
    agent: list[Word], customer: list[Word], at_once: int
) -> None:
    """The one order in which speech enters a call."""
    utterances = _heard(agent, customer, at_once)
    assert list(utterances) == in_order(utterances)


def test_speech_without_words_is_no_utterance() -> None:
    """A cough is nothing that was said."""
    span = Span(1.0, 2.0)
    assert to_utterances([(Piece(Speaker.AGENT, span, span),)], {}) == ()


def test_a_stretch_of_speech_is_one_saying() -> None:
    """Each stretch is heard whole, and has its place in the call."""
    speech = [Spoken(Span(1.0, 5.0), Span(1.3, 4.8)), Spoken(Span(7.0, 8.0), Span(7.3, 7.8))]
    found = list(sayings(Speaker.AGENT, speech, _read))
    assert [piece.span for (piece,) in found] == [said.span for said in speech]
    assert [piece.voiced for (piece,) in found] == [said.voiced for said in speech]


def test_who_talks_on_and_on_says_several_things() -> None:
    """After two portions, half a minute at most, a new utterance begins."""
    pauses = tuple(Span(at, at + 0.2) for at in range(5, 100, 5))
    long = Spoken(Span(0.0, 100.0), Span(0.3, 99.8), pauses)
    found = list(sayings(Speaker.CUSTOMER, [long], _read))
    assert len(found) > 3
    assert all(saying[-1].span.end - saying[0].span.start <= 28.3 for saying in found)
    assert all(len(saying) <= 2 for saying in found)
