"""Utterances cut into pieces, and words as the model reads them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.call import Span, Word
from coach.signals.pieces import LONGEST_WORDS, PAUSE_S, SHORTEST_WORDS, cut, plain, words_of


@st.composite
def said(draw: st.DrawFn) -> tuple[list[Word], list[float]]:
    """Words with pauses between them, and the chance of each to end a sentence."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from([0.0, 0.2, PAUSE_S, PAUSE_S + 0.1, 3.0]),
                st.sampled_from([0.0, 0.1, 0.49, 0.5, 0.9]),
            ),
            min_size=1,
            max_size=80,
        )
    )
    clock, words = 0.0, []
    for pause, _ in steps:
        words.append(Word("word", Span(clock + pause, clock + pause + 0.3)))
        clock = words[-1].span.end
    return words, [chance for _, chance in steps]


@given(said())
def test_pieces_cover_the_utterance(made: tuple[list[Word], list[float]]) -> None:
    """Pieces follow each other without a gap, from the first word to the last, none empty."""
    words, ends = made
    pieces = cut(words, ends)
    assert pieces[0].start == 0
    assert pieces[-1].stop == len(words)
    assert all(before.stop == after.start for before, after in pairwise(pieces))
    assert all(len(piece) > 0 for piece in pieces)


@given(said())
def test_pieces_are_about_a_sentence_long(made: tuple[list[Word], list[float]]) -> None:
    """No piece is longer than what one pass reads and a short tail; only the first may be short."""
    pieces = cut(*made)
    assert all(len(piece) < LONGEST_WORDS + SHORTEST_WORDS for piece in pieces)
    for before, piece in pairwise(pieces):
        assert len(piece) >= SHORTEST_WORDS or len(before) >= LONGEST_WORDS


@given(said())
def test_pieces_end_where_there_is_a_reason(made: tuple[list[Word], list[float]]) -> None:
    """A piece ends with a sentence, at a pause, when it is full, or with the utterance."""
    words, ends = made
    for piece in cut(words, ends):
        last = piece.stop - 1
        assert (
            piece.stop == len(words)
            or ends[last] >= 0.5
            or words[last + 1].span.start - words[last].span.end > PAUSE_S
            or len(piece) >= LONGEST_WORDS
        )


@given(st.text(max_size=12))
def test_a_plain_word_is_plain(text: str) -> None:
    """Making a word plain twice changes nothing more, and capitals do not matter."""
    assert plain(plain(text)) == plain(text)
    assert plain(text.lower()) == plain(text)


def test_what_stays_of_a_word() -> None:
    """Digits, money and what stands inside a word stay; punctuation around it goes."""
    written = ["“Hello,”", "it’s", "£12.50", "50%", "a@b.com", "555-0142.", "-", "(OK)", "…"]
    read = ["hello", "it's", "£12.50", "50%", "a@b.com", "555-0142", "", "ok", ""]
    assert words_of([Word(text, Span(0.0, 1.0)) for text in written]) == read
