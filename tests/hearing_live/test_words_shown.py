"""Laws of provisional words, of the sound that is kept, and of the pace."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Span, Word
from coach.call.live import Lag, Shed
from coach.hearing.live.agreement import Agreement
from coach.hearing.live.languages import Languages
from coach.hearing.live.pace import LONGEST_STEP_S, STEP_S, Pace
from coach.hearing.live.recent import Recent

hypotheses = st.lists(st.lists(st.sampled_from("abc"), max_size=8), max_size=8)


def _words(letters: list[str]) -> tuple[Word, ...]:
    return tuple(Word(c, Span(n, n + 0.9), 0.9) for n, c in enumerate(letters))


@given(hypotheses)
def test_words_that_were_said_twice_stay(heard: list[list[str]]) -> None:
    """What two hypotheses in a row agree on is shown from then on, whatever comes."""
    agreement = Agreement()
    agreed: list[str] = []
    for before, now in zip([[], *heard], heard, strict=False):
        shown = [word.text for word in agreement.hear(_words(now), 100.0)]
        assert shown[: len(agreed)] == agreed
        same = 0
        while same < min(len(before), len(now)) and before[same] == now[same]:
            same += 1
        if same > len(agreed) and now[: len(agreed)] == agreed:
            agreed = now[:same]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
def test_a_hypothesis_that_is_repeated_is_shown_whole(letters: list[str]) -> None:
    """Nothing is added to it, nothing is left out."""
    agreement = Agreement()
    agreement.hear(_words(letters), 100.0)
    assert agreement.hear(_words(letters), 100.0) == _words(letters)


def test_half_a_word_at_the_end_of_the_sound_is_not_shown() -> None:
    """An unsure last word that ends where the sound ends may be cut in two."""
    words = (Word("my", Span(0, 0.4), 0.9), Word("nay", Span(0.5, 1.0), 0.3))
    assert [word.text for word in Agreement().hear(words, 1.05)] == ["my"]
    assert [word.text for word in Agreement().hear(words, 2.0)] == ["my", "nay"]


@given(
    st.lists(st.integers(0, 700), max_size=20),
    st.integers(-50, 9000),
    st.integers(0, 900),
    st.integers(0, 9000),
)
def test_sound_is_read_as_it_was_written(
    sizes: list[int], start: int, length: int, forgotten: int
) -> None:
    """Anywhere, across blocks, with nothing before, after, and where it was forgotten."""
    whole = np.arange(1, sum(sizes) + 1, dtype=np.float32)
    recent = Recent()
    at = 0
    for size in sizes:
        recent.write(whole[at : at + size])
        at += size
    expected = np.zeros(length, np.float32)
    first, last = max(0, start), min(start + length, len(whole))
    if first < last:
        expected[first - start : last - start] = whole[first:last]
    assert (recent.read(start, start + length) == expected).all()
    recent.forget(forgotten)
    kept = recent.read(start, start + length)
    still = np.arange(start, start + length) >= forgotten
    assert (kept[still] == expected[still]).all()
    assert recent.held <= max(0, len(whole) - forgotten) + max(sizes, default=0)


@given(st.lists(st.tuples(st.floats(0.01, 20.0), st.floats(0.0, 30.0)), max_size=30))
def test_the_pace_stays_within_its_bounds(asked: list[tuple[float, float]]) -> None:
    """The step never leaves its range, and who is far behind shows no provisional words."""
    pace = Pace()
    for took, behind in asked:
        pace.answered(took)
        pace.look(behind, 1.0)
        assert STEP_S <= pace.step <= LONGEST_STEP_S
        assert behind < 3.0 or pace.shed is Shed.PARTIALS


def test_lag_is_told_when_it_comes_changes_and_goes() -> None:
    """Not at every word, and never twice the same."""
    pace = Pace()
    pace.answered(0.2)
    told = [pace.look(behind, n) for n, behind in enumerate([0.5, 4.0, 4.2, 6.0, 2.0, 1.0, 0.9])]
    assert told == [
        None,
        Lag(4.0, Shed.PARTIALS, 1),
        None,
        Lag(6.0, Shed.PARTIALS, 3),
        Lag(0.0, Shed.PARTIALS, 4),
        Lag(0.0, Shed.NOTHING, 5),
        None,
    ]


def test_a_slow_engine_is_asked_less_often() -> None:
    """The step widens with what an answer takes, and that is told once."""
    pace = Pace()
    for _ in range(5):
        pace.answered(1.0)
    assert pace.step > 2.0
    assert pace.look(0.5, 9.0) == Lag(0.0, Shed.SOME_PARTIALS, 9.0)
    assert pace.look(0.5, 10.0) is None


def test_the_language_is_settled_by_enough_speech() -> None:
    """A first word may sound like any language; some seconds do not."""
    languages = Languages(None)
    languages.hear({"cy": 0.6, "de": 0.4}, 1.0)
    assert languages.settled is None
    languages.hear({"cy": 0.1, "de": 0.9}, 8.0)
    assert languages.settled == "de"
    assert Languages("fr").settled == "fr"
