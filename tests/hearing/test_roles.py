"""Laws of who is who by the words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pieces_made import SAMPLE_CALLS

from coach.call import Span, Speaker, Utterance, utterance
from coach.call.notation import parse
from coach.hearing.roles import guess_roles

CALLS = sorted(path.parent.name for path in SAMPLE_CALLS.glob("*/script.call"))


def _exchanged(said: tuple[Utterance, ...]) -> list[Utterance]:
    return [replace(each, speaker=each.speaker.other) for each in said]


@pytest.mark.parametrize("name", CALLS)
def test_the_agent_is_known_by_the_words(name: str) -> None:
    """In every sample call the right side is taken for the agent, and surely."""
    turns = parse((SAMPLE_CALLS / name / "script.call").read_text(encoding="utf-8")).turns
    guess = guess_roles(turns)
    assert not guess.is_swapped
    assert guess.confidence > 0.7


@pytest.mark.parametrize("name", CALLS)
def test_exchanging_the_sides_exchanges_the_guess(name: str) -> None:
    """The sides' present names have no say: the same words give the same person."""
    turns = parse((SAMPLE_CALLS / name / "script.call").read_text(encoding="utf-8")).turns
    right, wrong = guess_roles(turns), guess_roles(_exchanged(turns))
    assert wrong.is_swapped != right.is_swapped
    assert wrong.confidence == pytest.approx(right.confidence)


def test_without_words_nothing_is_known() -> None:
    """An empty call, or one without any cue, is a coin that fell on what was there."""
    assert guess_roles([]) == guess_roles(())
    assert guess_roles([]).confidence == 0.5
    said = [
        utterance(Speaker.AGENT, "hm", Span(0, 1)),
        utterance(Speaker.CUSTOMER, "hm", Span(2, 3)),
    ]
    guess = guess_roles(said)
    assert not guess.is_swapped
    assert guess.confidence < 0.6
