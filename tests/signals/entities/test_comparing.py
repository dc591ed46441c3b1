from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naming import named

from coach.signals.entities import conflict, kind_of_fact, kind_of_number, kinds_of_numbers
from coach.signals.entities import same_value as same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("4417", "4417"),
        ("40718852", "8852"),
        ("LH2071", "lh-2071"),
        ("07700900142", "+44 7700 900142"),
        ("4055550117", "+1 405 555 0117"),
        ("40718852", "40718352"),
        ("40718852", "4071885"),
        ("O071", "0071"),
        ("BS4 2QR", "bs42qr"),
        ("Amara Nwosu", "NWOSU"),
        ("jo.banks@example.com", "Jo.Banks@Example.com"),
    ],
)
def test_the_same_value_in_other_words_is_the_same(a: str, b: str) -> None:
    """Tails, spaces, country codes and one misheard character do not make another value."""
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("4417", "4418"), ("40718852", "40781825"), ("", "4417"), ("-", "4417"), ("44", "4417"),
     ("7", "4417"), ("LH2071", "LH")],
)  # fmt: skip
def test_another_value_is_another(a: str, b: str) -> None:
    """Short values must be equal, and nothing is the same as nothing."""
    assert not same(a, b)


@given(st.text(), st.text())
def test_sameness_goes_both_ways(a: str, b: str) -> None:
    """The order of two values does not matter."""
    assert same(a, b) == same(b, a)


CONFLICTS = [
    ("Thursday 22 January between 8 and 12", "the twenty-ninth, twelve till four"),
    ("between eight and twelve", "between twelve and four"),
    ("at nine am", "at four pm"),
    ("94 euro", "109 euro"),
    ("a hundred and nine a night", "it's ninety-four a night"),
    ("three to five working days", "two weeks"),
    ("within 24 hours", "three days"),
    ("on Monday", "on Thursday"),
    ("by Friday", "on Monday the 26th"),
    ("15 percent", "20 percent"),
    ("in March", "the 3rd of April"),
    ("tomorrow", "the day after tomorrow"),
]


@pytest.mark.parametrize(("a", "b"), CONFLICTS)
def test_what_cannot_both_be_true_conflicts(a: str, b: str) -> None:
    """Another day, another window, another price."""
    assert any(conflict(x, y) and conflict(y, x) for x, y in product(named(a), named(b)))


AGREEMENTS = [
    ("Thursday", "the 22nd"),
    ("Thursday", "Thursday 22 January"),
    ("between eight and twelve", "about ten, at ten o'clock"),
    ("at three", "at 3 pm"),
    ("at three", "at 3 am"),
    ("at ten to three", "at three"),
    ("by Friday", "on Thursday the 22nd"),
    ("three to five working days", "five days"),
    ("within 48 hours", "24 hours"),
    ("forty pounds", "it costs forty"),
    ("£40", "$50"),
    ("94 euro a night", "188 euro"),
    ("next Tuesday", "Tuesday the 27th"),
    ("next week", "on Wednesday the 28th"),
    ("in January", "the 22nd"),
    ("monday to friday", "on Thursday"),
    ("the nineteenth", "the nineteenth of August"),
    ("40 pounds", "three days"),
    ("a month", "30 days"),
]


@pytest.mark.parametrize(("a", "b"), AGREEMENTS)
def test_what_may_both_be_true_does_not_conflict(a: str, b: str) -> None:
    """The same in other words, a part of it, or things that cannot be compared."""
    assert not any(conflict(x, y) or conflict(y, x) for x, y in product(named(a), named(b)))


def test_without_the_day_of_the_call_parts_are_compared() -> None:
    """A weekday and a day of the month are unknown to each other, two weekdays are not."""
    (thursday,), (friday,) = named("Thursday", None), named("Friday", None)
    (the_22nd,), (the_29th,) = named("the 22nd", None), named("the 29th", None)
    assert conflict(thursday, friday)
    assert conflict(the_22nd, the_29th)
    assert not conflict(thursday, the_22nd)


KINDS = [
    ("what's your account number", "account"),
    ("and your membership number", "member"),
    ("the order number please", "order"),
    ("what's the policy number", "policy"),
    ("your booking reference", "booking"),
    ("the reservation code", "booking"),
    ("a confirmation number", "booking"),
    ("your complaint reference", "case"),
    ("what's the ticket number", "case"),
    ("the long card number", "card"),
    ("and the expiry date", "card"),
    ("what's the best number to reach you on", "phone"),
    ("a number for the driver to ring you on", "phone"),
    ("a good callback number", "phone"),
    ("your mobile", "phone"),
    ("how do i get hold of you", "phone"),
    ("your email address", "email"),
    ("can i get an email for you", "email"),
    ("the first line of the address and your postcode", "postcode"),
    ("what's the zip", "postcode"),
    ("and your address", "address"),
    ("whereabouts do you live", "address"),
    ("who am i speaking with", "name"),
    ("your surname", "name"),
    ("what's your date of birth", "date_of_birth"),
    ("when were you born", "date_of_birth"),
    ("the last four digits of your card", "last_digits"),
    ("what's the security word", "security"),
    ("your mother's maiden name", "security"),
    ("the meter serial number", "meter"),
    ("the serial number on the back", "serial"),
    ("your patient number", "customer"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_nouns_name_the_identifier(words: str, kind: str) -> None:
    """Whatever it is called, it is one of a few kinds."""
    assert kind_of_number(words.split()) == kind


@pytest.mark.parametrize(
    "words",
    ["I'll send you an email", "in case it rains", "can you hold on", "in order to help",
     "I'll phone you", "nothing here", "", "we spoke over the phone"],
)  # fmt: skip
def test_other_nouns_name_none(words: str) -> None:
    """Sending, telephoning and cases are not asking for anything."""
    assert kind_of_number(words.split()) is None


@pytest.mark.parametrize(
    ("key", "kind"),
    [("account_number", "account"), ("booking_reference", "booking"), ("phone", "phone"),
     ("member_id", "member"), ("zip", "postcode"), ("dob", "date_of_birth"),
     ("last4", "last_digits"),
     ("customer_name", "name"), ("account_name", "name"), ("email_address", "email"),
     ("shoe_size", None)],
)  # fmt: skip
def test_keys_of_facts_name_the_same_kinds(key: str, kind: str | None) -> None:
    """As they stand in known facts."""
    assert kind_of_fact(key) == kind


def test_a_list_of_identifiers_names_them_all() -> None:
    """The most telling first."""
    asked = "your name, postcode and date of birth please"
    assert kinds_of_numbers(asked.split()) == ("date_of_birth", "postcode", "name")
