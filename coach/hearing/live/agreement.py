"""Which words of a recogniser that changes its mind can be shown: those it has said twice."""

from __future__ import annotations

from collections.abc import Sequence

from coach.call import Word

_UNSURE = 0.5
"""Below this confidence the last word, which may be half of one, is left out."""
_EDGE_S = 0.15


class Agreement:
    """Local agreement of two hypotheses on the words of one utterance while it is said.

    Words on which two hypotheses in a row agree are shown from then on, and do not change again
    before the utterance is committed. What follows them is the latest hypothesis.
    """

    def __init__(self) -> None:
        self._agreed: tuple[Word, ...] = ()
        self._latest: tuple[Word, ...] = ()

    def hear(self, words: Sequence[Word], as_of: float) -> tuple[Word, ...]:
        """What to show once the sound up to `as_of`, in seconds, was heard as `words`."""
        words = tuple(words)
        same = 0
        for before, now in zip(self._latest, words, strict=False):
            if bare(before) != bare(now):
                break
            same += 1
        self._latest = words
        if same > len(self._agreed) and _alike(self._agreed, words):
            self._agreed = words[:same]
        return _whole(self._agreed + self._rest(words), as_of, len(self._agreed))

    def _rest(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """What was heard after the words that are agreed on."""
        if _alike(self._agreed, words):
            return words[len(self._agreed) :]
        end = self._agreed[-1].span.end
        return tuple(word for word in words if word.span.start >= end)


def _alike(agreed: tuple[Word, ...], words: tuple[Word, ...]) -> bool:
    return [bare(word) for word in agreed] == [bare(word) for word in words[: len(agreed)]]


def _whole(words: tuple[Word, ...], as_of: float, agreed: int) -> tuple[Word, ...]:
    """Without a last word that the end of the sound seems to have cut in two, unless it is all."""
    if len(words) <= max(1, agreed):
        return words
    last = words[-1]
    unsure = last.confidence is not None and last.confidence < _UNSURE
    return words[:-1] if unsure and last.span.end > as_of - _EDGE_S else words


def bare(word: Word) -> str:
    """The letters and digits of a word."""
    return "".join(c for c in word.text.casefold() if c.isalnum())
