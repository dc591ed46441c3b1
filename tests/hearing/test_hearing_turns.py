"""Laws of utterances: all words, in the order in which they ended, in bearable portions."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from pieces_made import side_words

from coach.call import Span, Speaker, Utterance, Word, in_order
from coach.hearing.utterances import LONGEST_S, to_utterances


def _heard(agent: list[Word], customer: list[Word]) -> tuple[Utterance, ...]:
    return to_utterances({Speaker.AGENT: agent, Speaker.CUSTOMER: customer})


def _said(*words: tuple[str, float, float]) -> list[Word]:
    return [Word(text, Span(start, end)) for text, start, end in words]


@given(side_words(), side_words())
def test_no_word_is_lost_or_said_twice(agent: list[Word], customer: list[Word]) -> None:
    """The words of each side are the same after as before, in the same order."""
    utterances = _heard(agent, customer)
    for speaker, words in ((Speaker.AGENT, agent), (Speaker.CUSTOMER, customer)):
        mine = [said for said in utterances if said.speaker is speaker]
        kept = [word for said in sorted(mine, key=lambda u: u.start) for word in said.words]
        assert sorted(kept, key=lambda word: word.span) == sorted(words, key=lambda w: w.span)


@given(side_words(), side_words())
def test_utterances_come_in_the_order_they_ended(agent: list[Word], customer: list[Word]) -> None:
    """The one order in which speech enters a call."""
    utterances = _heard(agent, customer)
    assert list(utterances) == in_order(utterances)


@given(side_words(), side_words())
def test_no_utterance_is_endless(agent: list[Word], customer: list[Word]) -> None:
    """Half a minute is the most, whoever talks on and on."""
    assert all(said.span.length <= LONGEST_S + 0.001 for said in _heard(agent, customer))


@given(side_words())
def test_a_long_pause_ends_an_utterance(words: list[Word]) -> None:
    """Nobody is quiet for a second in the middle of an utterance."""
    for said in _heard(words, []):
        for word, following in pairwise(said.words):
            assert following.span.start - word.span.end <= 0.701


def test_a_word_from_the_other_side_divides_what_is_said_around_it() -> None:
    """A short pause is enough when the other side speaks in it."""
    agent = _said(("first", 0.0, 1.0), ("then", 1.5, 2.0))
    assert len(_heard(agent, [])) == 1
    assert [u.text for u in _heard(agent, _said(("mhm", 1.1, 1.4)))] == ["first", "mhm", "then"]


def test_a_monologue_is_cut_after_a_sentence() -> None:
    """Where it has to be cut, a full stop is the best place."""
    words = [(f"w{n}" + ("." if n == 25 else ""), n * 1.0, n + 0.9) for n in range(40)]
    first, _ = _heard(_said(*words), [])
    assert first.text.endswith("w25.")
