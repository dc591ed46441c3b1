from itertools import pairwise

import pytest
from call_strategies import spans, texts, utterances
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Span, Speaker, Utterance, Word, in_order, spread, utterance


@given(texts, spans())
def test_spread_keeps_the_words(text: str, span: Span) -> None:
    """Spreading loses no word and changes none."""
    assert [word.text for word in spread(text, span)] == text.split()


@given(texts, spans())
def test_spread_fills_the_span(text: str, span: Span) -> None:
    """Spread words follow each other without a gap, from the start of the span to its end."""
    words = spread(text, span)
    assert words[0].span.start == span.start
    assert words[-1].span.end == span.end
    for before, after in pairwise(words):
        assert before.span.end == after.span.start


@given(st.integers(1, 20), st.integers(1, 20))
def test_longer_words_take_longer(short: int, longer: int) -> None:
    """A word's time is in proportion to its letters and the space after it."""
    first, second = spread("a" * short + " " + "b" * longer, Span(0.0, short + longer + 2.0))
    assert first.span.length == short + 1
    assert second.span.length == longer + 1


def test_an_utterance_has_words() -> None:
    """Nothing said is no utterance."""
    with pytest.raises(ValueError, match="at least one word"):
        utterance(Speaker.AGENT, "  ", Span(0.0, 1.0))


@given(utterances())
def test_an_utterance_spans_its_words(said: Utterance) -> None:
    """An utterance starts with its first word and ends with the last word to end."""
    assert said.span == Span(said.start, said.end)
    assert all(word.span.start in said.span and word.span.end in said.span for word in said.words)


def test_confidence_of_the_measured_words() -> None:
    """An utterance's confidence is the mean over the words that have one, and None without any."""
    at = Span(0.0, 1.0)
    assert Utterance(Speaker.AGENT, (Word("a", at),)).confidence is None
    mixed = Utterance(Speaker.AGENT, (Word("a", at, 0.5), Word("b", at), Word("c", at, 1.0)))
    assert mixed.confidence == 0.75


@given(st.lists(utterances(5_000), max_size=10))
def test_in_order_of_their_ends(said: list[Utterance]) -> None:
    """The one order loses nothing and never goes back."""
    ordered = in_order(said)
    assert sorted(map(repr, ordered)) == sorted(map(repr, said))
    assert [one.end for one in ordered] == sorted(one.end for one in said)


def test_the_other_side() -> None:
    """The other side of the other side is one's own."""
    for speaker in Speaker:
        assert speaker.other is not speaker
        assert speaker.other.other is speaker
