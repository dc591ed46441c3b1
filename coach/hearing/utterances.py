"""Words of both sides to utterances, in the order in which they ended."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coach.call import Span, Speaker, Utterance, Word, in_order

PAUSE_S = 0.7
"""A longer pause ends an utterance."""
TURN_PAUSE_S = 0.25
"""So does one this long in which the other side says something."""
LONGEST_S = 30.0
_SENTENCE_ENDS = (".", "?", "!", "。", "？", "！")


def to_utterances(words: Mapping[Speaker, Sequence[Word]]) -> tuple[Utterance, ...]:
    """No word is lost, none is said twice; overlaps stay as they were."""
    found: list[Utterance] = []
    for speaker, mine in words.items():
        others = sorted(word.span for word in words.get(speaker.other, ()))
        for group in _at_pauses(sorted(mine, key=lambda word: word.span), others):
            found += [Utterance(speaker, tuple(part)) for part in _no_longer(group)]
    return tuple(in_order(found))


def _at_pauses(words: Iterable[Word], others: Sequence[Span]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if group and _ends(group[-1], word, others):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _ends(last: Word, following: Word, others: Sequence[Span]) -> bool:
    start, end = last.span.end, following.span.start
    if end - start > PAUSE_S:
        return True
    if end - start < TURN_PAUSE_S:
        return False
    place = bisect_left(others, Span(start, start))
    return place < len(others) and others[place].end <= end


def _no_longer(words: list[Word]) -> Iterator[list[Word]]:
    """Parts of at most 30 s, cut after a sentence or else at the longest pause."""
    while words[-1].span.end - words[0].span.start > LONGEST_S and len(words) > 1:
        latest = max(1, sum(w.span.end - words[0].span.start <= LONGEST_S for w in words[:-1]))
        possible = range(max(1, latest // 2), latest + 1)
        cut = max(possible, key=lambda n: _breath(words[n - 1], words[n]))
        yield words[:cut]
        words = words[cut:]
    yield words


def _breath(last: Word, following: Word) -> tuple[bool, float]:
    """How good a place this is to cut: after a sentence, then after a long pause."""
    return last.text.endswith(_SENTENCE_ENDS), following.span.start - last.span.end
