"""Matters: what the customer raised, and whether it was settled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk import NODS, Talk

from coach.ledger import MatterKind
from coach.ledger.matters import LISTENED_FOR, OPEN_AT_MOST, RAISED_BY, SETTLED_BY
from coach.signals import Act


@pytest.mark.parametrize("kind", MatterKind)
def test_what_is_raised_is_noted(kind: MatterKind) -> None:
    """Each kind of matter is raised by its act, with its words and its moment."""
    talk = Talk()
    index = talk.customer("Here is what I say", RAISED_BY[kind])
    (matter,) = talk.so_far.matters.all
    said = talk.so_far.said(index)
    assert (matter.kind, matter.index, matter.text) == (kind, index, said.text)
    assert (matter.span, matter.turn, matter.chance) == (said.span, 0, 1.0)
    assert matter.open


def test_an_agent_raises_nothing() -> None:
    """What the agent asks or says raises no matter."""
    talk = Talk()
    talk.agent("Is it the green one", Act.QUESTION)
    assert not talk.so_far.matters.all


def test_one_matter_of_a_kind_a_turn() -> None:
    """What is asked in two utterances of a turn is one question, and two when in two turns."""
    talk = Talk()
    talk.customer("Is it open", Act.QUESTION)
    talk.customer("I mean on Sunday", Act.QUESTION)
    assert [m.text for m in talk.so_far.matters.all] == ["Is it open I mean on Sunday"]
    talk.agent("One moment please", Act.LOOK_UP)
    talk.customer("And on Monday", Act.QUESTION)
    assert len(talk.so_far.matters.of(MatterKind.QUESTION)) == 2


@pytest.mark.parametrize(("kind", "act"), [(k, act) for k in SETTLED_BY for act in SETTLED_BY[k]])
def test_a_matter_is_settled_by_its_acts(kind: MatterKind, act: Act) -> None:
    """A question, a worry or an objection is settled by the agent's act that answers it."""
    talk = Talk()
    talk.customer("Here is what I say", RAISED_BY[kind])
    index = talk.agent("Here is what I do", act)
    (matter,) = talk.so_far.matters.all
    assert matter.settled == index
    assert not talk.so_far.matters.waiting


def test_other_acts_settle_nothing() -> None:
    """Going on with the procedure leaves a worry open, and what was replied is kept."""
    talk = Talk()
    talk.customer("I am so worried about it", Act.FEELING)
    index = talk.agent("What is your postcode", Act.QUESTION, Act.ASK_POSTCODE)
    (matter,) = talk.so_far.matters.waiting
    assert matter.open
    assert list(matter.replies) == [index]


def test_a_late_answer_counts() -> None:
    """What is no answer to the last words may still answer an older question."""
    talk = Talk()
    asked = talk.customer("Is there a barrier", Act.QUESTION)
    talk.agent("What time will you come", Act.QUESTION)
    talk.customer("At six", Act.ANSWER)
    assert [matter.index for matter in talk.so_far.to_reread()] == [asked]
    talk.agent("It is two metres ten", Act.INFO, answers={asked: [Act.ANSWER]})
    assert talk.so_far.matters.all[0].settled == 3
    assert talk.so_far.to_reread() == ()


def test_what_was_just_asked_is_not_read_again() -> None:
    """A question that was all of the turn needs no second look; one among other words does."""
    talk = Talk()
    talk.customer("Is there a barrier", Act.QUESTION)
    assert talk.so_far.to_reread() == ()
    talk.customer("We come on Monday", Act.INFO)
    assert len(talk.so_far.to_reread()) == 1


@given(st.lists(st.sampled_from([*Act]), max_size=60))
def test_few_matters_wait(acts: list[Act]) -> None:
    """However much is raised, a bounded number of matters waits, and two at most are read again."""
    talk = Talk()
    for act in acts:
        talk.customer("Here is what I say", act, Act.QUESTION)
        assert len(talk.so_far.matters.waiting) <= OPEN_AT_MOST
        talk.agent("mm-hm", *NODS)
        assert len(talk.so_far.to_reread()) <= 2


def test_nobody_waits_for_ever() -> None:
    """A question is listened for over a few turns of the agent, and then it is given up."""
    talk = Talk()
    talk.customer("Is there a barrier", Act.QUESTION)
    for number in range(8):
        talk.agent("I see the booking here", Act.INFO)
        talk.customer("It is for six", Act.INFO)
        assert bool(talk.so_far.to_reread()) is (number + 1 < LISTENED_FOR)
    assert not talk.so_far.matters.waiting
    assert talk.so_far.matters.all[0].open
