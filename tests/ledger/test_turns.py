"""Turns: what one side says before the other takes over."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st
from talk import NODS, A, C, Talk

from coach.call import Span, Speaker
from coach.ledger import Turn
from coach.signals import ACTS, Act

lines = st.lists(
    st.tuples(
        st.sampled_from(Speaker),
        st.sampled_from(["nod", "word"]),
        st.sampled_from([0.1, 0.9, 1.5, 4.0]),
    ),
    max_size=25,
)


def held(script: list[tuple[Speaker, str, float]]) -> tuple[Talk, list[Turn]]:
    """The talk to its end, and the turns in the order in which they were closed."""
    talk, closed = Talk(), []
    for speaker, what, after in script:
        if what == "nod":
            talk.says(speaker, "mm-hm", *NODS, after=after)
        else:
            talk.says(speaker, "well the box is here", Act.INFO, after=after)
        closed += talk.so_far.closed
    talk.ends()
    return talk, closed + list(talk.so_far.closed)


@given(lines)
def test_every_utterance_is_in_one_turn(script: list[tuple[Speaker, str, float]]) -> None:
    """Turns share out the utterances, each to a turn of its own side, in order."""
    talk, _ = held(script)
    assert sorted(i for turn in talk.turns for i in turn.utterances) == list(range(len(script)))
    for turn in talk.turns:
        assert turn.utterances == sorted(turn.utterances)
        assert {script[i][0] for i in turn.utterances} == {turn.speaker}
        assert all(talk.so_far.turn(i) is turn for i in turn.utterances)


@given(lines)
def test_turns_are_numbered_as_they_begin(script: list[tuple[Speaker, str, float]]) -> None:
    """A turn's number is its place among all, by the utterance that began it."""
    talk, _ = held(script)
    assert [turn.number for turn in talk.turns] == list(range(len(talk.turns)))
    firsts = [turn.first for turn in talk.turns]
    assert firsts == sorted(firsts)


@given(lines)
def test_a_turn_is_what_was_said_in_it(script: list[tuple[Speaker, str, float]]) -> None:
    """A turn has the words, the time and the acts of its utterances, and is a nod if all are."""
    talk, _ = held(script)
    for turn in talk.turns:
        said = [talk.so_far.said(i) for i in turn.utterances]
        assert turn.text == " ".join(one.text for one in said)
        assert turn.span == Span(said[0].start, said[-1].end)
        assert turn.substantive is any(script[i][1] == "word" for i in turn.utterances)
        readings = [talk.so_far.readings[i] for i in turn.utterances]
        assert turn.chances == [max(r.p(act) for r in readings) for act in ACTS]


@given(lines)
def test_every_turn_closes_once(script: list[tuple[Speaker, str, float]]) -> None:
    """By the end of the call each turn has been closed once, and none twice."""
    talk, closed = held(script)
    assert sorted(turn.number for turn in closed) == [turn.number for turn in talk.turns]


@given(lines)
def test_a_closed_turn_never_changes(script: list[tuple[Speaker, str, float]]) -> None:
    """What a turn held when it was closed it holds at the end of the call."""
    talk, kept = Talk(), []
    for speaker, what, after in script:
        acts = NODS if what == "nod" else (Act.INFO,)
        talk.says(speaker, "okay then" if what == "nod" else "the box is here", *acts, after=after)
        kept += [(turn, deepcopy(turn)) for turn in talk.so_far.closed]
    talk.ends()
    assert all(turn == copy for turn, copy in kept)


@given(lines)
def test_two_words_in_a_row_are_one_turn(script: list[tuple[Speaker, str, float]]) -> None:
    """One side's utterances with nothing between them are in one turn, however long it paused."""
    talk, _ = held(script)
    for i in range(1, len(script)):
        if script[i][0] is script[i - 1][0]:
            assert talk.so_far.turn(i) is talk.so_far.turn(i - 1)


def test_a_nod_does_not_break_a_turn() -> None:
    """A backchannel of the other side within a turn leaves it one turn."""
    talk = Talk()
    talk.agent("The box goes back on Friday", Act.INFO)
    talk.customer("mm-hm", *NODS, after=-0.5)
    talk.agent("and the bill goes down in June", Act.INFO, after=0.2)
    assert talk.turns[0] not in talk.so_far.closed
    assert [turn.speaker for turn in talk.turns] == [A, C]
    assert talk.turns[0].utterances == [0, 2]
    assert not talk.turns[1].substantive


def test_a_long_pause_after_a_nod_begins_a_turn() -> None:
    """Who goes on after a nod and a pause of more than a second has taken the floor anew."""
    talk = Talk()
    talk.agent("The box goes back on Friday", Act.INFO)
    talk.customer("mm-hm", *NODS)
    talk.agent("Anything else", Act.FINAL_CHECK, after=1.5)
    assert [turn.utterances for turn in talk.turns] == [[0], [1], [2]]
    assert talk.so_far.closed[0] is talk.turns[0]


def test_the_other_side_closes_a_turn() -> None:
    """A turn is closed by the first utterance of the other side that is more than a nod."""
    talk = Talk()
    talk.agent("What is the matter", Act.ASK_REASON)
    assert talk.so_far.closed == ()
    talk.customer("The box is broken", Act.FAILURE)
    assert talk.so_far.closed == (talk.turns[0],)
    talk.waits(1.0)
    assert talk.so_far.closed == ()
    talk.ends()
    assert talk.so_far.closed == (talk.turns[1],)


def test_a_long_backchannel_is_a_turn() -> None:
    """What reads as a backchannel but is longer than four words takes over."""
    talk = Talk()
    talk.agent("What is the matter", Act.ASK_REASON)
    talk.customer("okay right yes sure got it", *NODS)
    assert talk.turns[1].substantive


def test_neighbours_are_substantive() -> None:
    """The turns before and after a turn, of any or one side, leave nods out."""
    talk = Talk()
    talk.agent("One", Act.INFO)
    talk.customer("Two", Act.INFO)
    talk.agent("mm-hm", *NODS)
    talk.customer("Four", Act.INFO, after=3.0)
    talk.agent("Five", Act.INFO)
    turns, (one, two, _, four, five) = talk.so_far.turns, talk.turns
    assert turns.before(five) is four
    assert turns.before(five, A) is one
    assert turns.before(one) is None
    assert turns.after(one) is two
    assert turns.after(one, A) is five
    assert turns.after(five) is None
    assert turns.of_agent_after(one.number) == [five]
    assert turns.of_agent_after(-1) == [one, five]
    assert turns.of_agent_after(-1, at_most=1) == [one]
    assert turns.latest(C) is four
    assert talk.so_far.context(A) == "Four"
