import pytest
from naming import named, values

from coach.signals.entities import EntityKind

PRICES = [
    ("forty pounds", "40 GBP"),
    ("£40", "40 GBP"),
    ("$1,299.50", "1299.50 USD"),
    ("5 quid", "5 GBP"),
    ("fifty bucks", "50 USD"),
    ("94 euro", "94 EUR"),
    ("forty-nine pounds fifty", "49.50 GBP"),
    ("two pounds and fifty p", "2.50 GBP"),
    ("twelve dollars and sixty cents", "12.60 USD"),
    ("sixty-one cents", "0.61"),
    ("fifty p", "0.50 GBP"),
    ("two and a half grand", "2500"),
    ("that'll be fifty-nine ninety-nine", "59.99"),
    ("a hundred and nine a night", "109/night"),
    ("two pounds thirty a day", "2.30 GBP/day"),
    ("it costs two forty", "240"),
    ("a charge of nine ninety-nine", "9.99"),
    ("the fee is twenty-five", "25"),
    ("you'll pay one oh nine", "109"),
    ("a twenty-dollar fee", "20 USD"),
    ("there's a balance of eleven hundred and six", "1106"),
]


@pytest.mark.parametrize(("said", "value"), PRICES)
def test_a_price_is_read_with_its_currency(said: str, value: str) -> None:
    """With a currency, or where words speak of paying."""
    assert [(e.kind, e.value) for e in named(said)] == [(EntityKind.MONEY, value)]


@pytest.mark.parametrize(
    "said",
    [
        "two forty",
        "I pay for two of them",
        "take one twice a day",
        "the charge was taken on the third",
        "D N eight two P J",
        "the payment takes ten days",
        "pay by card ending 4417",
    ],
)
def test_other_numbers_are_no_prices(said: str) -> None:
    """A number needs a currency or a word of paying beside it."""
    assert not values(said, EntityKind.MONEY)


@pytest.mark.parametrize(("said", "value"), [("15 percent", "15"), ("10% off", "10"),
                                             ("two point five per cent", "2.5"),
                                             ("a hundred percent", "100")])  # fmt: skip
def test_a_share_is_read(said: str, value: str) -> None:
    """Percent, written or said."""
    assert values(said, EntityKind.PERCENT) == [value]
