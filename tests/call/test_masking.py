import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import (
    EndedBy,
    Evidence,
    Finding,
    Kind,
    Metrics,
    ReviewedCall,
    Roles,
    Scorecard,
    Skill,
    Span,
    Speaker,
    Timing,
    Utterance,
    utterance,
)
from coach.call.masked import hidden_spans, mask_call, mask_utterances
from coach.call.masking import mask, mask_words

A, C = Speaker.AGENT, Speaker.CUSTOMER

HIDDEN = [
    ("It's 40718852.", "It's ••••••52."),
    ("4111 1111 1111 1111", "•••• •••• •••• 1111"),
    ("4111-1111-1111-1111,", "••••-••••-••••-1111,"),
    ("four nine oh three double one six oh", "• • • • • • six oh"),
    ("seven, seven, two, oh. Four one six.", "•, •, •, •. • one six."),
    ("four four, uh, one seven double eight", "• •, uh, • • double eight"),
    ("forty-four seventeen twenty-two oh one", "• • • oh one"),
    ("four-four-one-seven-double-two", "•"),
    ("4 4 1 7 2 2 0 1", "• • • • • • 0 1"),
    ("4111 2019 1111 1111", "•••• •••• •••• 1111"),
    ("+44 1632 960114", "+•• •••• ••0114"),
    ("01632 960 114 is my phone", "••••• ••• 114 is my phone"),
    ("call 555 - 0142 now", "call ••• - ••42 now"),
    ("my number is 40,718,852", "my number is ••,•••,•52"),
    ("sort code 20-45-17", "sort code ••-••-17"),
    ("JX88TD", "••••TD"),
    ("J X eight eight T D", "• • • • T D"),
    ("Oh, 40718852 it is", "Oh, ••••••52 it is"),
    ("order AB40718852", "order AB••••••52"),
    ("the security code is 419.", "the security code is •••."),
    ("419 is the code on the back", "••• is the code on the back"),
    ("my PIN is one two three four, okay", "my PIN is • • • •, okay"),
    ("CVV? It's double four six.", "CVV? It's • • •."),
]

KEPT = [
    "It is fifty-nine ninety-nine, on the first.",
    "That's $1,299.99 or 1,299.99 or £40.",
    "12500 dollars, 12,500 people and 45000 miles",
    "on June 5, 2026 at 10:30, or 5 June 2026, or 03/02/2026, or 2026-03-02",
    "June twelve twenty twenty six, at ten thirty",
    "from 2019, 2020 and 2021, or 2019-2024, or 2026, 3 boxes",
    "It ends in 4417, is that right?",
    "four four one seven",
    "3 to 5 business days, 24/7, 10 minutes, 1 or 2, and 50%",
    "one hundred and twenty nine ninety nine",
    "eleven fifty nine ninety nine",
    "Oh. Okay, I see. That one two days ago?",
    "the iPhone14, the RTX4090 and the A380 at 1080p",
    "",
    "  spaces \n and lines\t stay ",
]


@pytest.mark.parametrize(("plain", "masked"), HIDDEN)
def test_identifiers_are_hidden(plain: str, masked: str) -> None:
    """Long numbers keep their last two to four digits; security codes keep none."""
    assert mask(plain) == masked


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_numbers_stay(text: str) -> None:
    """Prices, dates, times, amounts and the last four digits stay."""
    assert mask(text) == text


TOKENS = (
    "four nine oh double triple seventeen forty forty-four hundred uh dash okay and the 4 17 4417 "
    "40718852 $5 10:30 2026 12/05/2026 June pin security code cvv account number J X 5, oh. A "
    "dollars 1,250,000 JX88TD • ••12 four-four o"
)
tokens = st.sampled_from(TOKENS.split())
texts = st.lists(tokens, max_size=25).map(" ".join)


@given(st.one_of(texts, st.text()))
def test_masking_again_changes_nothing(text: str) -> None:
    """What is masked stays as it is."""
    assert mask(mask(text)) == mask(text)


@given(st.one_of(texts, st.text()))
def test_words_stay_words(text: str) -> None:
    """As many words come out as went in, so that words keep their times."""
    assert len(mask(text).split()) == len(text.split())


@given(st.lists(st.text("0123456789", min_size=1, max_size=6), min_size=1))
def test_no_more_than_four_digits_of_a_written_number_are_shown(groups: list[str]) -> None:
    """Of any stretch of written digits at most the last four can be read, bar a year."""
    digits = "".join(groups)
    shown = [sign for sign in mask("My card is " + " ".join(groups)) if sign.isdecimal()]
    years = [group for group in groups if len(group) == 4 and group[:2] in {"19", "20"}]
    if len(digits) < 8 or len(years) == len(groups) <= 3:
        assert len(shown) <= 4 or years
    else:
        assert len(shown) <= 4
        assert digits.endswith("".join(shown))


@given(
    st.text("0123456789", min_size=3, max_size=8),
    st.sampled_from(["the security code is {}", "{} is the CVV", "PIN: {}", "one-time code, {}."]),
)
def test_a_security_code_is_never_shown(code: str, sentence: str) -> None:
    """No digit of a security code, a PIN or a one-time code is left."""
    masked = mask(sentence.format(code))
    assert not any(sign.isdecimal() for sign in masked)


