"""Facts: what the customer has already given."""

from __future__ import annotations

import pytest
from talk import NODS, Talk

from coach.call import Fact, Setting
from coach.ledger import GivenFact
from coach.ledger.facts import rest_of_name, same_kind
from coach.signals import Act

EVERY_KIND = """
    name phone email address postcode date_of_birth card last_digits security
    account member customer order policy booking case serial number
"""


def known(talk: Talk, kind: str) -> str | None:
    fact = talk.so_far.facts.known(kind)
    return None if fact is None else fact.value


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("account_number", "account"),
        ("phone", "phone"),
        ("email", "email"),
        ("postcode", "postcode"),
        ("zip", "postcode"),
        ("date_of_birth", "date_of_birth"),
        ("order_number", "order"),
        ("booking_reference", "booking"),
        ("card_last_four", "last_digits"),
        ("name", "name"),
        ("pet_name", "name"),
        ("colour_of_the_bike", "colour_of_the_bike"),
    ],
)
def test_facts_before_the_call(key: str, kind: str) -> None:
    """What was keyed in or looked up is known from the start, with no moment in the call."""
    talk = Talk(Setting((Fact(key, "12 34"),)))
    fact = talk.so_far.facts.given[0]
    assert (fact.kind, fact.value, fact.index, fact.start) == (kind, "12 34", None, None)


def test_a_number_is_of_the_kind_that_was_asked_for() -> None:
    """Digits given in answer to a request are what was requested."""
    talk = Talk()
    talk.agent("Can I take your booking number", Act.QUESTION, Act.ASK_NUMBER)
    given = talk.customer("4417 2200", Act.ANSWER, Act.GIVE_IDENTIFIER)
    fact = talk.so_far.facts.known("booking")
    assert fact is not None
    assert (fact.value, fact.index) == ("44172200", given)
    assert fact.start == talk.so_far.said(given).start
    assert known(talk, "order") is None


def test_a_nod_does_not_answer() -> None:
    """After a nod, the number that follows is still the answer."""
    talk = Talk()
    talk.agent("Can I take your booking number", Act.QUESTION, Act.ASK_NUMBER)
    talk.customer("sure", *NODS)
    talk.customer("4417 2200", Act.GIVE_IDENTIFIER)
    assert known(talk, "booking") == "44172200"


def test_a_request_is_answered_once() -> None:
    """Digits said long after the answer are not what was asked for then."""
    talk = Talk()
    talk.agent("Can I take your booking number", Act.QUESTION, Act.ASK_NUMBER)
    talk.customer("I am not sure where that is", Act.ANSWER)
    talk.customer("It says 4417 2200", Act.INFO)
    assert known(talk, "booking") == known(talk, "number") == "44172200"
    assert talk.so_far.facts.given[-1].kind == "number"


def test_several_requests_are_answered_in_order() -> None:
    """A name and a birthday that were asked for together are given together."""
    talk = Talk()
    talk.agent(
        "Can I take your name and your date of birth", Act.ASK_NAME, Act.ASK_BIRTHDATE, Act.QUESTION
    )
    talk.customer("My name is Amara Nwosu, third of May 1979", Act.ANSWER, Act.GIVE_IDENTIFIER)
    assert "Amara" in (known(talk, "name") or "")
    assert known(talk, "date_of_birth") is not None


def test_a_number_may_name_itself() -> None:
    """Digits that nobody asked for are of the kind that the words before them name."""
    talk = Talk()
    talk.customer("Hi, my order number is 4417 2200", Act.GIVE_IDENTIFIER)
    assert known(talk, "order") == "44172200"


def test_what_is_read_back_is_known() -> None:
    """What the agent reads back is known, though the customer has not said it on this call."""
    talk = Talk()
    talk.agent("So the account number is 4417 2200, is that right", Act.READ_BACK)
    assert known(talk, "account") == "44172200"


def test_what_an_agent_says_otherwise_is_not_given() -> None:
    """Digits of the agent that are no reading back are no fact of the customer."""
    talk = Talk()
    talk.agent("Our number is 0800 555 0199", Act.INFO)
    assert not talk.so_far.facts.given


def test_the_latest_value_counts() -> None:
    """A corrected number takes the place of the first."""
    talk = Talk()
    talk.customer("My order number is 4417 2200", Act.GIVE_IDENTIFIER)
    talk.customer("No, the order number is 4417 2211", Act.GIVE_IDENTIFIER)
    assert known(talk, "order") == "44172211"


def test_only_a_second_request_is_noticed() -> None:
    """What an agent asks for is noted as asked again only once it has been given."""
    talk = Talk()
    talk.agent("Can I take your booking number", Act.QUESTION, Act.ASK_NUMBER)
    assert talk.so_far.asked == ()
    talk.customer("4417 2200", Act.GIVE_IDENTIFIER)
    talk.agent("And your e-mail address", Act.QUESTION, Act.ASK_EMAIL)
    assert talk.so_far.asked == ()
    talk.customer("amara@example.com", Act.GIVE_IDENTIFIER)
    talk.agent("What was your booking number", Act.QUESTION, Act.ASK_NUMBER)
    (asked,) = talk.so_far.asked
    assert (asked.kind, asked.chance) == ("booking", 1.0)
    talk.customer("I gave it", Act.RETELL)
    assert talk.so_far.asked == ()


@pytest.mark.parametrize("kind", EVERY_KIND.split())
def test_a_fact_answers_its_own_kind(kind: str) -> None:
    """A fact answers a request for exactly what it is."""
    assert same_kind(kind, kind)


def test_a_bare_number_stands_for_any() -> None:
    """A number of no named kind answers a request for an order, and the other way about."""
    assert same_kind("order", "number")
    assert same_kind("number", "order")
    assert not same_kind("order", "booking")
    assert not same_kind("phone", "number")


def test_what_holds_another_answers_for_it() -> None:
    """Who gave the whole has given its part, but not the other way about."""
    assert same_kind("last_digits", "card")
    assert same_kind("postcode", "address")
    assert not same_kind("address", "postcode")


@pytest.mark.parametrize(
    ("known", "asked", "rest"),
    [
        ("Anna", "and your surname", True),
        ("Anna", "what is your name", False),
        ("Anna Bell", "your last name please", False),
    ],
)
def test_the_surname_is_the_rest_of_a_first_name(known: str, asked: str, rest: bool) -> None:
    """Who has given a first name only is not asked again for the surname."""
    assert rest_of_name(GivenFact("name", known, 0, 0.0, known), asked) is rest


def test_a_whole_birthday_is_known_unasked() -> None:
    """A whole date of long ago is the customer's birthday; a date of this year is none."""
    talk = Talk()
    talk.customer("It's Ann Marsh, third of May, nineteen seventy nine", Act.GIVE_IDENTIFIER)
    assert known(talk, "date_of_birth") == "1979-05-03"
    talk = Talk()
    talk.customer("I bought it on the third of May twenty twenty five", Act.TELL_REASON)
    assert known(talk, "date_of_birth") is None
