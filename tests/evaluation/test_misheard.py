"""A written call as a speech recogniser would write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Span, Speaker, WrittenCall, utterance
from coach.call.notation import parse
from coach.detectors import discover
from coach.evaluation.misheard import Recogniser, near_words, word_errors

CALLS = [parse(p.examples.replace("\n\n", "\n")) for p in discover() if "[" not in p.examples]
rates = st.sampled_from([0.0, 0.05, 0.1, 0.3])
calls = st.sampled_from(CALLS)


@given(calls, rates, st.integers(0, 99))
def test_the_call_stays_the_call(call: WrittenCall, rate: float, seed: int) -> None:
    """Turns, their times, their sides, their labels and what is known before stay; words change."""
    heard = Recogniser(rate, seed)("one", call)
    assert [(t.speaker, t.span) for t in heard.turns] == [(t.speaker, t.span) for t in call.turns]
    assert (heard.marks, heard.setting, heard.ended_by) == (call.marks, call.setting, call.ended_by)


@given(calls, rates)
def test_nothing_is_written_as_people_write(call: WrittenCall, rate: float) -> None:
    """No capital and no full stop, comma or question mark is left."""
    for turn in Recogniser(rate)("one", call).turns:
        assert turn.text == turn.text.lower()
        assert not set(turn.text) & set(".,?!“”…")


@given(calls, rates, st.integers(0, 99))
def test_the_same_seed_hears_the_same(call: WrittenCall, rate: float, seed: int) -> None:
    """The same call, name, rate and seed give the same words."""
    assert Recogniser(rate, seed)("one", call) == Recogniser(rate, seed)("one", call)


@given(calls)
def test_without_mistakes_the_words_stay(call: WrittenCall) -> None:
    """At a rate of nought the words are those that were said, but for punctuation of its own."""
    heard = Recogniser(0.0)("one", call)
    assert word_errors([call], [heard]) == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
def test_as_many_words_are_wrong_as_asked_for(rate: float) -> None:
    """Over many calls the word error rate is within a fifth of the rate asked for."""
    heard = [Recogniser(rate, seed=n)(str(n), call) for n, call in enumerate(CALLS * 2)]
    assert word_errors(CALLS * 2, heard) == pytest.approx(rate, rel=0.2)


def test_numbers_come_in_digits() -> None:
    """Dictated digits are written as digits, in groups or one by one, and amounts as numbers."""
    said = "It is four four one seven, and a hundred and sixteen pounds."
    call = WrittenCall((utterance(Speaker.AGENT, said, Span(0.0, 4.0)),))
    texts = {Recogniser(0.001, seed)("one", call).turns[0].text for seed in range(20)}
    assert texts == {"it is 4417 and a 116 pounds", "it is 4 4 1 7 and a 116 pounds"}


def test_words_sound_like_others_that_are_known() -> None:
    """No word is its own neighbour, none is named twice, and homophones come first."""
    for word, near in near_words().items():
        assert word not in near
        assert len(set(near)) == len(near) > 0
    assert near_words()["their"][:2] == ("there", "they're")
    assert near_words()["four"][0] == "for"
