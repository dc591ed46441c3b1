"""Laws of second hearings: what was left out is found, and loops are not believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces_made import piece, window_of

from coach.call import Span, Speaker, Utterance, Word, utterance
from coach.hearing import Decoding, Piece, Window
from coach.hearing.covering import transcribe_all
from coach.hearing.engine import RawWord
from coach.hearing.fitting import fitted, loudness
from coach.hearing.repeats import first_repeat, without_echo
from coach.hearing.scripted import Scripted
from coach.hearing.windows import RATE_HZ

WORDS = st.lists(st.sampled_from(["no", "yes", "well", "I", "see"]), max_size=30)


class Forgetful(Scripted):
    """Leaves out whatever is said in the second piece of a window."""

    def transcribe(self, windows: Sequence[Window], **how: object) -> Iterator[Decoding]:
        for window in windows:
            heard = Window(
                window.samples, tuple(p for p in window.pieces if p != window.pieces[1:])
            )
            kept = heard.pieces[:1] + heard.pieces[2:]
            yield from super().transcribe([Window(window.samples, kept)], **how)


class Stuck(Scripted):
    """Says everything over and over in windows longer than some seconds; asked to, takes care."""

    def __init__(self, said: Sequence[Utterance], longest: float) -> None:
        super().__init__(said)
        self.longest = longest

    def transcribe(self, windows: Sequence[Window], **how: object) -> Iterator[Decoding]:
        for window, heard in zip(windows, super().transcribe(windows, **how), strict=True):
            stuck = window.length > self.longest and not how["carefully"]
            yield replace(heard, words=heard.words * 12) if stuck else heard


def _said(*spans: tuple[float, float]) -> list[Utterance]:
    texts = ["my name is Vera", "yes that is right", "and the number is four", "thank you"]
    return [
        utterance(Speaker.CUSTOMER, text, Span(*span))
        for text, span in zip(texts, spans, strict=False)
    ]


def _text(engine: Scripted, window: Window) -> str:
    said = transcribe_all(engine, [window], language="en")
    words = [word for piece in window.pieces for word in said.of(piece)]
    return " ".join(word.text for word in sorted(words, key=lambda word: word.span))


def test_speech_that_got_no_words_is_heard_again_alone() -> None:
    """A stretch that was left out of a full window is found when it stands alone."""
    said = _said((10, 12), (13, 15), (20, 23))
    window = window_of(piece(10, 12), piece(13, 15, at=2.3), piece(20, 23, at=4.6))
    assert _text(Forgetful(said), window) == " ".join(each.text for each in said)


def test_a_loop_is_heard_again_in_halves() -> None:
    """What came over and over in a long window comes once in two short ones."""
    said = _said((10, 12), (13, 15), (20, 23))
    window = window_of(piece(10, 12), piece(13, 15, at=2.3), piece(20, 23, at=4.6))
    assert _text(Stuck(said, longest=6.0), window) == " ".join(each.text for each in said)


def test_a_loop_in_halves_too_is_heard_with_care() -> None:
    """A recogniser that is stuck in every window is asked to search more widely."""
    said = _said((10, 13), (14, 19))
    assert _text(Stuck(said, longest=0.1), window_of(piece(10, 19))) == " ".join(
        each.text for each in said
    )


def test_nothing_is_believed_of_a_window_in_which_nobody_speaks() -> None:
    """Words of low probability in likely silence are dropped, whichever words they are."""

    class Dreaming(Scripted):
        def transcribe(self, windows: Sequence[Window], **_: object) -> Iterator[Decoding]:
            for _window in windows:
                yield Decoding((RawWord("Hello.", 0.1, 0.5, 0.2),), logprob=-1.4, no_speech=0.8)

    assert _text(Dreaming([]), window_of(piece(3, 5))) == ""


@given(WORDS)
def test_people_may_repeat_themselves_a_little(words: list[str]) -> None:
    """A phrase said twice, or a word five times, is no loop; a phrase said twenty times is one."""
    place = first_repeat(words)
    assert place is None or words[place] in words[:place]
    assert first_repeat(["no"] * 5) is None
    assert first_repeat(["I", "see"] * 2) is None
    assert first_repeat(["well", *(["I", "see"] * 20)]) == 3


def test_the_echo_of_the_last_words_is_dropped() -> None:
    """Words for which no sound was left, and which were said just before, were not said."""
    said = [Word("Express", Span(1.0, 1.4)), Word("please.", Span(1.4, 1.8))]
    echo = [Word("Express", Span(1.9, 1.9)), Word("please.", Span(1.9, 1.9))]
    assert without_echo([*said, *echo]) == said
    assert without_echo([*said, echo[1]]) == said
    assert without_echo([*said, echo[0]]) == [*said, echo[0]]
    assert without_echo([*said, *said]) == [*said, *said]


def _tone(*spans: tuple[float, float], length: float) -> Window:
    count = round(length * RATE_HZ)
    sound = np.random.default_rng(2).normal(0, 0.001, count)
    for start, end in spans:
        first, last = round(start * RATE_HZ), round(end * RATE_HZ)
        sound[first:last] += 0.3 * np.sin(np.arange(last - first))
    whole = Piece(Speaker.AGENT, Span(0, length), Span(0, length))
    return Window(sound.astype(np.float32), (whole,))


def test_a_word_ends_where_its_sound_ends() -> None:
    """The pause after a word is not part of it, and neither is the one before."""
    window = _tone((0.5, 1.0), (2.0, 2.6), length=3.0)
    raw = [RawWord("one", 0.1, 0.7, 0.9), RawWord("two", 1.2, 2.2, 0.9)]
    one, two = fitted(window, raw, window.pieces[0])
    assert (one.start, one.end) == pytest.approx((0.5, 1.0), abs=0.02)
    assert (two.start, two.end) == pytest.approx((2.0, 2.6), abs=0.02)


@given(st.lists(st.floats(0, 3), min_size=2, max_size=12))
def test_fitted_words_stay_in_order_and_in_their_piece(edges: list[float]) -> None:
    """Fitting never makes words overlap or leave the sound they are in."""
    edges = sorted(edges)
    window = _tone((0.4, 0.9), (1.0, 1.7), (2.2, 2.9), length=3.0)
    raw = [RawWord("w", a, b, 0.5) for a, b in pairwise(edges)]
    words = fitted(window, raw, window.pieces[0])
    assert len(words) == len(raw)
    times = [moment for word in words for moment in (word.start, word.end)]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] <= 3.001


def test_silence_has_nothing_loud_in_it() -> None:
    """Zeros are not speech, and neither is an empty window."""
    assert not loudness(np.zeros(RATE_HZ, np.float32)).any()
    assert not len(loudness(np.zeros(0, np.float32)))
