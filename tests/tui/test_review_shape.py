"""The timeline's arithmetic."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tui_calls import parcel

from coach.tui.review.shape import MORE, column_of, marks, moment_of
from coach.tui.review.view import FindingView, view_call

DURATION = 600.0
widths = st.integers(0, 120)
moments = st.floats(0, DURATION)


@st.composite
def findings(draw: st.DrawFn) -> tuple[FindingView, ...]:
    like = view_call(parcel()).findings[0]
    starts = sorted(draw(st.lists(moments, max_size=30)))
    return tuple(
        replace(like, number=number, label=str(number), start=start)
        for number, start in enumerate(starts, start=1)
    )


@given(moments, st.integers(1, 120))
def test_a_moment_falls_into_the_column_that_covers_it(moment: float, width: int) -> None:
    """The column's beginning is not after the moment, and the next one's is."""
    column = column_of(moment, DURATION, width)
    assert 0 <= column < width
    slack = 1e-6
    assert moment_of(column, DURATION, width) <= moment + slack
    assert moment < moment_of(column + 1, DURATION, width) + slack or column == width - 1


@given(findings(), widths, st.integers(0, 30))
def test_labels_stay_apart_and_inside(
    found: tuple[FindingView, ...], width: int, selected: int
) -> None:
    """No label runs into another or over the edge."""
    placed = marks(found, DURATION, width, selected)
    for mark, after in pairwise(placed):
        apart = 0 if MORE in {mark.label, after.label} else 1
        assert mark.columns.stop + apart <= after.column
    assert all(0 <= mark.column <= width - len(mark.label) for mark in placed)


@given(findings(), st.integers(3, 120), st.integers(1, 30))
def test_the_selected_label_is_always_there(
    found: tuple[FindingView, ...], width: int, selected: int
) -> None:
    """However crowded it is, one sees which finding is chosen."""
    labels = {mark.number: mark.label for mark in marks(found, DURATION, width, selected)}
    assert selected > len(found) or labels[selected] == str(selected)


def test_a_call_without_length_has_its_columns_at_the_start() -> None:
    """Nothing is divided by nought."""
    assert column_of(3.0, 0.0, 40) == 0
    assert column_of(3.0, 10.0, 0) == 0
    assert moment_of(3, 10.0, 0) == 0.0
