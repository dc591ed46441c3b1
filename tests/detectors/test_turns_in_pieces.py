"""Live, a turn is committed in several utterances, as its speaker pauses."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from laws import ear, heard_in, split, splits
from seeds import every_example, stitched

from coach.call import Utterance
from coach.detectors import pattern
from coach.signals import SignalReader

MOSTLY = 0.85
"""The share of findings that stay when each sentence is read on its own, without the others."""


def sentences(said: Utterance) -> list[int]:
    """The words before which a sentence begins, but for the first."""
    ends = [i for i, word in enumerate(said.words, start=1) if word.text.endswith((".", "?", "!"))]
    return [i for i in ends if i < len(said.words)]


@given(data=st.data(), chance=st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_floor_has_no_pieces(
    reader: SignalReader, data: st.DataObject, chance: random.Random
) -> None:
    """A monologue is found in the same turns wherever turns are cut."""

    def anywhere(said: Utterance) -> list[int]:
        places = range(1, len(said.words))
        return sorted(chance.sample(places, min(len(places), 2)))

    splits(ear(reader, [pattern("monologue")]), data.draw(stitched(pattern("monologue"))), anywhere)


@given(data=st.data())
@settings(max_examples=20)
def test_silence_has_no_pieces(reader: SignalReader, data: st.DataObject) -> None:
    """Dead air is found in the same turns when each sentence comes on its own."""
    splits(ear(reader, [pattern("dead-air")]), data.draw(stitched(pattern("dead-air"))), sentences)


def test_most_findings_stay_in_pieces(reader: SignalReader) -> None:
    """Turns that come a sentence at a time have mostly the findings of whole turns."""
    same = other = 0
    for call in every_example():
        pieces, turn_of = split(call, sentences)
        whole = {(f.pattern, call.order[f.anchor]) for f in heard_in(ear(reader), call)}
        found = heard_in(ear(reader), pieces)
        parts = {(f.pattern, turn_of[pieces.order[f.anchor]]) for f in found}
        same, other = same + len(whole & parts), other + len(whole ^ parts)
    assert same >= MOSTLY * (same + other), f"{same} are the same, {other} are not"


def test_a_turn_in_pieces_is_found_once(reader: SignalReader) -> None:
    """A pattern is found at most once in a turn, in however many utterances it came."""
    for call in every_example():
        pieces, turn_of = split(call, sentences)
        found = [
            (f.pattern, turn_of[pieces.order[f.anchor]]) for f in heard_in(ear(reader), pieces)
        ]
        assert len(set(found)) == len(found)
