"""Who is who, put right while a call goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scripted_calls import SAMPLES, Told, live_call, sample

from coach.call import (
    EndedBy,
    Heard,
    Speaker,
    Tick,
    WrittenCall,
)
from coach.call.live import (
    Swapped,
)
from coach.pipeline import review_transcript
from coach.signals import SignalReader
from coach.transcripts import read

A, C = Speaker.AGENT, Speaker.CUSTOMER


def _turned(call: WrittenCall) -> WrittenCall:
    """The same call with the sides taken for each other, and with them who ended it."""
    ended_by = {EndedBy.AGENT: EndedBy.CUSTOMER, EndedBy.CUSTOMER: EndedBy.AGENT}
    return replace(
        call,
        turns=tuple(replace(turn, speaker=turn.speaker.other) for turn in call.turns),
        ended_by=ended_by.get(call.ended_by, EndedBy.UNKNOWN),
    )


@pytest.mark.parametrize("name", ["cable-box", "cut-off"])
def test_sides_are_exchanged_by_hand(name: str, reader: SignalReader) -> None:
    """After a swap in the middle of a call all is as if the sides had been right from the start."""
    right = sample(name)
    live, _ = live_call(_turned(right), reader)
    told = Told(lambda it: isinstance(it, Tick) and it.now >= 30, live.swap)
    outcome = live.run(told)
    recorded = review_transcript(read(SAMPLES[0].parents[1] / name / "as_spoken.call"), "", reader)
    assert outcome.reviewed.findings == recorded.findings
    assert outcome.reviewed.roles.how == "declared"
    (swap,) = told.of(Swapped)
    again = [it for it in told.all[told.all.index(swap) :] if isinstance(it, Heard)]
    assert [it.utterance for it in again] == list(recorded.utterances)


def test_sides_that_nobody_declared_are_told_by_the_words(reader: SignalReader) -> None:
    """Where the agent is on the other channel, the words say so while the call goes on."""
    right = sample("cable-box")
    live, _ = live_call(_turned(right), reader, declared=False)
    told = Told()
    outcome = live.run(told)
    (swap,) = told.of(Swapped)
    assert swap.at < right.end / 2
    assert outcome.reviewed.utterances == tuple(right.turns[i] for i in right.order)
    assert outcome.reviewed.roles.how == "guessed"
