"""What the sidebar shows beside the words follows from what happened, and from nothing else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from live_calls import NOTES, going_on, levels, say, shown

from coach.call import Ended, Speaker, Tick
from coach.call.live import (
    Consented,
    Disturbed,
    Gone,
    Happening,
    Lag,
    Level,
    Noted,
    Paused,
    Resumed,
    Shed,
    SideNotes,
    Swapped,
    Trouble,
    Why,
)
from coach.tui.live.board import Board, Phase

STARTED = Board(Phase.STARTING)


def after(*happenings: Happening, board: Board = STARTED) -> Board:
    for happening in happenings:
        board = board.after(happening)
    return board


def lost(speaker: Speaker, trouble: Trouble = Trouble.DEVICE_LOST) -> Disturbed:
    return Disturbed(trouble, "It is gone.", 5.0, speaker)


def test_the_first_thing_that_happens_begins_the_call() -> None:
    """While nothing was heard the call is getting ready; then it is on."""
    assert after().phase is Phase.STARTING
    assert after(*levels(0.0)).phase is Phase.ON


def test_levels_stand_still_within_a_second() -> None:
    """Of a second the loudest level counts, and it shows when the second is over."""
    loud = [Level(Speaker.AGENT, dbfs, 1.0 + i / 10) for i, dbfs in enumerate([-50, -20, -40])]
    within = after(Level(Speaker.AGENT, -60, 0.5), *loud)
    assert within.levels[Speaker.AGENT] == -60
    assert after(Tick(2.0), board=within).levels[Speaker.AGENT] == -20


def test_a_side_that_gives_nothing_has_no_level() -> None:
    """Nothing at all is not the same as silence."""
    board = after(Level(Speaker.CUSTOMER, None, 0.0), Level(Speaker.CUSTOMER, None, 1.0), Tick(2.0))
    assert board.levels[Speaker.CUSTOMER] is None


def test_only_the_prompt_on_the_screen_can_go() -> None:
    """When a guard has taken a prompt's place, the prompt's going does not take the guard."""
    guard = shown("ask-guard", kind="name", value="Ines", given="at 0:02")
    gone = Gone("feeling-voiced", 83.0, Why.OUTRANKED)
    prompt = shown(concern="the wedding")
    assert after(prompt, guard, gone).shown is guard
    assert after(prompt, gone).shown is None


def test_a_trouble_stands_until_it_is_over() -> None:
    """Each side's trouble is its own, and said once however often it is told."""
    both = after(lost(Speaker.AGENT), lost(Speaker.CUSTOMER), lost(Speaker.CUSTOMER))
    assert [it.speaker for it in both.troubles] == [Speaker.AGENT, Speaker.CUSTOMER]
    back = after(lost(Speaker.CUSTOMER, Trouble.DEVICE_BACK), board=both)
    assert [it.speaker for it in back.troubles] == [Speaker.AGENT]


def test_swapping_forgets_what_comes_again() -> None:
    """Prompt, notes and levels were the other side's; consent stays."""
    board = after(Consented(1.0), *going_on(), shown(concern="the wedding"), Swapped(84.0))
    assert (board.shown, board.notes, dict(board.levels)) == (None, SideNotes(), {})
    assert board.has_consent


def test_the_end_clears_what_was_urgent() -> None:
    """Nothing asks for attention once the call is over; the notes stay to be read."""
    late = Lag(4.0, Shed.PARTIALS, 83.0)
    board = after(*going_on(), shown(concern="it"), late, lost(Speaker.AGENT), Ended(90.0))
    assert (board.shown, board.lag, board.troubles) == (None, None, ())
    assert board.notes is NOTES
    assert board.phase is Phase.FINISHING


moments = st.floats(0.0, 7200.0)
happenings = st.one_of(
    st.builds(Tick, moments),
    st.builds(Level, st.sampled_from(Speaker), st.none() | st.floats(-120.0, 0.0), moments),
    st.builds(Lag, st.floats(0.0, 60.0), st.sampled_from(Shed), moments),
    st.builds(Disturbed, st.sampled_from(Trouble), st.just("…"), moments, st.sampled_from(Speaker)),
    st.builds(lambda at: shown(at=at, concern="it"), moments),
    st.builds(Gone, st.just("feeling-voiced"), moments, st.sampled_from(Why)),
    st.builds(lambda at: Noted(NOTES, at), moments),
    st.builds(lambda at: say(Speaker.AGENT, "Hello.", at, at + 1.0), moments),
    st.builds(Paused, moments),
    st.builds(Resumed, moments),
    st.builds(Swapped, moments),
)


@given(st.lists(happenings, max_size=40))
def test_the_clock_never_goes_back(happened: list[Happening]) -> None:
    """Whatever happens, in whatever order, the clock stands or goes on."""
    boards = [STARTED]
    for happening in happened:
        boards.append(boards[-1].after(happening))
    assert all(earlier.now <= later.now for earlier, later in pairwise(boards))
