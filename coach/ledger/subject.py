"""What words are about: those that carry meaning, without the ones that any sentence has."""

from __future__ import annotations

from coach.signals.pieces import plain

SHORT_WORD = 3
_IN_ANY_SENTENCE = """
    about after again also always another anything around back because been before being both
    bring call called come comes could does done down each even ever every from give going gone
    good have having here into just know last like little look made make many might more most much
    must need never next nothing once only other over please really right said same shall should
    since some something still sure take than thank thanks that that's them then there there's
    these they they're thing things think this those through time told until very want wanted well
    were what what's when where which while will with without would yeah you'd you'll you're your
    pound pounds dollar dollars euro euros cent cents hour hours minute minutes days week weeks
    month months year years today tomorrow tonight monday tuesday wednesday thursday friday
    saturday sunday hundred thousand
"""
_ANYWHERE = frozenset(_IN_ANY_SENTENCE.split())


def subject_words(text: str) -> set[str]:
    """The words of a text, in small letters, that tell what it is about."""
    words = map(plain, text.split())
    return {w for w in words if len(w) > SHORT_WORD and w not in _ANYWHERE and not w.isdigit()}
