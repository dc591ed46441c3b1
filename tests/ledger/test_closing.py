"""How a call ended: the closing turn, and who began to close."""

from __future__ import annotations

import pytest
from talk import NODS, Talk

from coach.call import EndedBy
from coach.ledger.closing import Closing, closing, cut_short
from coach.signals import Act


def closed(talk: Talk, by: EndedBy = EndedBy.UNKNOWN) -> Closing:
    talk.ends(by)
    end = closing(talk.so_far)
    assert end is not None
    return end


def opened() -> Talk:
    talk = Talk()
    talk.agent("Hello how can I help", Act.GREETING, Act.ASK_REASON)
    talk.customer("My box is broken", Act.FAILURE, Act.TELL_REASON)
    talk.agent("I have sent you another", Act.ACTION)
    return talk


def test_there_is_no_close_before_the_end() -> None:
    """A call that goes on has no close, whatever was said."""
    talk = opened()
    talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
    assert closing(talk.so_far) is None


def test_a_silent_agent_closes_nothing() -> None:
    """A call in which the agent said nothing has no close."""
    talk = Talk()
    talk.customer("Hello is anybody there", Act.QUESTION)
    talk.ends()
    assert closing(talk.so_far) is None


def test_the_farewell_is_the_close() -> None:
    """The agent's turn with the goodbye is the closing turn."""
    talk = opened()
    talk.customer("Lovely", Act.ACCEPT)
    index = talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
    talk.customer("Bye", Act.GOODBYE)
    end = closed(talk)
    assert end.turn.first == index
    assert not end.customer_first
    assert not end.handed_over


def test_the_tail_of_a_goodbye_does_not_move_it() -> None:
    """A last "bye now" after the farewell leaves the close where the farewell began."""
    talk = opened()
    talk.customer("Lovely", Act.ACCEPT)
    index = talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
    talk.customer("Thank you bye", Act.THANKS, Act.GOODBYE)
    talk.agent("Bye now", Act.GOODBYE)
    talk.customer("Bye", Act.GOODBYE)
    assert closed(talk).turn.first == index


def test_without_a_farewell_it_is_the_last_turn() -> None:
    """Where nobody says goodbye, the agent's last turn of substance is the closing turn."""
    talk = opened()
    talk.customer("And the old one", Act.QUESTION)
    talk.agent("mm-hm", *NODS)
    assert closed(talk).turn.first == 2


def test_something_new_after_a_farewell_moves_it() -> None:
    """When the customer raises something after a goodbye, the later goodbye is the close."""
    talk = opened()
    talk.customer("Lovely", Act.ACCEPT)
    talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
    talk.customer("Oh wait what about the old one", Act.QUESTION)
    index = talk.agent("Keep it, bye", Act.ANSWER, Act.GOODBYE)
    assert closed(talk).turn.first == index


@pytest.mark.parametrize("act", [Act.SATISFIED, Act.GOODBYE])
def test_the_customer_may_be_done_first(act: Act) -> None:
    """A customer who has what they need, or says goodbye, has closed before the agent."""
    talk = opened()
    talk.customer("That is all I need", act)
    talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
    end = closed(talk)
    assert end.customer_first
    assert not end.by_agent


def test_who_put_the_phone_down_counts() -> None:
    """A call that the agent ended was closed by the agent, one that the customer ended was not."""
    for by, expected in ((EndedBy.AGENT, True), (EndedBy.CUSTOMER, False), (EndedBy.UNKNOWN, True)):
        talk = opened()
        talk.customer("Lovely", Act.ACCEPT)
        talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
        assert closed(talk, by).by_agent is expected


def test_a_transfer_is_a_hand_over() -> None:
    """A call that ends with a transfer, and without a goodbye, was handed over."""
    talk = opened()
    talk.customer("I want the other team", Act.OBJECTION)
    talk.agent("I am putting you through to Maria", Act.TRANSFER, Act.TRANSFER_WHO)
    assert closed(talk).handed_over


def test_a_goodbye_on_a_question_cuts_it_short() -> None:
    """What the customer had just asked stays open when the agent only says goodbye."""
    talk = opened()
    index = talk.customer("And what does it cost", Act.QUESTION)
    talk.agent("Thanks for calling bye", Act.THANKS, Act.GOODBYE)
    short = cut_short(talk.so_far, closed(talk, EndedBy.AGENT))
    assert short is not None
    assert short.raised.first == index
    assert short.chance == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("asks", "closes", "answers"),
    [
        (("And what does it cost", Act.QUESTION), ("Nothing bye", Act.ANSWER, Act.GOODBYE), None),
        (("That is all", Act.SATISFIED), ("Thanks bye", Act.THANKS, Act.GOODBYE), None),
        (("Is it late", Act.QUESTION), ("Do not swear at me bye", Act.GOODBYE), None),
        (("Is it late", Act.QUESTION), ("Bye", Act.GOODBYE), ("That was all", Act.SATISFIED)),
    ],
    ids=["answered", "nothing asked", "warned for abuse", "nothing more wanted"],
)
def test_what_cuts_nothing_short(asks: tuple, closes: tuple, answers: tuple | None) -> None:
    """An answer, a customer who is done before or after, or a warning leave nothing open."""
    talk = opened()
    talk.customer(*asks)
    talk.agent(*closes)
    if answers is not None:
        talk.customer(*answers)
    assert cut_short(talk.so_far, closed(talk, EndedBy.AGENT)) is None


def test_a_goodbye_that_is_a_mere_nod_cuts_short_too() -> None:
    """A goodbye read as no more than a nod answers nothing, and breaks nothing."""
    talk = opened()
    talk.customer("And what does it cost", Act.QUESTION)
    talk.agent("Okay bye", Act.GOODBYE, *NODS)
    end = closed(talk, EndedBy.AGENT)
    assert end.turn.first == 4
    assert cut_short(talk.so_far, end) is not None
