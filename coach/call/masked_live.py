"""Words hidden as they come, when nobody knows yet what will be said next.

A number said in pieces is known for one only later, so more is hidden here than in a call that is
over (`coach.call.masked`): four digits in a row are, wherever they stand, and all that follow them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.call.masked import CODE_WITHIN_UTTERANCES, PIECES_WITHIN_S
from coach.call.masking import hide_numbers, loose_ends, mentions_code
from coach.call.speech import Partial, Speaker, Utterance, Word

SHORTEST = 4
"""Digits in a row that are hidden: the first piece of a card number has as many."""


def hide_all(said: Utterance) -> Utterance:
    """The utterance with every digit hidden that may turn out to be part of a number."""
    return replace(said, words=_with_texts(said.words, hide_numbers(_texts(said.words))))


@dataclass(slots=True)
class LiveMask:
    """Hides numbers in one call, utterance by utterance, each at the same cost."""

    _open: dict[Speaker, tuple[float, int]] = field(default_factory=dict)
    _coded: int = 0

    def take(self, said: Utterance) -> Utterance:
        """What may be shown of an utterance; it is remembered for those that follow."""
        shown = replace(said, words=self._hidden(said.speaker, said.words))
        texts = _texts(said.words)
        begins, ends = loose_ends(texts)
        before = self._before(said.speaker, said.start)
        if ends < 0:
            ends = before
        elif begins and begins == ends:
            ends += before
        self._open[said.speaker] = (said.end, ends)
        self._coded = CODE_WITHIN_UTTERANCES if mentions_code(texts) else max(0, self._coded - 1)
        return shown

    def look(self, partial: Partial) -> Partial:
        """What may be shown of provisional words. Nothing is remembered."""
        if not partial.words:
            return partial
        return replace(partial, words=self._hidden(partial.speaker, partial.words))

    def text(self, text: str) -> str:
        """Any other text, such as a quote or a reason."""
        return " ".join(hide_numbers(text.split(" "), 1 if self._coded else SHORTEST))

    def _hidden(self, speaker: Speaker, words: Sequence[Word]) -> tuple[Word, ...]:
        texts = _texts(words)
        hidden = hide_numbers(texts, 1 if self._coded else SHORTEST)
        before = self._before(speaker, words[0].span.start)
        begins, _ = loose_ends(texts)
        if before and begins > 0 and before + begins >= SHORTEST:
            hidden = hide_numbers(texts, min(begins, SHORTEST) if not self._coded else 1)
        return _with_texts(words, hidden)

    def _before(self, speaker: Speaker, start: float) -> int:
        """Digits with which the side's words ended shortly before `start`."""
        end, digits = self._open.get(speaker, (0.0, 0))
        return digits if start - end <= PIECES_WITHIN_S else 0


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


def _with_texts(words: Sequence[Word], texts: Sequence[str]) -> tuple[Word, ...]:
    return tuple(
        word if word.text == text else replace(word, text=text)
        for word, text in zip(words, texts, strict=True)
    )
