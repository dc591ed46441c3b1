"""Speech to utterances, by one rule for live and recorded calls.

An utterance ends where the voice does, where the other side takes its turn, or after half a
minute, whatever the words are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from coach.audio.turns import PORTIONS, QuietMoment, portions
from coach.audio.vad import Spoken
from coach.call import Speaker, Utterance, Word, in_order
from coach.hearing.windows import Piece, Samples, quietest

Saying = tuple[Piece, ...]
"""The pieces of sound of one utterance, in order, each to stand whole in one window."""


def sayings(
    speaker: Speaker, speech: Iterable[Spoken], read: Callable[[Piece], Samples]
) -> Iterator[Saying]:
    """What one side says, utterance by utterance. `speech` is divided at turns already."""
    for spoken in speech:
        parts = iter(portions(spoken, quiet_in(speaker, read)))
        while saying := tuple(
            Piece(speaker, part.span, part.voiced) for part in islice(parts, PORTIONS)
        ):
            yield saying


def quiet_in(speaker: Speaker, read: Callable[[Piece], Samples]) -> QuietMoment:
    """Finds the quietest moment of a span in one side's sound."""
    return lambda span: span.start + quietest(read(Piece(speaker, span, span)))


def to_utterances(
    said: Iterable[Saying], words: Mapping[Piece, Sequence[Word]]
) -> tuple[Utterance, ...]:
    """In the order they ended. No word is lost, none is said twice; overlaps stay as they were."""
    found = (utterance(saying, [words.get(piece, ()) for piece in saying]) for saying in said)
    return tuple(in_order(each for each in found if each is not None))


def utterance(saying: Saying, words: Iterable[Sequence[Word]]) -> Utterance | None:
    """The utterance of a saying from the words of each of its pieces; None when there are none."""
    mine = sorted((word for part in words for word in part), key=lambda word: word.span)
    return Utterance(saying[0].speaker, tuple(mine)) if mine else None
