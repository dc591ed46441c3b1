"""The laws, on calls stitched from each detector's own examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import (
    DRESSES,
    dressed,
    ear,
    heard_in,
    never_fails,
    no_peeking,
    only_reads,
    same_live_and_recorded,
    says_nothing_of_nothing,
    shifts,
    style_does_not_matter,
    well_made,
)
from seeds import every_example, examples_of, otherwise, stitched

from coach.detectors import Pattern, discover
from coach.signals import SignalReader

each_pattern = pytest.mark.parametrize("pattern", discover(), ids=lambda pattern: pattern.slug)
few = settings(max_examples=8)


@each_pattern
@given(data=st.data())
@few
def test_same_live_and_recorded(
    reader: SignalReader, pattern: Pattern, data: st.DataObject
) -> None:
    """Live, with another call at the same desk, the findings are those of the recording."""
    call = data.draw(stitched(pattern))
    meanwhile = data.draw(st.sampled_from(every_example()))
    same_live_and_recorded(ear(reader, [pattern]), call, meanwhile)


@each_pattern
@given(data=st.data())
@few
def test_no_peeking(reader: SignalReader, pattern: Pattern, data: st.DataObject) -> None:
    """Until two calls part, the same is noticed in both."""
    call = data.draw(stitched(pattern))
    no_peeking(ear(reader, [pattern]), call, data.draw(otherwise(call)))


@each_pattern
@given(data=st.data(), by=st.integers(1, 5_000_000))
@few
def test_shifts(reader: SignalReader, pattern: Pattern, data: st.DataObject, by: int) -> None:
    """When the call begins later, by any number of milliseconds, so do its findings."""
    shifts(ear(reader, [pattern]), data.draw(stitched(pattern)), by / 1000)


@each_pattern
@given(data=st.data())
@few
def test_style_does_not_matter(reader: SignalReader, pattern: Pattern, data: st.DataObject) -> None:
    """Capitals, punctuation and the shape of apostrophes change no finding."""
    call = data.draw(stitched(pattern))
    dress = data.draw(st.sampled_from(DRESSES))
    style_does_not_matter(ear(reader, [pattern]), call, dress.wear, dress.name)


@each_pattern
@given(data=st.data())
@few
def test_well_made(reader: SignalReader, pattern: Pattern, data: st.DataObject) -> None:
    """A finding points to speech of the agent that was heard, and quotes it."""
    well_made(ear(reader, [pattern]), data.draw(stitched(pattern)))


@each_pattern
def test_only_reads(reader: SignalReader, pattern: Pattern) -> None:
    """A detector leaves the conversation as it was, and never fails, on its own examples."""
    for call in examples_of(pattern):
        only_reads(reader, [pattern], call)
        never_fails(ear(reader, [pattern]), call)
        says_nothing_of_nothing(ear(reader, [pattern]), call)


@given(data=st.data())
@settings(max_examples=60)
def test_all_together(reader: SignalReader, data: st.DataObject) -> None:
    """All patterns listen at once, to the examples of any, without failing or disturbing."""
    pattern = data.draw(st.sampled_from(discover()))
    call = data.draw(stitched(pattern))
    never_fails(ear(reader), call)
    well_made(ear(reader), call)
    alone = {f for one in discover() for f in heard_in(ear(reader, [one]), call)}
    assert set(heard_in(ear(reader), call)) == alone


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.name)
def test_a_dress_keeps_the_words(dress: object) -> None:
    """A way to write changes how words look, and neither their number nor their times."""
    for call in every_example():
        worn = dressed(call, dress.wear)  # type: ignore[attr-defined]
        for turn, twin in zip(call.turns, worn.turns, strict=True):
            assert [w.span for w in turn.words] == [w.span for w in twin.words]
            assert all(w.text.strip() == w.text != "" for w in twin.words)
