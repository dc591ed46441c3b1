"""Commitments: what the agent has promised, stated, and put on hold."""

from __future__ import annotations

from datetime import date

from talk import Talk

from coach.call import Setting, Statement
from coach.signals import Act, EntityKind

DAY = date(2026, 5, 19)


def test_a_promise_with_its_time() -> None:
    """A promise keeps the words for its time, when they are said with it."""
    talk = Talk(Setting(day=DAY))
    talk.agent("I will ring you on Friday", Act.PROMISE, Act.WHEN)
    (promise,) = talk.so_far.commitments.promises
    assert promise.when is not None
    assert "Friday" in promise.when
    assert promise.text == "I will ring you on Friday"


def test_a_time_may_come_later() -> None:
    """A promise without a time takes the time that is said after it."""
    talk = Talk(Setting(day=DAY))
    talk.agent("Somebody will ring you", Act.PROMISE)
    assert talk.so_far.commitments.promises[0].when is None
    talk.customer("When will that be", Act.QUESTION)
    talk.agent("On Friday before noon", Act.WHEN, Act.ANSWER)
    assert talk.so_far.commitments.promises[0].when is not None


def test_a_first_time_stays() -> None:
    """A promise that has a time does not take another."""
    talk = Talk(Setting(day=DAY))
    talk.agent("I will ring you on Friday", Act.PROMISE, Act.WHEN)
    first = talk.so_far.commitments.promises[0].when
    talk.agent("The shop is open on Monday", Act.INFO, Act.WHEN)
    assert talk.so_far.commitments.promises[0].when == first


def test_a_customer_promises_nothing() -> None:
    """What the customer says is neither promised nor stated by the agent."""
    talk = Talk(Setting(day=DAY))
    talk.customer("You said I would get 40 dollars on Friday", Act.RETELL)
    commitments = talk.so_far.commitments
    assert (commitments.promises, commitments.stated, commitments.holds) == ([], [], [])


def test_what_an_agent_states() -> None:
    """A price or a day that the agent names is kept with its sentence and its place."""
    talk = Talk(Setting(day=DAY))
    index = talk.agent("The visit costs 40 dollars", Act.INFO)
    (stated,) = talk.so_far.commitments.stated
    assert stated.entity.kind is EntityKind.MONEY
    assert (stated.index, stated.sentence) == (index, "The visit costs 40 dollars")


def test_what_was_stated_on_earlier_calls() -> None:
    """Earlier statements come first, without a place in this call, with the day of theirs."""
    earlier = Statement(
        "agent said the visit is on 12 March and costs 40 dollars", date(2026, 3, 2)
    )
    talk = Talk(Setting(history=(earlier, Statement("")), day=DAY))
    commitments = talk.so_far.commitments
    kinds = {stated.entity.kind for stated in commitments.stated}
    assert kinds == {EntityKind.DATE, EntityKind.MONEY}
    assert all(stated.index is None for stated in commitments.stated)
    assert all(stated.when == date(2026, 3, 2) for stated in commitments.stated)
    assert commitments.earlier == len(commitments.stated)
    talk.agent("The visit costs 40 dollars", Act.INFO)
    assert len(commitments.stated) == commitments.earlier + 1


def test_a_hold_begins_and_is_over() -> None:
    """A hold begins when it was announced, and is over when the agent next speaks."""
    talk = Talk()
    index = talk.agent("Bear with me a minute", Act.HOLD)
    (hold,) = talk.so_far.commitments.holds
    assert (hold.index, hold.announced, hold.over) == (index, talk.call.now, None)
    talk.waits(20.0)
    talk.customer("Hello are you there", Act.QUESTION)
    assert hold.over is None
    back = talk.agent("Thank you for waiting", Act.HOLD_RETURN)
    assert hold.over == talk.so_far.said(back).start


def test_a_hold_may_be_announced_again() -> None:
    """A second announcement is a second hold."""
    talk = Talk()
    talk.agent("Bear with me a minute", Act.HOLD)
    talk.agent("One more minute please", Act.HOLD, after=60.0)
    assert len(talk.so_far.commitments.holds) == 2


def test_a_promise_said_again_with_its_time_has_it() -> None:
    """The first saying is dated by the second when both are about the same thing."""
    talk = Talk()
    talk.agent("We will send the refund to you", Act.PROMISE)
    talk.customer("Okay and when", Act.QUESTION)
    talk.agent("You will have the refund by Friday", Act.PROMISE, Act.WHEN)
    assert [bool(promise.when) for promise in talk.so_far.commitments.promises] == [True, True]


def test_a_soon_is_not_dated_by_another_matter() -> None:
    """A time that is said about something else leaves a promise of "soon" as vague as it was."""
    talk = Talk()
    talk.agent("Somebody will ring you soon", Act.PROMISE, Act.VAGUE_WHEN)
    talk.agent("The shop opens on Monday", Act.INFO, Act.WHEN)
    (promise,) = talk.so_far.commitments.promises
    assert promise.when is None
    assert promise.vague > 0.9


def test_a_time_that_the_customer_named_is_taken_up() -> None:
    """A promise takes the day that the customer asked for just before it."""
    talk = Talk()
    talk.customer("Could it be on Friday", Act.QUESTION)
    talk.agent("Yes we will bring it then", Act.PROMISE, Act.ANSWER)
    (promise,) = talk.so_far.commitments.promises
    assert promise.when is not None
    assert "Friday" in promise.when


def test_a_vague_promise_takes_no_time_from_the_customer() -> None:
    """A time that the customer named dates the promise that takes it up, but not a "soon"."""
    for acts, dated in (((Act.PROMISE,), True), ((Act.PROMISE, Act.VAGUE_WHEN), False)):
        talk = Talk(Setting(day=DAY))
        talk.customer("It is nine o'clock at night", Act.FEELING)
        talk.agent("Somebody will be in touch", *acts)
        (promise,) = talk.so_far.commitments.promises
        assert (promise.when is not None) is dated


def test_a_promise_heard_in_pieces_has_the_time_of_its_turn() -> None:
    """A time said in the piece before, or with the next promise of a turn, is the promise's too."""
    talk = Talk(Setting(day=DAY))
    talk.agent("On Friday at four at the latest and", Act.WHEN)
    talk.agent("I will ring you", Act.PROMISE)
    assert talk.so_far.commitments.promises[0].when is not None
    talk = Talk(Setting(day=DAY))
    talk.agent("I will send it out", Act.PROMISE)
    talk.agent("and you will have it on Friday", Act.PROMISE, Act.WHEN)
    assert all(promise.when for promise in talk.so_far.commitments.promises)


def test_a_time_of_another_turn_is_not_taken() -> None:
    """What the agent said before the customer spoke dates no later promise."""
    talk = Talk(Setting(day=DAY))
    talk.agent("We are open on Friday at four", Act.WHEN)
    talk.customer("I see", Act.BACKCHANNEL)
    talk.agent("I will ring you", Act.PROMISE)
    assert talk.so_far.commitments.promises[0].when is None
