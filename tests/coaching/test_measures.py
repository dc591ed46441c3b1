import time
from dataclasses import replace
from math import copysign

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Span, Speaker, Utterance, Word, merge, total, utterance
from coach.coaching.metrics import ENOUGH_SPEECH_S, is_backchannel, measure

A, C = Speaker.AGENT, Speaker.CUSTOMER


def said(
    speaker: Speaker, start: float, end: float, text: str = "well then let us see"
) -> Utterance:
    return utterance(speaker, text, Span(start, end))


@st.composite
def utterances(draw: st.DrawFn) -> list[Utterance]:
    made = []
    for _ in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 200_000)) / 1000
        length = draw(st.integers(0, 30_000)) / 1000
        text = draw(st.sampled_from(["okay", "mm-hm", "I was cut off.", "and then it --"]))
        made.append(said(draw(st.sampled_from(Speaker)), start, start + length, text))
    return made


holds = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 60)).map(lambda at: Span(at[0], at[0] + at[1])),
    max_size=4,
)


@given(utterances(), st.integers(0, 300), holds)
def test_every_moment_is_speech_hold_or_silence(
    spoken: list[Utterance], duration: int, holds: list[Span]
) -> None:
    """Speech, holds and silence add up to the call."""
    measured = measure(spoken, duration, holds)
    end = max([duration, *(one.end for one in spoken)])
    speech = total(
        span for one in spoken for span in merge((word.span for word in one.words), bridge=1.0)
    )
    assert measured.silence_s + measured.hold_s + speech == pytest.approx(end, abs=0.002)


@given(utterances(), st.integers(0, 300), holds)
def test_bounds(spoken: list[Utterance], duration: int, holds: list[Span]) -> None:
    """Shares lie in 0..1, nothing is negative, and overlap is no more than either side spoke."""
    measured = measure(spoken, duration, holds)
    end = max([duration, *(one.end for one in spoken)])
    assert set(measured.talk_share) == set(Speaker)
    assert all(0.0 <= share <= 1.0 + 1e-9 for share in measured.talk_share.values())
    assert 0.0 <= measured.overlap_s <= min(measured.talk_share.values()) * end + 0.002
    for seconds in (measured.overlap_s, measured.silence_s, measured.hold_s):
        assert copysign(1.0, seconds) == 1.0
    assert 0.0 <= measured.longest_monologue_s <= end
    assert measured.interruptions <= sum(one.speaker is A for one in spoken)
    assert measured.response_gap_s is None or measured.response_gap_s >= 0.0


@given(utterances(), holds, st.integers(1, 500))
def test_shift(spoken: list[Utterance], holds: list[Span], by: int) -> None:
    """A call that begins later has the same measures, and that much more silence."""
    end = max([300.0, *(one.end for one in spoken)])
    here = measure(spoken, end, holds)
    later = measure(
        [
            replace(
                one,
                words=tuple(replace(word, span=word.span.shift(by)) for word in one.words),
            )
            for one in spoken
        ],
        end + by,
        [hold.shift(by) for hold in holds],
    )
    assert later.silence_s == pytest.approx(here.silence_s + by, abs=0.002)
    for name in ("overlap_s", "hold_s", "longest_monologue_s", "response_gap_s"):
        assert getattr(later, name) == pytest.approx(getattr(here, name), abs=0.002), name
    assert (later.agent_wpm, later.interruptions) == (here.agent_wpm, here.interruptions)


@given(utterances(), st.randoms(use_true_random=False))
def test_order(spoken: list[Utterance], random: object) -> None:
    """The order in which utterances are handed over does not matter."""
    shuffled = list(spoken)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert measure(shuffled, 300.0) == measure(spoken, 300.0)


def test_a_call_worked_out_by_hand() -> None:
    """The measures of a small call are those that one gets with a pencil."""
    call = [
        said(C, 0, 10),
        said(A, 10.5, 20.5),
        said(C, 19.5, 30),
        said(A, 31, 40),
    ]
    measured = measure(call, 100.0, holds=[Span(50, 70)])
    assert measured.talk_share == {A: pytest.approx(0.19), C: pytest.approx(0.205)}
    assert measured.overlap_s == 1.0
    assert measured.hold_s == 20.0
    assert measured.silence_s == pytest.approx(0.5 + 1 + 10 + 30)
    assert measured.longest_monologue_s == 10.0
    assert measured.response_gap_s == 0.75
    assert measured.interruptions == 0
    assert measured.agent_wpm is None


