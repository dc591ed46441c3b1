import pytest
from call_strategies import seconds, utterances, written_calls
from hypothesis import given
from hypothesis import strategies as st

from coach.call import (
    Call,
    Ended,
    EndedBy,
    Event,
    Heard,
    Tick,
    Utterance,
    WrittenCall,
    events,
    in_order,
)

some_talk = st.lists(utterances(8_000), max_size=6).map(in_order).map(tuple)


def of(said: tuple[Utterance, ...], duration: float = 0.0) -> list[Event]:
    return list(events(said, duration, EndedBy.AGENT))


@given(some_talk, seconds(10_000))
def test_a_call_takes_its_events(said: tuple[Utterance, ...], duration: float) -> None:
    """The events of a call are in an order that a call accepts, and all of them are heard."""
    call = Call()
    for event in of(said, duration):
        call = call.after(event)
    assert tuple(call.utterances) == said
    assert call.ended_by is EndedBy.AGENT


@given(some_talk, seconds(10_000))
def test_the_end_comes_last(said: tuple[Utterance, ...], duration: float) -> None:
    """A call ends once, at its last event, when everything is over."""
    *rest, last = of(said, duration)
    assert not any(isinstance(event, Ended) for event in rest)
    assert last == Ended(max([duration, *(one.end for one in said)]), EndedBy.AGENT)


@given(some_talk, seconds(10_000))
def test_the_clock_ticks_every_second(said: tuple[Utterance, ...], duration: float) -> None:
    """There is a tick at each whole second before the end, and no other."""
    happened = of(said, duration)
    ticks = [event.now for event in happened if isinstance(event, Tick)]
    assert ticks == [float(n) for n in range(1, len(ticks) + 1)]
    end = happened[-1].now  # type: ignore[union-attr]
    assert len(ticks) < end <= len(ticks) + 1 or end == 0.0 == len(ticks)


@given(some_talk, seconds(10_000))
def test_a_tick_knows_the_moment(said: tuple[Utterance, ...], duration: float) -> None:
    """At a tick all speech that has ended was heard, none that has not, and who speaks is known."""
    heard: list[Utterance] = []
    for event in of(said, duration):
        if isinstance(event, Heard):
            heard.append(event.utterance)
        elif isinstance(event, Tick):
            assert heard == [one for one in said if one.end <= event.now]
            going_on = {one.speaker for one in said if one.start < event.now < one.end}
            assert event.speaking == going_on


@given(some_talk, some_talk, st.integers(0, 8))
def test_the_past_does_not_depend_on_the_future(
    said: tuple[Utterance, ...], other: tuple[Utterance, ...], second: int
) -> None:
    """Calls that agree up to a moment have the same events up to it."""
    past = [one for one in said if one.end <= second]
    upto = [
        [
            event
            for event in of(
                tuple(
                    in_order([*past, *(late for late in rest if second <= late.start < late.end)])
                ),
                10.0,
            )
            if (event.utterance.end if isinstance(event, Heard) else event.now) <= second
        ]
        for rest in (said, other)
    ]
    assert upto[0] == upto[1]


@given(written_calls())
def test_order_is_that_of_the_ends(call: WrittenCall) -> None:
    """Each turn is heard once, in the order in which turns ended."""
    assert sorted(call.order) == list(range(len(call.turns)))
    ends = [call.turns[i].end for i in call.order]
    assert ends == sorted(ends)
    assert in_order(call.turns) == [call.turns[i] for i in call.order]


@given(written_calls())
def test_a_call_lasts_as_long_as_its_words(call: WrittenCall) -> None:
    """A call is never over before its last word, nor before its duration."""
    assert all(turn.end <= call.end for turn in call.turns)
    assert call.duration is None or call.duration <= call.end


def test_an_empty_call_only_ends() -> None:
    """A call without speech or duration has one event, its end."""
    assert of(()) == [Ended(0.0, EndedBy.AGENT)]


@pytest.mark.parametrize(("duration", "ticks"), [(0.5, 0), (1.0, 0), (1.001, 1), (3.0, 2)])
def test_no_tick_at_the_end(duration: float, ticks: int) -> None:
    """The clock does not tick at the moment at which the call ends, nor after it."""
    assert len(of((), duration)) == ticks + 1
