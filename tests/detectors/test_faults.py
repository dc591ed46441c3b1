"""The laws catch what they are for: each planted fault breaks the law that names it."""

from collections.abc import Callable
from dataclasses import replace

import faults
import pytest
from laws import (
    DRESSES,
    Ear,
    ear,
    never_fails,
    no_peeking,
    only_reads,
    same_live_and_recorded,
    says_nothing_of_nothing,
    shifts,
    splits,
    style_does_not_matter,
    well_made,
)
from seeds import calls_in

from coach.call import EndedBy, Utterance, WrittenCall
from coach.signals import SignalReader

Broken = Callable[[SignalReader], Ear]


@pytest.fixture(scope="module")
def call() -> WrittenCall:
    (one,) = calls_in(faults.TALK)
    return one


def otherwise(call: WrittenCall) -> WrittenCall:
    """The same call cut short, and put down by the customer."""
    return replace(call, turns=call.turns[:4], ended_by=EndedBy.CUSTOMER)


def sentences(said: Utterance) -> list[int]:
    ends = [i for i, word in enumerate(said.words, start=1) if word.text.endswith((".", "?"))]
    return ends[:-1]


def live(ear: Ear, call: WrittenCall) -> None:
    same_live_and_recorded(ear, call, call)


def peeking(ear: Ear, call: WrittenCall) -> None:
    no_peeking(ear, call, otherwise(call))


def shifting(ear: Ear, call: WrittenCall) -> None:
    for by in (0.5, 0.71, 300.0):
        shifts(ear, call, by)


def style(ear: Ear, call: WrittenCall) -> None:
    for dress in DRESSES:
        style_does_not_matter(ear, call, dress.wear, dress.name)


def splitting(ear: Ear, call: WrittenCall) -> None:
    splits(ear, call, sentences)


LAWS = (
    live,
    peeking,
    shifting,
    style,
    splitting,
    never_fails,
    well_made,
    says_nothing_of_nothing,
)


def detector(notice: faults.Notice) -> Broken:
    return lambda reader: ear(reader, [faults.as_pattern(notice)])


PLANTED = {
    "remembers calls": (live, detector(faults.remembers_calls()), "not as recorded"),
    "counts across calls": (live, detector(faults.counts_across_calls()), "in confidence"),
    "throws dice": (live, detector(faults.throws_dice()), "not as recorded"),
    "keeps one book for all calls": (live, faults.keeps_one_book, "not as recorded"),
    "says it too late": (live, faults.says_it_too_late, "not as recorded"),
    "knows what comes": (peeking, faults.knows_what_comes, "is known"),
    "knows how it ends": (peeking, faults.knows_how_it_ends, "is known"),
    "only early in the call": (shifting, detector(faults.early_in_the_call), "seconds later"),
    "spans from zero": (shifting, detector(faults.minutes_by_the_clock), "another span"),
    "between two ticks": (shifting, detector(faults.between_two_ticks), "seconds later"),
    "a capital at the front": (style, detector(faults.capital_at_the_front), "a difference"),
    "only small letters": (style, detector(faults.only_small_letters), "capitals makes a diff"),
    "question marks": (style, detector(faults.question_marks), "no punctuation makes a diff"),
    "utterances for turns": (splitting, detector(faults.first_of_a_turn), "only in parts"),
    "raises": (never_fails, detector(faults.raises), "failed"),
    "twice at once": (well_made, detector(faults.twice_at_once), "twice at once"),
    "points ahead": (well_made, detector(faults.points_ahead), "points to nothing"),
    "points to the customer": (well_made, detector(faults.points_to_the_customer), "customer"),
    "quotes what was not said": (well_made, detector(faults.quotes_what_was_not_said), "not said"),
    "surer than sure": (well_made, detector(faults.surer_than_sure), "no good confidence"),
    "rests on the future": (well_made, detector(faults.rests_on_the_future), "on the future"),
    "hears voices": (says_nothing_of_nothing, detector(faults.hears_voices), "in silence"),
}


@pytest.mark.parametrize(("law", "broken", "complaint"), PLANTED.values(), ids=PLANTED.keys())
def test_a_fault_is_caught(
    reader: SignalReader,
    call: WrittenCall,
    law: Callable[[Ear, WrittenCall], None],
    broken: Broken,
    complaint: str,
) -> None:
    """A broken detector or listener breaks its law, which says how."""
    with pytest.raises(AssertionError, match=complaint):
        law(broken(reader), call)


@pytest.mark.parametrize("notice", [faults.ticks_off_what_it_saw, faults.lengthens_turns])
def test_a_detector_that_writes_is_caught(
    reader: SignalReader, call: WrittenCall, notice: faults.Notice
) -> None:
    """A detector that changes the conversation is caught by name."""
    with pytest.raises(AssertionError, match=r"changed by .*says-sorry"):
        only_reads(reader, [faults.as_pattern(notice)], call)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_healthy_detector_keeps_every_law(
    reader: SignalReader, call: WrittenCall, law: Callable[[Ear, WrittenCall], None]
) -> None:
    """A detector without a fault, which finds something, breaks no law."""
    law(detector(faults.healthy)(reader), call)


def test_a_healthy_detector_only_reads(reader: SignalReader, call: WrittenCall) -> None:
    """A detector without a fault leaves the conversation as it was."""
    only_reads(reader, [faults.as_pattern(faults.healthy)], call)
