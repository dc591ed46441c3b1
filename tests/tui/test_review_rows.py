"""Breaking the transcript into rows."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tui_calls import parcel

from coach.tui.review.rows import NARROWEST, break_lines, lay_out
from coach.tui.review.view import view_call

words = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30)
texts = st.lists(words | st.sampled_from(["a", "電話", "naïve"]), min_size=1, max_size=40).map(
    " ".join
)
widths = st.integers(NARROWEST, 80)


@given(texts, widths)
def test_no_word_is_lost_or_doubled(text: str, width: int) -> None:
    """The lines, put together again, are the text; only spaces at the breaks are gone."""
    lines = [text[start:end] for start, end in break_lines(text, width)]
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts, widths)
def test_no_line_is_wider_than_there_is_room(text: str, width: int) -> None:
    """Wide characters count for two."""
    for start, end in break_lines(text, width):
        assert cell_len(text[start:end]) <= width


@given(texts, widths)
def test_a_line_is_broken_inside_a_word_only_where_the_word_is_too_long(
    text: str, width: int
) -> None:
    """A break at a letter happens only in words that fill a line."""
    for _, end in break_lines(text, width):
        if end < len(text) and text[end] != " ":
            start = text.rfind(" ", 0, end) + 1
            assert cell_len(text[start:].split(" ", maxsplit=1)[0]) > width - 2


@given(st.integers(20, 100))
def test_rows_of_a_moment_follow_each_other(width: int) -> None:
    """Every moment has rows of its own, in the order of the call, and none is left over."""
    layout = lay_out(view_call(parcel()), width, range(1, 9))
    covered = [place for it in range(len(layout.first)) for place in layout.rows_of(it)]
    assert covered == list(range(len(layout.rows)))
    for moment in range(len(layout.first)):
        assert {layout.rows[place].moment for place in layout.rows_of(moment)} == {moment}


def test_a_speaker_is_named_where_the_speaker_changes() -> None:
    """The label stands once a turn, and the words begin after it."""
    view = view_call(parcel())
    shown = lay_out(view, 60, ()).shown
    for line, moment in zip(shown, view.moments, strict=True):
        assert line.text[line.words_from :] == moment.text
    assert shown[0].text.startswith("Agent: ")
    assert shown[1].text.startswith("Customer: ")


def test_only_the_findings_that_are_shown_are_marked() -> None:
    """A filter takes the marks out of the transcript as well."""
    view = view_call(parcel())
    everything = " ".join(it.text for it in lay_out(view, 60, range(1, 9)).shown)
    nothing = " ".join(it.text for it in lay_out(view, 60, ()).shown)
    assert all(it.mark in everything for it in view.findings)
    assert not any(it.mark in nothing for it in view.findings)
