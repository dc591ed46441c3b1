import pytest
from naming import named, only, values

from coach.signals.entities import EntityKind

DICTATED = [
    ("four four one seven", "4417"),
    ("it's four, four, uh, one seven", "4417"),
    ("44-17", "4417"),
    ("4-4-1-7", "4417"),
    ("forty-four seventeen", "4417"),
    ("nineteen oh five", "1905"),
    ("double six oh", "660"),
    ("triple five", "555"),
    ("treble two nought one", "22201"),
    ("double-oh seven nine", "0079"),
    ("oh nine, twenty-seven", "0927"),
    ("seven, seven, sixty", "7760"),
    ("four four hang on one seven", "4417"),
    ("four four, that's, one seven", "4417"),
    ("six one um one eight", "6118"),
    ("nine hundred, four four two", "900442"),
    ("L H two oh seven one", "LH2071"),
    ("L-H two oh seven one", "LH2071"),
    ("my reference is lh2071", "LH2071"),
    ("C as in Charlie four four one", "C441"),
    ("see as in charlie, four four one", "C441"),
    ("k for kilo, double two nine", "K229"),
    ("golf seventy-two nought x-ray", "G720X"),
    ("M B 4 4 0 9 2", "MB44092"),
    ("MB, four four oh, nine two", "MB44092"),
    ("it is double u one seven three three", "W1733"),
    ("the policy's zed zed four four nine", "ZZ449"),
    ("J-four-one-oh", "J410"),
    ("order number 4417 please", "4417"),
    ("booking reference X Q R T P L", "XQRTPL"),
    ("S N eight eight C, four four one D", "SN88C441D"),
    ("40,718,852 is the account number", "40718852"),
    ("am I right, nine nine one eight, am I?", "9918"),
]


@pytest.mark.parametrize(("said", "value"), DICTATED)
def test_a_dictated_identifier_is_read(said: str, value: str) -> None:
    """However it is dictated, an identifier is one value."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.DIGITS, value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("the one ending in four four one seven", "4417"),
        ("the one that ends oh seven", "07"),
        ("it ends in double eight", "88"),
        ("is it the number ending four four", "44"),
    ],
)
def test_after_ending_in_even_two_digits_are_an_identifier(said: str, value: str) -> None:
    """Words like "ending in" introduce the tail of an identifier."""
    assert values(said, EntityKind.DIGITS) == [value]


@pytest.mark.parametrize(
    "said",
    [
        "two tickets please",
        "one of them is broken",
        "the one ending in a minute",
        "I have two hundred people here",
        "twenty twenty five was a bad year",
        "three or four of us",
        "I am a nurse",
        "I'd like plan B",
        "the U K and the U S A",
        "my TV and my DVD",
        "we're open twenty four seven",
        "a b or c",
        "I waited for 200 people",
        "it's fifty fifty",
        "oh, one more thing",
        "to be or not to be",
        "that's the second one, no, the first",
    ],
)
def test_ordinary_numbers_and_letters_are_no_identifiers(said: str) -> None:
    """Counts, articles and abbreviations stay what they are."""
    assert not values(said, EntityKind.DIGITS, EntityKind.PHONE, EntityKind.CARD, EntityKind.NAME)


def test_a_number_said_twice_is_read_twice() -> None:
    """A repetition is no longer number."""
    assert values("four eight one oh four, yes, four eight one oh four") == ["48104", "48104"]


def test_two_numbers_joined_by_and_stay_two() -> None:
    """With "and it's" begins another number."""
    assert values("417-555-0109, and it's six five eight oh four") == ["4175550109", "65804"]


def test_a_count_after_a_number_is_not_part_of_it() -> None:
    """Weeks are counted, not dictated."""
    assert values("four four one seven two weeks ago", EntityKind.DIGITS) == ["4417"]


SPELLED = [
    ("N W O S U", "Nwosu"),
    ("c a double r o w", "Carrow"),
    ("it's Boyd, B-O-Y-D", "Boyd"),
    ("P as in Paul, A, T, E, L", "Patel"),
    ("t for tango, r, u, d, y", "Trudy"),
    ("a o i f e", "Aoife"),
    ("R-A-S-H-I-D-A", "Rashida"),
    ("Pickens, with a K-E-N-S", "Kens"),
    ("h a v, uh, e r t y", "Haverty"),
]


@pytest.mark.parametrize(("said", "value"), SPELLED)
def test_a_spelled_word_is_a_name(said: str, value: str) -> None:
    """Letters that make a word are a name."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.NAME, value)


CARDS = [
    ("card number is 4903 1160 2233 4455", "4903116022334455"),
    ("the card ending nine nine oh three", "9903"),
    ("four one double one, double one double one, double one double one, one one one one",
     "4111111111111111"),
    ("my debit's nine nine oh one", "9901"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "value"), CARDS)
def test_a_card_is_known_by_its_digits_or_its_name(said: str, value: str) -> None:
    """Thirteen digits and more that check, or any that are said to be a card's."""
    assert [(e.kind, e.value) for e in named(said)] == [(EntityKind.CARD, value)]


def test_the_words_of_an_identifier_include_what_is_said_inside() -> None:
    """The range covers the hesitation, and nothing before or after."""
    entity = only("so it's four four, um, one seven, that's all")
    assert entity.words == range(2, 7)
    assert entity.text == "four four, um, one seven,"
