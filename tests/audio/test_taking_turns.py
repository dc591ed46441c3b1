"""Laws of turns: who speaks in whose pauses, and how long one may talk."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio import Spoken
from coach.audio.turns import PORTION_S, at_turns, portions
from coach.call import Span


@st.composite
def speech(draw: st.DrawFn, longest: int = 6) -> list[Spoken]:
    """One side: stretches in order with pauses between and within them."""
    at, found = 0.0, []
    for _ in range(draw(st.integers(0, longest))):
        start = at + draw(st.sampled_from([0.5, 0.9, 3.0]))
        at, pauses = start, []
        for _ in range(draw(st.integers(0, 12))):
            at += draw(st.floats(0.1, 5.0))
            quiet = draw(st.sampled_from([0.032, 0.096, 0.256, 0.448]))
            pauses.append(Span(at, at + quiet))
            at += quiet
        at += draw(st.floats(0.1, 5.0))
        found.append(Spoken(Span(start - 0.3, at + 0.2), Span(start, at), tuple(pauses)))
    return found


def _middle(span: Span) -> float:
    return (span.start + span.end) / 2


@given(speech(), speech())
def test_turns_lose_no_voice(own: list[Spoken], other: list[Spoken]) -> None:
    """Whatever the other side does, all voice is kept, in order, in stretches that are apart."""
    divided = list(at_turns(own, other))
    for before, after in pairwise(divided):
        assert before.span.end <= after.span.start
    for part in divided:
        assert part.span.start <= part.voiced.start <= part.voiced.end <= part.span.end
    assert _voice(divided) == pytest.approx(_voice(own), abs=0.01)


def _voice(speech: list[Spoken]) -> float:
    return sum(s.voiced.length - sum(p.length for p in s.pauses) for s in speech)


def test_a_word_from_the_other_side_divides_what_is_said_around_it() -> None:
    """A short pause is enough when the other side speaks in it, and none when nobody does."""
    own = Spoken(Span(0.7, 6.2), Span(1.0, 6.0), (Span(2.0, 2.1), Span(3.0, 3.4)))
    for start, parts in ((3.1, 2), (1.9, 1), (3.35, 1), (4.0, 1)):
        theirs = Spoken(Span(start - 0.3, start + 0.5), Span(start, start + 0.3))
        assert len(list(at_turns([own], [theirs]))) == parts
    first, second = at_turns([own], [Spoken(Span(2.9, 3.6), Span(3.1, 3.4))])
    assert (first.voiced, second.voiced) == (Span(1.0, 3.0), Span(3.4, 6.0))
    assert first.pauses == (Span(2.0, 2.1),)
    assert second.pauses == ()


@given(speech(), speech(), st.floats(0.0, 60.0))
def test_a_turn_that_was_taken_stays_taken(
    own: list[Spoken], other: list[Spoken], now: float
) -> None:
    """Where speech is divided up to a moment does not depend on what is said after it."""
    then = [_until(said, now) for said in own if said.voiced.start < now]
    theirs = [_until(said, now) for said in other if said.voiced.start < now]
    early = [part.voiced.end for part in at_turns(then, theirs)][:-1]
    late = [part.voiced.end for part in at_turns(own, other)]
    assert early == late[: len(early)]


def _until(said: Spoken, now: float) -> Spoken:
    return said if said.span.end <= now else said.before(now)


@given(speech(1))
def test_portions_cover_all_and_are_short(said: list[Spoken]) -> None:
    """They touch, none is longer than a portion, and none is a crumb but the last."""
    for whole in said:
        parts = list(portions(whole, _middle))
        assert parts[0].span.start == whole.span.start
        assert parts[-1].span.end == whole.span.end
        assert all(a.span.end == b.span.start for a, b in pairwise(parts))
        assert all(part.voiced.end <= part.span.start + PORTION_S for part in parts)
        assert all(part.span.length >= PORTION_S / 2 for part in parts[:-1])


@given(speech(1), st.floats(0.0, 60.0))
def test_a_portion_does_not_depend_on_what_follows(said: list[Spoken], now: float) -> None:
    """The same cuts are found while somebody is still talking."""
    for whole in said:
        if now > whole.voiced.start:
            early = [part.span for part in portions(_until(whole, now), _middle)][:-1]
            assert early == [part.span for part in portions(whole, _middle)][: len(early)]


def test_a_portion_ends_in_the_longest_pause() -> None:
    """Not in the middle of a word, and not at the first chance either."""
    pauses = (Span(3.0, 3.4), Span(8.0, 8.1), Span(10.0, 10.3), Span(12.0, 12.2))
    first, second = portions(Spoken(Span(0.0, 20.0), Span(0.3, 19.8), pauses), _middle)
    assert (first.voiced, second.voiced) == (Span(0.3, 10.0), Span(10.3, 19.8))
