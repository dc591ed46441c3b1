"""The keys at the foot, and other words that have to fit."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.keys import format_key

from coach.tui.review.keys import GAP, KEYS, hint_width, hints
from coach.tui.words import counted, fit, sure

every_key = {str(binding.id): (format_key(binding.key),) for binding in KEYS}


@given(st.integers(0, 160))
def test_hints_fit_and_are_whole(width: int) -> None:
    """No key and no word at the foot is ever cut."""
    shown = hints(every_key, width)
    assert sum(map(hint_width, shown)) + GAP * max(0, len(shown) - 1) <= width


@given(st.integers(18, 160))
def test_help_and_quit_are_named_before_all_else(width: int) -> None:
    """Who finds help finds everything."""
    assert {"help", "quit"} <= {word for _, word in hints(every_key, width)}


def test_a_key_that_leads_nowhere_is_not_named() -> None:
    """Without sound, for example, no key to play is offered."""
    usable = {it: key for it, key in every_key.items() if it != "review.play"}
    assert "play" not in {word for _, word in hints(usable, 160)}


def test_every_key_has_an_id_by_which_it_can_be_moved() -> None:
    """No two keys share one."""
    assert len({binding.id for binding in KEYS}) == len(KEYS)
    assert all(str(binding.id).startswith("review.") for binding in KEYS)


@given(st.text(), st.integers(0, 40))
def test_a_text_is_cut_to_its_room(text: str, width: int) -> None:
    """What fits is left alone."""
    assert cell_len(fit(text, width)) <= width
    assert fit(text, 10_000) == text


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_never_sounds_less_sure(one: float, other: float) -> None:
    """The words for confidence are in order."""
    order = ["A guess, worth a listen", "Not quite sure", "Fairly sure", "Quite sure"]
    low, high = sorted((one, other))
    assert order.index(sure(low)) <= order.index(sure(high))


def test_counts_are_told_in_words() -> None:
    """None, one and many each have their own."""
    assert counted(0, "chance") == "no chances"
    assert counted(1, "chance") == "1 chance"
    assert counted(2, "good move") == "2 good moves"
