"""One more utterance costs the same at the end of a long call as at its beginning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from counting import Counting, count_in
from talk import NODS, Talk

from coach.signals import Act

UTTERANCES = 2_000


def ordinary(talk: Talk, number: int) -> None:
    """A question, its answer, a nod, and something done."""
    match number % 4:
        case 0:
            talk.agent("Which box is it you have", Act.QUESTION)
        case 1:
            talk.customer("The green one by the door", Act.ANSWER, Act.TELL_REASON)
        case 2:
            talk.agent("mm-hm", *NODS, after=-0.4)
        case _:
            talk.customer("and it costs 40 dollars", Act.INFO)


def promises(talk: Talk, number: int) -> None:
    """Promises, prices and holds without end."""
    if number % 2:
        talk.customer("And what about the other one", Act.QUESTION, Act.FEELING, Act.OBJECTION)
    else:
        talk.agent("I will send you 40 dollars on Friday", Act.PROMISE, Act.HOLD, Act.WHEN)


def numbers(talk: Talk, number: int) -> None:
    """Numbers are given again and again, and what was never given is asked for."""
    if number % 2:
        talk.customer("The order number is 4417 2200", Act.GIVE_IDENTIFIER)
    else:
        talk.agent("What is your e-mail address", Act.QUESTION, Act.ASK_EMAIL)


def cost_of(talk: Talk, says: Callable[[Talk, int], None]) -> list[int]:
    """How many items of the conversation each utterance looked at."""
    count_in(talk.so_far)
    cost = []
    for number in range(UTTERANCES):
        before = Counting.looked
        says(talk, number)
        cost.append(Counting.looked - before)
    return cost


@pytest.mark.parametrize("says", [ordinary, promises, numbers], ids=lambda says: says.__name__)
def test_the_cost_stays(says: Callable[[Talk, int], None]) -> None:
    """The most that an utterance looks at is no more late in the call than early in it."""
    cost = cost_of(Talk(), says)
    early, late = max(cost[40:240]), max(cost[-200:])
    assert late <= early, f"{early} early in the call, {late} at its end"
    assert early < 200


def test_time_alone_costs_nothing() -> None:
    """A tick late in a long call looks at nothing."""
    talk = Talk()
    cost_of(talk, ordinary)
    before = Counting.looked
    talk.waits(1.0)
    assert Counting.looked == before
