import contextlib
import re

import pytest
from call_strategies import seconds, texts, written_calls
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.call import EndedBy, Fact, InputError, Mark, Speaker, Statement, WrittenCall
from coach.call.notation import parse, parse_time, speaking_time, write, write_time

pieces = st.sampled_from(
    [
        "agent:", "customer:", "AGENT :", "[0:01]", "[0:01-0:02]", "[0:02-0:01]", "[1:00:00.5]",
        "[9:99]", "[", "]", "... 8s", "... 1e9s", "<-", "<- dead-air", "<- ?no-thanks, read-back",
        "<- Not_A_Slug", "known:", "known: phone 1", "earlier:", "earlier: 2026-02-30 x", "day:",
        "day: 2026-05-01", "ended by: agent", "ended by: nobody", "title:", "lasts: 0:05", "lasts:",
        "#", "hello", "\n", "\n", "\n", " ", "\t", "\u2028", "\x00", "\ufeff", "9" * 30,
    ]
)  # fmt: skip
sources = st.one_of(st.text(), st.lists(pieces, max_size=20).map(" ".join))


@given(written_calls())
def test_what_is_written_is_read_back(call: WrittenCall) -> None:
    """A call that is written down and read again is the same call."""
    assert parse(write(call)) == call


@given(seconds())
def test_times_are_read_back(moment: float) -> None:
    """A time that is written down and read again is the same time."""
    assert parse_time(write_time(moment)) == moment


@given(sources)
@settings(max_examples=200)
@example("[" + "9" * 400 + ":00] agent: hello")
@example("... " + "9" * 400 + "s\nagent: hello")
@example("lasts: " + "9" * 400 + ":00\nagent: hello")
def test_anything_is_a_call_or_a_refusal(source: str) -> None:
    """Whatever the text, it is read as a call or refused in one sentence with its line."""
    refusal: InputError | None = None
    try:
        call = parse(source, "the text")
    except InputError as error:
        refusal = error
    if refusal is None:
        assert call.end <= 100 * 3600
        assert parse(write(call)) == call
    else:
        assert re.match(r"Line \d+ of the text cannot be read\.$", refusal.message)
        assert refusal.hint


good = st.lists(
    st.sampled_from(
        ["agent: hello", "customer: hi there", "... 3s", "", "# a remark", "known: phone 12"]
    ),
    max_size=6,
)


@given(
    good,
    good,
    st.sampled_from(
        [
            "hello there",
            "agent:",
            "[0:05-0:02] agent: back in time",
            "[soon] agent: when",
            "[0:x] agent: when",
            "customer: oh <- Dead-Air",
            "customer: oh <- dead--air",
            "customer: oh <- dead-air!",
            "known: phone",
            "day: tomorrow",
            "ended by: the cat",
            "lasts: long",
            "... a while",
        ]
    ),
)
def test_the_bad_line_is_named(before: list[str], after: list[str], bad: str) -> None:
    """A line that does not fit is named by its number."""
    source = "\n".join([*before, bad, *after])
    with pytest.raises(InputError, match=rf"^Line {len(before) + 1} of my call cannot be read\."):
        parse(source, "my call")


@given(st.lists(texts.filter(lambda text: "<-" not in text), min_size=1, max_size=5))
def test_untimed_turns_follow_each_other(said: list[str]) -> None:
    """Turns without times come one after the other, a short gap apart, at an ordinary pace."""
    call = parse("\n".join(f"agent: {text}" for text in said))
    clock = 0.0
    for number, (turn, text) in enumerate(zip(call.turns, said, strict=True)):
        assert turn.start == pytest.approx(clock + (0.4 if number else 0.0), abs=0.002)
        assert turn.span.length == pytest.approx(speaking_time(text), abs=0.002)
        clock = turn.end


@given(st.integers(0, 100_000))
def test_a_silence_delays_what_follows(ms: int) -> None:
    """A written silence moves everything after it, and nothing before it."""
    without = parse("agent: one\ncustomer: two")
    call = parse(f"agent: one\n... {ms / 1000}s\ncustomer: two")
    assert call.turns[0] == without.turns[0]
    assert call.turns[1].span == without.turns[1].span.shift(ms / 1000)


def test_the_whole_notation() -> None:
    """Every kind of line says what the notation's own page says."""
    call = parse("""
        title: The box came back
        # a remark
        day: 2026-05-19
        ended by: agent
        lasts: 1:00
        known: account_number 4071 8852
        earlier: 2026-03-02 agent said the visit costs nothing
        earlier: the visit is free
        agent: Thanks for calling.
        ... 8s
        [0:14.5] Customer: I dropped it off.  <- dead-air, ?no-thanks
        [0:16.0-0:18.5] agent: Oh, I am sorry.
    """)
    assert call.title == "The box came back"
    assert str(call.setting.day) == "2026-05-19"
    assert call.ended_by is EndedBy.AGENT
    assert call.duration == call.end == 60.0
    assert call.setting.known_facts == (Fact("account_number", "4071 8852"),)
    assert call.setting.history[1] == Statement("the visit is free")
    assert str(call.setting.history[0].date) == "2026-03-02"
    assert [turn.speaker for turn in call.turns] == [
        Speaker.AGENT,
        Speaker.CUSTOMER,
        Speaker.AGENT,
    ]
    assert call.turns[1].start == 14.5
    assert (call.turns[2].start, call.turns[2].end) == (16.0, 18.5)
    assert call.marks == (Mark("dead-air", 1), Mark("no-thanks", 1, doubtful=True))


@pytest.mark.parametrize("line", ["agent: a" + " " * 40_000 + "b", "agent: " + "<- " * 10_000])
def test_long_lines_are_read_at_once(line: str) -> None:
    """A line of tens of thousands of signs takes no more than its length."""
    with contextlib.suppress(InputError):
        parse(line)
