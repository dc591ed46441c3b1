import pytest
from naming import only, values

from coach.signals.entities import EntityKind

PHONES = [
    ("oh seven seven double oh, nine hundred, one four two", "07700900142"),
    ("my mobile's 07700 900142", "07700900142"),
    ("plus four four, seven seven hundred, nine double oh, six one two", "+447700900612"),
    ("+44 1632 960 114", "+441632960114"),
    ("020 7946 0812, day or night", "02079460812"),
    ("oh four nine one, five seven oh, one five six", "0491570156"),
    ("eight hundred five five five oh one nine nine", "8005550199"),
    ("417-555-0109", "4175550109"),
    ("(417) 555 0109", "4175550109"),
    ("four oh five, triple five, oh one one seven", "4055550117"),
    ("my area code is 617 555 0134", "6175550134"),
    ("you can reach me on five five five oh one four three", "5550143"),
]


@pytest.mark.parametrize(("said", "value"), PHONES)
def test_a_telephone_number_is_known_by_its_shape_or_its_name(said: str, value: str) -> None:
    """Numbers of the countries that call, and numbers one may be reached on."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.PHONE, value)


def test_an_account_number_of_ten_digits_is_no_phone() -> None:
    """The noun beside it knows better than its length."""
    assert not values(
        "my account is two two oh four five five one nine eight six", EntityKind.PHONE
    )


EMAILS = [
    ("jo dot banks at example dot com", "jo.banks@example.com"),
    ("jo.banks@example.com", "jo.banks@example.com"),
    ("jo.banks at example.com", "jo.banks@example.com"),
    ("it's w r e n at example dot com", "wren@example.com"),
    ("my email is mary underscore smith 22 at example dot co dot uk thanks",
     "mary_smith22@example.co.uk"),
    ("t bone barker at example dot com", "tbonebarker@example.com"),
    ("eugene trask, all one word, at example dot org", "eugenetrask@example.org"),
    ("accounts at riverside dash drama dot example", "accounts@riverside-drama.example"),
    ("d hughes ninety at valleynet dot example", "dhughes90@valleynet.example"),
    ("use my daughter's, bea at example dot com", "bea@example.com"),
    ("the zip's no good but it's fern82 at, uh, blue spruce dot example",
     "fern82@bluespruce.example"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "value"), EMAILS)
def test_an_email_address_is_read_as_written_and_as_said(said: str, value: str) -> None:
    """At, dot, dash and underscore are signs; spelled letters and digits join."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.EMAIL, value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("look at example dot com", "example.com"),
        ("go to www.example.co.uk", "www.example.co.uk"),
        ("it's on www dot example dot org under help", "www.example.org"),
    ],
)
def test_a_web_address_is_no_email_address(said: str, value: str) -> None:
    """Nobody's mail goes to "look"."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.URL, value)


POSTCODES = [
    ("D N eight two P J", "DN8 2PJ"),
    ("BS4 2QR", "BS4 2QR"),
    ("bs4 2qr", "BS4 2QR"),
    ("n w twenty six, nine z z", "NW26 9ZZ"),
    ("P E ninety-nine, three double L", "PE99 3LL"),
    ("H for hotel, S for sugar, nine nine, two R T", "HS99 2RT"),
    ("the zip is four eight one oh four", "48104"),
    ("zip code 48104", "48104"),
    ("H two X one B seven", "H2X 1B7"),
]


@pytest.mark.parametrize(("said", "value"), POSTCODES)
def test_a_postcode_is_known_by_its_shape_or_its_name(said: str, value: str) -> None:
    """British and Canadian by shape, an American one when it is called so."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.POSTCODE, value)


NAMES = [
    ("my name is amara nwosu", "Amara Nwosu"),
    ("it's Amara Nwosu", "Amara Nwosu"),
    ("this is dave from accounts", "Dave"),
    ("you're speaking with jolene how can i help", "Jolene"),
    ("harbour hearing care moira speaking", "Moira"),
    ("last name's Papadakis", "Papadakis"),
    ("uh hi it's Marcus, Marcus Oyelaran", "Marcus Oyelaran"),
    ("I'm Carol, the daughter", "Carol"),
    ("Gloria Pettibone", "Gloria Pettibone"),
    ("my name's Kwabena Asante-Hall and I rang before", "Kwabena Asante Hall"),
]


@pytest.mark.parametrize(("said", "value"), NAMES)
def test_an_introduced_name_is_heard(said: str, value: str) -> None:
    """After words that introduce it, a name needs no capitals."""
    assert values(said, EntityKind.NAME) == [value]


@pytest.mark.parametrize(
    "said",
    [
        "this is ridiculous",
        "this is about my bill",
        "my name is on the account",
        "it's broken again",
        "I'm calling about the boiler",
        "you're through to billing",
        "you've got until the thirtieth",
        "may I have your name please",
        "it's the third time",
    ],
)
def test_other_words_are_no_names(said: str) -> None:
    """Better no name than a wrong one."""
    assert not values(said, EntityKind.NAME)
