"""Questions for a price or a time, and whether a reply names one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk import Talk

from coach.call import EndedBy
from coach.ledger.answer_type import AnswerType, answer_type, names
from coach.ledger.closing import closing, cut_short
from coach.signals import Act

PRICE, TIME = AnswerType.PRICE, AnswerType.TIME


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much is it to hold the two rooms?", PRICE),
        ("how much do i owe you", PRICE),
        ("And what's the damage?", PRICE),
        ("What would it cost me to change it, then?", PRICE),
        ("What do I owe?", PRICE),
        ("When does the resale close?", TIME),
        ("when's it ready", TIME),
        ("What time do you shut?", TIME),
        ("How long will that take?", TIME),
        ("How soon can somebody come?", TIME),
        ("How much longer is this going to take?", None),
        ("How much notice do you need?", None),
        ("What's this admin fee?", None),
        ("Does it stop when I stop?", None),
        ("Is there a charge for that?", None),
        ("When is it, and who do I ask for?", None),
        ("How much is it, and is it any good?", None),
        ("Can you bring it on Thursday?", None),
        ("", None),
    ],
)
def test_what_is_asked_for(question: str, kind: AnswerType | None) -> None:
    """Only a question that asks for nothing else is one for a price or a time."""
    assert answer_type(question) is kind


@pytest.mark.parametrize(
    ("kind", "reply", "named"),
    [
        (PRICE, "It'll be 410 all in", True),
        (PRICE, "be about four fifty", True),
        (PRICE, "It was bought at 12:34, and it leaves tomorrow", False),
        (PRICE, "that's forty two pounds fifty", True),
        (PRICE, "Nothing at all, it's included", True),
        (PRICE, "I don't know, I'd have to ask", True),
        (PRICE, "You'd bring him in on an empty tummy", False),
        (PRICE, "The sale starts at ten in the morning", False),
        (TIME, "Thursday, about three o'clock", True),
        (TIME, "Once the part has landed", True),
        (TIME, "Give it five days", True),
        (TIME, "There's a fee of twelve percent", False),
        (TIME, "You tap the ticket and set a price", False),
        (TIME, "It's forty-five pounds", False),
    ],
)
def test_what_a_reply_names(kind: AnswerType, reply: str, *, named: bool) -> None:
    """A price is no time and a time is no price; not knowing is an answer."""
    talk = Talk()
    index = talk.agent(reply, Act.INFO)
    so_far = talk.so_far
    heard = names(kind, so_far.said(index), so_far.entities[index], so_far.readings[index])
    assert heard is named


def test_the_model_may_know_a_time_that_no_grammar_knows() -> None:
    """Where the reading says that a time was told, it was."""
    talk = Talk()
    index = talk.agent("The minute the swallows are back", Act.INFO, Act.WHEN)
    so_far = talk.so_far
    assert names(TIME, so_far.said(index), so_far.entities[index], so_far.readings[index])


@given(st.text(max_size=80))
def test_any_words_may_be_asked(question: str) -> None:
    """Whatever is said, in any letters, it asks for one thing or for none."""
    assert answer_type(question) in (PRICE, TIME, None)
    assert answer_type(question.upper()) is answer_type(question.lower())


def test_a_reply_without_the_price_leaves_the_question_open() -> None:
    """What sounds like an answer, and names no price, does not settle a question for the price."""
    talk = Talk()
    talk.customer("What's the deposit going to cost", Act.QUESTION)
    talk.agent("We would need your card at the desk", Act.ANSWER)
    (matter,) = talk.so_far.matters.all
    assert matter.open
    at_last = talk.agent("It is two hundred pounds", Act.ANSWER, answers={0: (Act.ANSWER,)})
    assert matter.settled == at_last


def test_a_goodbye_with_the_time_asked_for_cuts_nothing_short() -> None:
    """The time that was asked for, told with the goodbye, is an answer however short it is."""
    for last, short in (("The fourteenth. Goodbye", False), ("It's on the letter. Goodbye", True)):
        talk = Talk()
        talk.agent("Council tax, hello", Act.GREETING)
        talk.customer("When has it got to be in by", Act.QUESTION)
        talk.agent(last, Act.GOODBYE, *(() if short else (Act.ANSWER,)))
        talk.ends(EndedBy.AGENT)
        end = closing(talk.so_far)
        assert end is not None
        assert (cut_short(talk.so_far, end) is not None) is short
