"""Numbers hidden as they come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.call import Partial, Span, Speaker, Utterance, utterance
from coach.call.masked import mask_utterances
from coach.call.masked_live import LiveMask, hide_all
from coach.call.numerals import DOT

C, A = Speaker.CUSTOMER, Speaker.AGENT


def said(speaker: Speaker, start: float, text: str) -> Utterance:
    return utterance(speaker, text, Span(start, start + 2.0))


def shown(*spoken: Utterance) -> list[str]:
    mask = LiveMask()
    return [mask.take(each).text for each in spoken]


def test_a_number_in_pieces_is_hidden_from_its_fourth_digit_on() -> None:
    """A card that is said in pieces never shows more than the three digits that it begins with."""
    assert shown(
        said(C, 0, "It's four nine oh"),
        said(A, 2, "Yes."),
        said(C, 4, "three one one"),
        said(C, 7, "uh"),
        said(C, 10, "six oh"),
        said(C, 14, "8852 okay?"),
    ) == ["It's four nine oh", "Yes.", "• • •", "uh", "• •", "•••• okay?"]


def test_small_figures_of_a_talk_stay() -> None:
    """Prices, dates and how many days are no numbers to hide."""
    spoken = "It's two days, and that's $450 or 12.50 on the 5th of May."
    assert shown(said(C, 0, "one moment"), said(C, 3, spoken)) == ["one moment", spoken]


def test_after_a_code_was_spoken_of_no_digit_is_shown() -> None:
    """The answer to a question for the code is hidden to its last digit, also in pieces."""
    assert shown(
        said(A, 0, "And the security code?"), said(C, 3, "Four."), said(C, 6, "19, is it?")
    ) == ["And the security code?", "•.", "••, is it?"]


def test_provisional_words_are_hidden_alike() -> None:
    """Looking at words twice gives the same, and is not remembered."""
    mask = LiveMask()
    mask.take(said(C, 0, "four nine oh"))
    partial = Partial(C, said(C, 3, "three one").words, 5.0)
    assert mask.look(partial).text == mask.look(partial).text == "• •"
    assert mask.look(Partial(C, (), 5.0)).words == ()
    assert mask.text("It is 49031160.") == "It is ••••••••."


digits = st.text("0123456789", min_size=1, max_size=6)
spoken_digits = st.lists(
    st.sampled_from(
        [
            "zero",
            "oh",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "twenty",
            "double",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
talk = st.sampled_from(
    ["my card is", "uh", "yes", "the pin is", "a few days", "ABC", "for", "okay"]
)
texts = st.lists(digits | spoken_digits | talk, min_size=1, max_size=4).map(" ".join)
turns = st.lists(
    st.tuples(st.sampled_from(Speaker), st.floats(0.1, 14.0), texts), min_size=1, max_size=8
)


def call(rows: list[tuple[Speaker, float, str]]) -> list[Utterance]:
    clock, spoken = 0.0, []
    for speaker, pause, text in rows:
        clock += 2.0 + pause
        spoken.append(said(speaker, clock, text))
    return spoken


@given(turns)
def test_what_may_be_written_at_once_shows_no_more_than_the_masked_call(rows: list) -> None:
    """No digit stands in an utterance hidden whole that the masked call would hide."""
    spoken = call(rows)
    for plain, masked in zip(spoken, mask_utterances(spoken), strict=True):
        for now, later in zip(hide_all(plain).words, masked.words, strict=True):
            if later.text != now.text:
                assert DOT in now.text or not _tells(now.text)


def _tells(text: str) -> bool:
    """Whether a word stands for a digit by itself; "double" and a lone letter do not."""
    return any(c.isdecimal() for c in text)


@given(st.lists(st.integers(1, 5), min_size=4, max_size=8), st.booleans())
def test_no_run_of_a_card_is_shown(sizes: list[int], spelled: bool) -> None:
    """However a number is cut into pieces, at most its first three digits are shown."""
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    number = "4903116088527714"
    spoken, left, clock = [], number, 0.0
    while left:
        size = sizes[len(spoken) % len(sizes)]
        piece, left = left[:size], left[size:]
        text = " ".join(names[int(d)] for d in piece) if spelled else piece
        spoken.append(said(C, clock, text))
        clock += 5.0
    seen = " ".join(shown(*spoken)).split()
    visible = sum((word in names) if spelled else sum(c.isdecimal() for c in word) for word in seen)
    assert visible <= 3