def said(speaker: Speaker, start: float, text: str) -> Utterance:
    return utterance(speaker, text, Span(start, start + 2))


def heard(*utterances: Utterance) -> list[str]:
    return [one.text for one in mask_utterances(utterances)]


def test_a_number_said_in_pieces_is_one_number() -> None:
    """A card number dictated in four utterances shows its last four digits once, not four times."""
    assert heard(
        said(C, 0, "four nine oh three"),
        said(A, 2, "Mm-hm."),
        said(C, 4, "one one six oh"),
        said(A, 6, "Yes."),
        said(C, 8, "two two one nine"),
        said(C, 11, "eight seven six five"),
    ) == [
        "• • • •",
        "Mm-hm.",
        "• • • •",
        "Yes.",
        "• • • •",
        "eight seven six five",
    ]


def test_numbers_far_apart_are_two() -> None:
    """Four digits now and four in a minute are no long number."""
    apart = ["four nine oh three", "one one six oh"]
    assert heard(said(C, 0, apart[0]), said(C, 60, apart[1])) == apart


def test_the_answer_to_a_question_for_the_code_is_the_code() -> None:
    """A code said by the other side, and read back, is hidden without its name beside it."""
    assert heard(
        said(A, 0, "And the three digits on the back?"),
        said(C, 3, "Um, hang on."),
        said(C, 6, "Four one nine."),
        said(A, 9, "419, lovely."),
    )[2:] == ["• • •.", "•••, lovely."]


def test_the_sound_of_a_number_can_be_found() -> None:
    """The times of hidden words are told, so that a copy of the sound can leave them out."""
    assert hidden_spans([said(C, 10, "it's 40718852 okay")]) == (Span(10.526, 11.474),)
    assert hidden_spans([said(C, 10, "it's ten past four")]) == ()


utterances = st.lists(
    st.tuples(st.sampled_from(Speaker), st.integers(0, 60), texts.filter(str.split)), max_size=8
).map(lambda rows: tuple(said(*row) for row in rows))


@given(utterances)
def test_utterances_keep_their_words_and_times(spoken: tuple[Utterance, ...]) -> None:
    """Only the letters of words change: not how many there are, nor when, nor by whom."""
    masked = mask_utterances(spoken)
    assert [one.speaker for one in masked] == [one.speaker for one in spoken]
    assert [[word.span for word in one.words] for one in masked] == [
        [word.span for word in one.words] for one in spoken
    ]


def reviewed(spoken: tuple[Utterance, ...], finding: Finding) -> ReviewedCall:
    return ReviewedCall(
        source="call.wav",
        duration=60.0,
        engine="scripted",
        roles=Roles("declared", 1.0),
        ended_by=EndedBy.AGENT,
        utterances=spoken,
        turn_of=tuple(range(len(spoken))),
        findings=(finding,),
        metrics=Metrics({A: 0.5, C: 0.5}, 0, 0, 0, 0, None, 0, None),
        score=Scorecard(90, dict.fromkeys(Skill, 90), {Skill.ASKING: (finding,)}),
        timing=Timing(60.0, 1.0),
        notes=("The card 4111111111111111 was heard.",),
    )


CODE_CALL = (
    said(C, 0, "The account is four nine oh three double one six oh."),
    said(A, 3, "And the security code?"),
    said(C, 6, "It's 419."),
    said(A, 9, "What is your account number, is it four nine oh?"),
)
CODE_FINDING = Finding(
    "reasked-identifier",
    Kind.ANTI,
    Span(9, 11),
    anchor=2,
    quote="It's 419.",
    confidence=0.9,
    why="Asked again after 419 and 49031160 were given.",
    instead="Read it back: 49031160.",
    evidence=(Evidence(0.0, "double one six oh."),),
)


def test_a_call_is_masked_in_every_text() -> None:
    """What a finding quotes, says or rests on is hidden as in the utterance that it comes from."""
    masked = mask_call(reviewed(CODE_CALL, CODE_FINDING))
    finding = masked.findings[0]
    assert finding.quote == "It's •••."
    assert finding.evidence[0].quote == "• • six oh."
    assert finding.why == "Asked again after ••• and ••••••60 were given."
    assert finding.instead == "Read it back: ••••••60."
    assert masked.score.rests_on[Skill.ASKING] == (finding,)
    assert masked.notes == ("The card ••••••••••••1111 was heard.",)


@given(utterances.filter(len))
def test_masking_a_call_again_changes_nothing(spoken: tuple[Utterance, ...]) -> None:
    """A masked call stays as it is."""
    finding = replace(CODE_FINDING, anchor=len(spoken) - 1, quote=spoken[-1].text)
    masked = mask_call(reviewed(spoken, finding))
    assert mask_call(masked) == masked
    assert masked.findings[0].quote == masked.utterances[-1].text


def test_a_long_text_is_masked_quickly() -> None:
    """The time grows with the text, not with its square."""
    words = ["four", "17", "and", "code", "pin", "uh"] * 20_000
    began = time.process_time()
    assert len(mask_words(words)) == len(words)
    many = tuple(said(C, i * 3.0, "four nine oh three and more") for i in range(3_000))
    mask_utterances(many)
    assert time.process_time() - began < 5.0
