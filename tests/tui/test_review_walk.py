"""Going through a call step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_calls import parcel

from coach.call import Kind
from coach.tui.review.view import view_call
from coach.tui.review.walk import Choice, Walk, begin, find

CALL = view_call(parcel())
NOTHING = view_call(parcel(found=False))
choices = st.sampled_from(Choice)
queries = st.sampled_from(["the", "Wedding", "order  number", "a", "xyzzy", "", "(", "thursday,"])


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """Anywhere that keys can lead to."""
    walk = begin(draw(st.sampled_from([CALL, NOTHING])))
    for _ in range(draw(st.integers(0, 6))):
        match draw(st.integers(0, 4)):
            case 0:
                walk = walk.step(draw(st.sampled_from([1, -1])))
            case 1:
                walk = walk.filter(draw(choices))
            case 2:
                walk = walk.search(draw(queries))
            case 3:
                walk = walk.choose(draw(st.integers(1, 5)))
            case _:
                walk = walk.leave()
    return walk


@given(walks())
def test_what_is_chosen_is_shown(walk: Walk) -> None:
    """Whatever one does, the chosen finding is in the list, or the list is empty."""
    assert walk.finding in walk.shown if walk.shown else walk.finding is None
    assert walk.moment is None or 0 <= walk.moment < len(walk.call.moments)
    assert 0.0 <= walk.at <= walk.call.duration


@given(walks())
def test_a_step_back_undoes_a_step_in_a_search(walk: Walk) -> None:
    """Matches go round and round."""
    if walk.is_searching:
        assert walk.step(1).step(-1) == walk
        around = walk
        for _ in walk.matches:
            around = around.step(1)
        assert around == walk


@given(walks())
def test_steps_between_findings_stop_at_the_ends(walk: Walk) -> None:
    """Going on and on leads to the last shown finding, and stays there."""
    walk = walk.leave()
    for _ in walk.shown:
        walk = walk.step(1)
    assert walk.finding == (walk.shown[-1] if walk.shown else None)
    assert walk.step(1) == walk


@given(walks(), choices)
def test_a_filter_shows_all_of_a_kind_and_nothing_else(walk: Walk, choice: Choice) -> None:
    """The list holds what was asked for, in the order of the call."""
    shown = walk.filter(choice).shown
    assert list(shown) == [it for it in walk.call.findings if it.kind in choice.kinds]


def test_filters_come_round() -> None:
    """One key leads through all of them and back."""
    assert Choice.ALL.next.next.next is Choice.ALL
    assert Choice.GOOD.kinds | Choice.CHANCES.kinds == set(Kind)


@given(queries)
def test_a_match_holds_the_words_that_were_looked_for(query: str) -> None:
    """Capitals and the space between words do not matter."""
    for match in find(CALL.moments, query):
        text = CALL.moments[match.moment].text[match.start : match.end]
        assert text.lower().split() == query.lower().split()


@pytest.mark.parametrize(("query", "count"), [("wedding", 1), ("ORDER number", 2), ("  ", 0)])
def test_every_match_is_found(query: str, count: int) -> None:
    """As many as one can count by hand."""
    assert len(find(CALL.moments, query)) == count


def test_a_search_begins_at_the_chosen_finding_and_leads_back_to_it() -> None:
    """The first match is ahead, and leaving the search leaves the finding as it was."""
    walk = begin(CALL).choose(4)
    searching = walk.search("you")
    assert searching.found
    assert searching.found.moment >= (walk.moment or 0)
    assert searching.leave() == walk


def test_choosing_what_a_filter_hides_changes_nothing() -> None:
    """A mark that is not shown cannot be chosen."""
    walk = begin(CALL).filter(Choice.GOOD)
    assert walk.choose(1) == walk


def test_without_findings_there_is_nothing_to_play_or_to_look_at() -> None:
    """A call without findings begins at its beginning."""
    walk = begin(NOTHING)
    assert (walk.finding, walk.moment, walk.listen, walk.at) == (None, None, None, 0.0)
