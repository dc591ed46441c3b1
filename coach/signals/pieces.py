"""An utterance cut into pieces, each about the size of a sentence.

Where sentences end is learned, because a recogniser may write no punctuation; a pause cuts too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.call import Word

PAUSE_S = 1.0
LONGEST_WORDS = 30
SHORTEST_WORDS = 3


def words_of(words: Sequence[Word]) -> list[str]:
    """The words as the model reads them: small letters, no punctuation, "" for a lone dash."""
    return [plain(word.text) for word in words]


def plain(text: str) -> str:
    """One word in small letters without the punctuation around it; digits and £$€%@ stay."""
    return text.lower().replace("’", "'").strip(" \t.,;:!?…\"“”()[]<>*_-–—'")


def cut(words: Sequence[Word], ends_sentence: Sequence[float]) -> tuple[range, ...]:
    """Ranges of word indexes that cover the utterance in order, without overlap.

    `ends_sentence[i]` is the chance that a sentence ends after word `i`. A piece of fewer than
    three words joins the one before it.
    """
    joined: list[range] = []
    for piece in _cut(words, ends_sentence):
        if joined and len(piece) < SHORTEST_WORDS and len(joined[-1]) < LONGEST_WORDS:
            joined[-1] = range(joined[-1].start, piece.stop)
        else:
            joined.append(piece)
    return tuple(joined)


def _cut(words: Sequence[Word], ends_sentence: Sequence[float]) -> Iterator[range]:
    start = 0
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        pause = not last and words[index + 1].span.start - word.span.end > PAUSE_S
        full = index + 1 - start >= LONGEST_WORDS
        if last or pause or full or ends_sentence[index] >= 0.5:
            yield range(start, index + 1)
            start = index + 1
