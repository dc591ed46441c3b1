from itertools import pairwise

import pytest
from call_strategies import seconds, utterances
from hypothesis import given
from hypothesis import strategies as st

from coach.call import (
    Call,
    Ended,
    Event,
    Heard,
    Span,
    Speaker,
    Tick,
    Utterance,
    Utterances,
    utterance,
)

anything = st.one_of(
    utterances(20_000).map(Heard),
    st.builds(Tick, seconds(20_000), st.frozensets(st.sampled_from(Speaker))),
    st.builds(Ended, seconds(20_000)),
)


@given(st.lists(st.tuples(st.integers(0, 30), utterances()), max_size=25))
def test_a_view_never_changes(steps: list[tuple[int, Utterance]]) -> None:
    """Whatever is said after any view, every view made before holds what it held."""
    views = [Utterances()]
    held: list[tuple[Utterance, ...]] = [()]
    for which, said in steps:
        view = views[which % len(views)]
        views.append(view.and_then(said))
        held.append((*held[which % len(held)], said))
    for view, content in zip(views, held, strict=True):
        assert tuple(view) == content
        assert len(view) == len(content)
        assert view == Utterances(list(content))
        assert hash(view) == hash(Utterances(list(content)))


@given(
    st.lists(utterances(), max_size=6),
    st.lists(utterances(), max_size=3),
    st.integers(-8, 8),
    st.slices(8),
)
def test_a_view_reads_as_a_tuple(
    said: list[Utterance], later: list[Utterance], index: int, part: slice
) -> None:
    """Indexes and slices of a view are those of a tuple of it, though the list behind has grown."""
    view = Utterances(list(said))
    grown = view
    for more in later:
        grown = grown.and_then(more)
    assert view[part] == tuple(said)[part]
    if -len(said) <= index < len(said):
        assert view[index] == said[index]
    else:
        with pytest.raises(IndexError):
            view[index]


def test_growing_shares_what_was_said() -> None:
    """A view that is continued once copies nothing."""
    view = Utterances()
    for _ in range(5):
        grown = view.and_then(utterance(Speaker.AGENT, "well", Span(0.0, 1.0)))
        assert grown._said is view._said
        view = grown


@given(st.lists(anything, max_size=15))
def test_a_call_only_grows(events: list[Event]) -> None:
    """An event is refused, or leads to a call that is later, longer, and leaves the old as it was.

    It is refused exactly when the call has ended, or when it lies before the call's clock.
    """
    call = Call()
    for event in events:
        at = event.utterance.end if isinstance(event, Heard) else event.now
        before = (call.now, tuple(call.utterances), call.ended_by)
        if call.ended_by is not None or at < call.now:
            with pytest.raises(ValueError, match=r"ended|came after|go back"):
                call.after(event)
            continue
        grown = call.after(event)
        assert (call.now, tuple(call.utterances), call.ended_by) == before
        assert grown.now == at >= call.now
        assert grown.utterances[: len(call.utterances)] == before[1]
        assert len(grown.utterances) == len(call.utterances) + isinstance(event, Heard)
        call = grown


@given(st.lists(utterances(20_000), max_size=10))
def test_what_a_side_spoke(said: list[Utterance]) -> None:
    """Each utterance stands in its own side's speech, in the order in which speech ended."""
    call = Call()
    for one in sorted(said, key=lambda one: one.end):
        call = call.after(Heard(one))
        assert call.latest is one
    assert len(call.speech(Speaker.AGENT)) + len(call.speech(Speaker.CUSTOMER)) == len(said)
    for speaker in Speaker:
        for before, after in pairwise(call.speech(speaker)):
            assert before.end <= after.end


def test_nothing_said_yet() -> None:
    """A call begins at zero, with no latest utterance and nobody to have ended it."""
    assert Call().latest is None
    assert Call().now == 0.0
    assert Call().ended_by is None
    assert not Call().utterances


def test_nobody_speaks_after_the_end() -> None:
    """Who was speaking is known from the last tick, and nobody is once the call has ended."""
    call = Call().after(Tick(1.0, frozenset({Speaker.AGENT})))
    assert call.speaking == {Speaker.AGENT}
    assert call.after(Ended(2.0)).speaking == frozenset()
