"""Labelled calls and findings, made at random."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from coach.call import Finding, Kind, Mark, Span, Speaker, WrittenCall, utterance
from coach.evaluation.matching import Located

SLUGS = ["dead-air", "no-thanks"]


def call_of(speakers: Sequence[Speaker], marks: Sequence[Mark] = ()) -> WrittenCall:
    """A call with a turn of a second for each of the speakers."""
    turns = [
        utterance(speaker, f"this is turn {number}", Span(number, number + 0.9))
        for number, speaker in enumerate(speakers)
    ]
    return WrittenCall(tuple(turns), marks=tuple(marks))


def finding_at(call: WrittenCall, pattern: str, turn: int, confidence: float = 0.9) -> Finding:
    said = call.turns[turn]
    anchor = call.order.index(turn)
    return Finding(pattern, Kind.ANTI, said.span, anchor, said.text, confidence, "So it is.")


@st.composite
def labelled(draw: st.DrawFn) -> tuple[WrittenCall, list[Located]]:
    """A call with labels at turns of the agent, each once, and findings anywhere."""
    speakers = draw(st.lists(st.sampled_from(Speaker), min_size=1, max_size=12))
    agent = [turn for turn, speaker in enumerate(speakers) if speaker is Speaker.AGENT]
    places = st.tuples(st.sampled_from(SLUGS), st.sampled_from(agent or [0]))
    labels = draw(st.lists(places, unique=True, max_size=5)) if agent else []
    marks = [Mark(slug, turn, draw(st.booleans())) for slug, turn in labels]
    anywhere = st.tuples(st.sampled_from(SLUGS), st.integers(0, len(speakers) - 1))
    found = draw(st.lists(anywhere, unique=True, max_size=6))
    return call_of(speakers, marks), [Located(slug, turn) for slug, turn in found]