def test_no_pace_for_little_speech() -> None:
    """A pace is only told for thirty seconds of speech or more, and pauses are not in it."""
    nine_words = "one and two and three and four and five"
    short = [said(A, 0, ENOUGH_SPEECH_S - 1, nine_words)]
    assert measure(short, 60).agent_wpm is None
    two_minutes_of_words = " ".join(["word"] * 320)
    paced = [said(A, 0, 60, two_minutes_of_words), said(A, 200, 260, two_minutes_of_words)]
    assert measure(paced, 300).agent_wpm == 320.0


def test_a_monologue_survives_backchannels_only() -> None:
    """The floor is kept through "mm-hm", and lost to a sentence or to a long silence."""
    kept = [said(A, 0, 40), said(C, 40, 40.5, "Mm-hm."), said(A, 41, 80)]
    assert measure(kept, 90).longest_monologue_s == 80.0
    lost = [said(A, 0, 40), said(C, 40, 40.5, "But I never got it."), said(A, 41, 80)]
    assert measure(lost, 90).longest_monologue_s == 40.0
    silent = [said(A, 0, 40), said(A, 60, 90)]
    assert measure(silent, 90).longest_monologue_s == 40.0


def test_cutting_in() -> None:
    """It is counted when the customer, in mid sentence, gives way to more than an "okay"."""
    customer = said(C, 0, 10, "he cannot get out because the fence has --")
    assert measure([customer, said(A, 9.2, 14, "What is the address?")], 20).interruptions == 1
    assert measure([customer, said(A, 9.2, 10.5, "Right, right.")], 20).interruptions == 0
    assert measure([customer, said(A, 9.7, 14, "What is the address?")], 20).interruptions == 0
    assert measure([customer, said(A, 5, 6, "What is the address?")], 20).interruptions == 0
    done = said(C, 0, 10, "That is all.")
    assert measure([done, said(A, 9.4, 14, "Thanks for calling us.")], 20).interruptions == 0


def test_a_gap_with_a_hold_in_it_is_no_response_time() -> None:
    """What the customer waited on hold is told as hold, not as a slow answer."""
    call = [said(C, 0, 10), said(A, 40, 50), said(C, 51, 60), said(A, 60.4, 70)]
    assert measure(call, 70, holds=[Span(12, 38)]).response_gap_s == 0.4


def test_mm_hm_inside_the_customers_speech_is_no_response() -> None:
    """The response is what comes once the customer has finished."""
    call = [said(C, 0, 10), said(A, 4, 4.5, "Mm-hm."), said(A, 12, 15)]
    assert measure(call, 20).response_gap_s == 2.0


def test_a_long_pause_inside_an_utterance_is_silence() -> None:
    """Words apart in time are speech only where they are said."""
    words = (Word("So", Span(0, 1)), Word("yes", Span(11, 12)))
    assert measure([Utterance(A, words)], 12).silence_s == 10.0


def test_an_empty_call() -> None:
    """A call without words or length has no measures that need either."""
    measured = measure([], 0.0)
    assert measured.response_gap_s is None
    assert measured.agent_wpm is None
    assert measured.silence_s == 0.0


@pytest.mark.parametrize("text", ["Okay.", "Mm-hm, yeah.", "Got it.", "Uh-huh", "Mmm.", "I see."])
def test_backchannels(text: str) -> None:
    """A short sign of listening is a backchannel."""
    assert is_backchannel(said(C, 0, 1, text))


@pytest.mark.parametrize("text", ["No.", "Okay, but when?", "Thursday.", "yes yes yes yes yes"])
def test_not_backchannels(text: str) -> None:
    """Anything with content of its own is none."""
    assert not is_backchannel(said(C, 0, 1, text))


def test_a_long_call_is_measured_quickly() -> None:
    """Ten thousand utterances take a moment: the cost grows with the call, not its square."""
    spoken = [said((A, C)[i % 2], i * 2.0, i * 2.0 + 1.8) for i in range(10_000)]
    many_holds = [Span(i * 8.0 + 1.8, i * 8.0 + 2.0) for i in range(2_500)]
    began = time.process_time()
    measure(spoken, 20_000.0, many_holds)
    assert time.process_time() - began < 5.0
