from itertools import pairwise

import pytest
from call_strategies import seconds, spans
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Span, merge, to_ms, total

some = st.lists(spans(10_000), max_size=12)
bridges = st.integers(0, 2_000).map(lambda ms: ms / 1000)


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_times_are_on_the_millisecond(start: float, length: float) -> None:
    """A span keeps its times to the millisecond, whatever it was made from."""
    span = Span(start, start + length)
    assert span.start == round(start, 3)
    assert span.end == round(start + length, 3)


@given(spans(), st.integers(1, 1000))
def test_never_ends_before_it_starts(span: Span, by: int) -> None:
    """A span that would end before it starts is refused."""
    with pytest.raises(ValueError, match="cannot end"):
        Span(span.end + by / 1000, span.start)


@given(spans())
def test_of_one_span(span: Span) -> None:
    """A span overlaps itself whole, has no gap to itself, and is its own union."""
    assert span.overlap(span) == span.length
    assert span.gap(span) == 0.0
    assert span.union(span) == span


@given(spans(5_000), spans(5_000))
def test_two_spans_look_the_same_from_both(one: Span, other: Span) -> None:
    """Overlap, gap and union do not depend on which span is asked."""
    assert one.overlap(other) == other.overlap(one)
    assert one.gap(other) == other.gap(one)
    assert one.union(other) == other.union(one)


@given(spans(5_000), spans(5_000))
def test_apart_or_together(one: Span, other: Span) -> None:
    """Two spans never have both a gap and an overlap, and the overlap fits into the shorter."""
    assert 0.0 in (one.overlap(other), one.gap(other))
    assert one.overlap(other) <= min(one.length, other.length)


@given(spans(5_000), spans(5_000))
def test_lengths_add_up(one: Span, other: Span) -> None:
    """The union is as long as both, less what they share, plus what lies between."""
    both = one.length + other.length - one.overlap(other) + one.gap(other)
    assert one.union(other).length == to_ms(both)


@given(spans(), spans(), spans())
def test_union_is_associative(one: Span, two: Span, three: Span) -> None:
    """A union of three is the same in whatever order it is made."""
    assert one.union(two).union(three) == one.union(two.union(three))


@given(spans(), spans(), seconds())
def test_union_holds_every_moment_of_both(one: Span, other: Span, moment: float) -> None:
    """What lies in a span lies in its union with any other."""
    if moment in one:
        assert moment in one.union(other)


@given(spans(), seconds())
def test_shift_there_and_back(span: Span, by: float) -> None:
    """A shift keeps the length, and is undone by the opposite shift."""
    assert span.shift(by).length == span.length
    assert span.shift(by).shift(-by) == span


@given(some, bridges)
def test_merged_spans_are_apart(spans: list[Span], bridge: float) -> None:
    """Merged spans stand in order, each more than the bridge after the one before."""
    merged = merge(spans, bridge)
    for before, after in pairwise(merged):
        assert before.end < after.start
        assert before.gap(after) > bridge


@given(some, bridges)
def test_merging_twice_changes_nothing(spans: list[Span], bridge: float) -> None:
    """What is merged stays as it is when it is merged again."""
    assert merge(merge(spans, bridge), bridge) == merge(spans, bridge)


@given(some, st.randoms(use_true_random=False), bridges)
def test_order_does_not_matter(spans: list[Span], chance: object, bridge: float) -> None:
    """Spans merge the same in any order."""
    mixed = list(spans)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert merge(mixed, bridge) == merge(spans, bridge)


@given(some)
def test_merging_loses_no_time(spans: list[Span]) -> None:
    """Every span lies within one merged span, and every merged end is an end of a span."""
    merged = merge(spans)
    for span in spans:
        assert any(whole.start <= span.start and span.end <= whole.end for whole in merged)
    assert {whole.start for whole in merged} <= {span.start for span in spans}
    assert {whole.end for whole in merged} <= {span.end for span in spans}


@given(some)
def test_total_counts_time_once(spans: list[Span]) -> None:
    """The total is at least the longest span, at most the sum, and the same doubled or merged."""
    assert total(spans) <= to_ms(sum(span.length for span in spans))
    assert total(spans) >= max((span.length for span in spans), default=0.0)
    assert total([*spans, *spans]) == total(spans) == total(merge(spans))
