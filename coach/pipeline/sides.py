"""Agent and customer exchanged, in whatever is heard; and whether they should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.call import Ended, EndedBy, Heard, Partial, Roles, Tick, Utterance
from coach.call.live import Audible, Disturbed, Level
from coach.hearing.roles import Guess, guess_roles

SURE = 0.9
"""So sure the words must be before sides are exchanged while people talk."""
ENOUGH = 4
"""Utterances without which nothing is said of who is who."""
UNTIL_S = 180.0
"""Later than this a screen is not turned about any more, until the call is over."""

_OTHER = {EndedBy.AGENT: EndedBy.CUSTOMER, EndedBy.CUSTOMER: EndedBy.AGENT}


def exchanged(audible: Audible) -> Audible:
    """The same with the sides the other way round."""
    match audible:
        case Heard(said):
            return Heard(replace(said, speaker=said.speaker.other))
        case Partial() | Level():
            return replace(audible, speaker=audible.speaker.other)
        case Tick(now, speaking):
            return Tick(now, frozenset(side.other for side in speaking))
        case Disturbed():
            side = audible.speaker
            return replace(audible, speaker=side.other if side else None)
        case Ended(now, by):
            return Ended(now, _OTHER.get(by, by))
        case _:
            return audible


def should_swap(said: Sequence[Utterance], now: float, *, is_over: bool = False) -> bool:
    """Whether the words say that the sides stand the wrong way round, surely enough to act."""
    if is_over:
        return bool(said) and guess_roles(said).is_swapped
    if len(said) < ENOUGH or now > UNTIL_S:
        return False
    guess = guess_roles(said)
    return guess.is_swapped and guess.confidence >= SURE


def roles_of(said: Sequence[Utterance], *, declared: bool, by_hand: bool) -> Roles:
    """How it is known who is the agent, once a call is over."""
    if by_hand:
        return Roles("declared", 1.0, "The sides were swapped by hand.")
    if declared:
        return Roles("declared", 1.0)
    guess: Guess = guess_roles(said)
    return Roles("guessed", round(guess.confidence, 2), "Who is the agent is a guess.")
