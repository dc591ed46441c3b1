import io
import re
from dataclasses import replace

import pytest
from calls_made import CLEAN_CALL, COAT_CALL
from golden_files import agrees_with
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from coach.call import Evidence, ReviewedCall, Roles, Span
from coach.export.report import WIDEST, Report
from coach.export.timeline import axis, bars, mark_rows
from coach.export.wording import COACHING_ONLY, clock, lasting, quoted


def printed(call: ReviewedCall, width: int, *, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(Report(call))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [44, 80, 120])
def test_the_page_as_it_should_look(width: int) -> None:
    """The page at three widths is the one that was looked at and found good."""
    assert agrees_with(f"coat-{width}.txt", printed(COAT_CALL, width))


@pytest.mark.parametrize("width", range(40, 140, 7))
def test_no_line_is_too_long(width: int) -> None:
    """At any width from 40 columns no line runs over, nor has spaces at its end."""
    for line in printed(COAT_CALL, width).splitlines():
        assert len(line) <= min(width, WIDEST)
        assert line == line.rstrip()


def test_everything_is_told_without_colour() -> None:
    """The colours can be taken away without losing a sign of the page."""
    coloured = printed(COAT_CALL, 80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed(COAT_CALL, 80)


def test_a_clean_call_is_not_talked_down() -> None:
    """A call without findings says so, and praises no one for nothing."""
    page = printed(CLEAN_CALL, 80)
    assert "Nothing stood out in this call." in page
    assert "What went well" not in page
    assert "100 of 100 overall" in page


def test_scores_are_for_coaching() -> None:
    """Wherever scores are shown, the page says what they are not for."""
    assert COACHING_ONLY in printed(COAT_CALL, 80)


def test_roles_declared_or_guessed() -> None:
    """A guess is called a guess, with how sure it is; what was declared is not."""
    assert "roles a guess (72 % sure)" in printed(COAT_CALL, 80)
    declared = replace(COAT_CALL, roles=Roles("declared", 1.0))
    assert "roles declared" in printed(declared, 80)


def test_no_identifying_number_on_the_page() -> None:
    """What the findings quote is masked like the words."""
    finding = replace(COAT_CALL.findings[0], quote="It's 4111 1111 1111 1111")
    page = printed(replace(COAT_CALL, findings=(finding,)), 80)
    assert "“It's •••• •••• •••• 1111”" in page


@given(st.text(), st.text())
def test_text_cannot_steer_the_terminal_nor_the_page(text: str, more: str) -> None:
    """Whatever is quoted, no control sign is printed and no markup is obeyed."""
    finding = replace(
        COAT_CALL.findings[0],
        quote="[bold]" + text,
        why=more,
        instead=more,
        evidence=(Evidence(0.0, text),),
    )
    call = replace(COAT_CALL, findings=(finding,), source=more or "x", notes=(text,))
    page = printed(call, 80)
    assert "[bold]" in page
    assert all(sign.isprintable() or sign == "\n" for sign in page)


def test_an_empty_call() -> None:
    """A call without words or length is a page too."""
    empty = replace(CLEAN_CALL, utterances=(), turn_of=(), duration=0.0)
    assert "0:00" in printed(empty, 44)


spans = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0, 20)).map(lambda at: Span(at[0], at[0] + at[1])),
    max_size=8,
)


@given(spans, st.integers(1, 120))
def test_a_row_of_bars(speech: list[Span], width: int) -> None:
    """A row is as wide as asked for, and shows speech where there is some and only there."""
    row = bars(speech, 100.0, width)
    assert len(row) == width
    for place, sign in enumerate(row):
        stretch = Span(place * 100 / width, (place + 1) * 100 / width)
        if any(span.overlap(stretch) > 0.002 for span in speech):
            assert sign != " "
        elif all(span.gap(stretch) > 0.002 for span in speech):
            assert sign == " "


@given(st.lists(st.floats(0, 100), max_size=30), st.integers(10, 100))
def test_labels_stay_apart(moments: list[float], width: int) -> None:
    """No two labels touch, each is under its moment, and no row is too long."""
    rows = mark_rows([(str(i), at) for i, at in enumerate(moments, start=1)], 100.0, width)
    assert len(rows) <= 3
    shown = [label for row in rows for label in row.split()]
    assert len(shown) == len(set(shown))
    for row in rows:
        assert len(row) <= width
        for found in re.finditer(r"\d+", row):
            at = moments[int(found[0]) - 1] / 100 * width
            assert abs(min(at, width - len(found[0])) - found.start()) <= 1


def test_times() -> None:
    """Times are told as people write them."""
    assert [clock(at) for at in (0, 65.9, 3725)] == ["0:00", "1:05", "1:02:05"]
    assert [lasting(at) for at in (0.42, 24.4, 125)] == ["0.4 s", "24 s", "2 min 5 s"]
    assert axis(("0:00", "0:30", "1:00"), 20) == "0:00    0:30    1:00"
    assert axis(("0:00", "0:30", "1:00"), 12) == "0:00    1:00"


def test_a_long_speech_is_quoted_by_its_beginning() -> None:
    """Thirty words are enough to know a speech by."""
    assert quoted("word " * 40) == "“" + "word " * 29 + "word …”"
