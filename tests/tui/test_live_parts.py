"""Each part of the sidebar fits its width and its rows, whatever words it is given."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_calls import GIVEN, NOTES, going_on, prompt, shown

from coach.call import Speaker
from coach.call.live import (
    Check,
    Consented,
    Disturbed,
    Given,
    Lag,
    Promised,
    Shed,
    Shown,
    SideNotes,
    StillOpen,
    Trouble,
)
from coach.tui.live.beside import LIT, NO_TIME, beside
from coach.tui.live.board import Board, Phase
from coach.tui.live.card import STEPS, card, is_guard, steps_left, trouble
from coach.tui.live.status import status
from coach.tui.review.keys import Keys

KEYS: Keys = {"live.helpful": ("h",), "live.not_helpful": ("n",), "live.mute": ("m",)}

text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("日本語👩‍👩‍👧 é"),
    max_size=60,
)
moments = st.floats(0.0, 20_000.0)
notes = st.builds(
    SideNotes,
    given=st.lists(
        st.builds(Given, text, text, st.none() | moments, st.booleans()), max_size=6
    ).map(tuple),
    promised=st.lists(st.builds(Promised, text, st.none() | text, moments), max_size=4).map(tuple),
    still_open=st.lists(st.builds(StillOpen, text, text, moments), max_size=4).map(tuple),
    before_goodbye=st.lists(st.builds(Check, text, st.booleans(), st.booleans()), max_size=5).map(
        tuple
    ),
    reason=text,
)


@given(notes, st.integers(24, 60), st.integers(0, 40))
def test_notes_fit(some: SideNotes, width: int, rows: int) -> None:
    """Never more rows, nor wider ones, than there is room for."""
    lines = beside(some, width, rows)
    assert len(lines) <= rows
    assert all(line.cell_length <= width for line in lines)


@given(text, text, text, st.integers(12, 60))
def test_a_card_fits(cue: str, say: str, why: str, width: int) -> None:
    """Long words, wide letters and signs that steer a terminal do not break a card."""
    it = replace(prompt("monologue"), cue=cue, say=say, why=why)
    for name in ("monologue", "ask-guard"):
        lines = card(Shown(replace(it, id=name), 0.0, 10.0), 3.0, KEYS, width)
        assert all(line.cell_length <= width for line in lines)
        assert not any(sign in line.plain for line in lines for sign in "\n\r\t\x1b")


@given(moments, st.floats(0.0, 500.0), st.sampled_from(Phase), st.integers(10, 120))
def test_the_status_is_one_row(now: float, behind: float, phase: Phase, width: int) -> None:
    """However long the call, however late the words."""
    board = Board(phase, now, lag=Lag(behind, Shed.PARTIALS, now))
    assert status(board, width, is_kept=True).cell_length <= width


def test_everything_is_there_where_there_is_room() -> None:
    """Facts, promises, open questions and the checklist, each with its moment."""
    plain = "\n".join(line.plain for line in beside(NOTES, 42, 20))
    for words in ("ending 0179", "0:07", "before call", "Thursday, before noon", "wedding?"):
        assert words in plain
    assert "✓ next step and when" in plain
    assert "○ settled" in plain
    assert "– thanks" in plain


def test_nothing_takes_no_room() -> None:
    """Without notes there is not even a heading."""
    assert beside(SideNotes(), 42, 20) == ()


def test_a_lit_fact_is_kept_when_others_give_way() -> None:
    """The one fact that the agent is asking for is the one to see, and says so by a sign."""
    many = tuple(Given(f"fact {i}", "x", float(i)) for i in range(9))
    some = replace(NOTES, given=(replace(GIVEN, lit=True, at=0.0), *many))
    lines = [line.plain for line in beside(some, 42, 12)]
    assert any(line.startswith(f"{LIT} order number") for line in lines)
    assert lines[0].startswith("Already told us  and ")


def test_a_promise_without_a_time_says_so() -> None:
    """The gap is what matters about it."""
    some = SideNotes(promised=(Promised("call you back", None, 3.0),))
    assert beside(some, 42, 5)[1].plain.endswith(NO_TIME)


def test_a_number_in_a_note_is_masked() -> None:
    """Whoever made the note, no account number stands on the screen."""
    some = SideNotes(still_open=(StillOpen("question", "Is 4903116022711 right?", 3.0),))
    assert "4903116022711" not in beside(some, 42, 5)[1].plain


def test_critical_words_come_first() -> None:
    """A glance at the first row of a card is enough."""
    guard = shown("ask-guard", kind="order number", value="ending 0179", given="at 0:07")
    assert card(guard, guard.at, KEYS, 40)[0].plain.strip() == "Have it: ending 0179"
    assert is_guard(guard)
    assert not is_guard(shown(concern="it"))


@given(st.floats(0.0, 100.0), st.floats(0.1, 60.0))
def test_the_time_of_a_prompt_runs_out(begin: float, lasts: float) -> None:
    """Whole at its start, nothing at its end, never growing between."""
    it = Shown(prompt("monologue"), begin, begin + lasts)
    left = [steps_left(it, begin + lasts * share / 20) for share in range(25)]
    assert left[0] == STEPS
    assert left[20:] == [0] * 5
    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize(
    ("width", "says"), [(42, "3 s behind, catching up"), (32, "3 s behind"), (24, "")]
)
def test_being_behind_is_said_as_room_allows(width: int, says: str) -> None:
    """The clock and the levels stay; what is said of the lag gets shorter."""
    board = Board(Phase.ON, 83.0, lag=Lag(3.2, Shed.NOTHING, 83.0))
    line = status(board, width).plain
    assert line.startswith("1:23  A ··  C ··")
    assert line[18:].strip() == says


def test_a_short_lag_is_not_worth_a_word() -> None:
    """Words that are a second late are in time for a reader."""
    board = Board(Phase.ON, 83.0, lag=Lag(1.2, Shed.NOTHING, 83.0))
    assert "behind" not in status(board, 80).plain


def test_recording_is_always_to_be_seen() -> None:
    """While sound is kept, and only then."""
    board = Board(Phase.STARTING)
    for happening in (*going_on(), Consented(84.0)):
        board = board.after(happening)
    assert "● rec" in status(board, 42, is_kept=board.has_consent).plain
    paused = replace(board, phase=Phase.PAUSED)
    assert "rec" not in status(paused, 42, is_kept=True).plain


def test_trouble_names_the_side() -> None:
    """Who cannot be heard is what the agent needs to know."""
    it = Disturbed(Trouble.DEVICE_LOST, "It is looked for.", 3.0, Speaker.CUSTOMER)
    assert "The customer cannot be heard" in trouble([it], 42)[0].plain
    assert "C --" in status(Board(Phase.ON, 83.0, troubles=(it,)), 42).plain
