"""Tokens with times to words with times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coach.hearing.engine import RawWord

_UNSPACED = {"zh", "ja", "th", "lo", "my", "yue"}
"""Languages written without spaces: every character that can be read is a word."""
_BROKEN = "\ufffd"

_SPOKEN = "$£€¥₹%&@+#°"

Syllable = tuple[str, range]
"""The least that can be read: some text, and which tokens spell it."""


def words_of(
    tokens: Sequence[int],
    times: Sequence[tuple[float, float]],
    chances: Sequence[float],
    decode: Callable[[list[int]], str],
    language: str,
) -> tuple[RawWord, ...]:
    """The words that the text tokens spell, each as likely as its tokens are on average.

    `times` are the start and end of each token. Punctuation goes with the word before it and
    has no say in times and chances: the pause after a word is not part of it.
    """
    words: list[list[Syllable]] = []
    for syllable in _syllables(tokens, decode):
        if not words or _begins_word(syllable[0], language):
            words.append([])
        words[-1].append(syllable)
    found: list[RawWord] = []
    for word in words:
        text = "".join(part for part, _ in word).strip()
        spoken = [token for part, spelt in word if _is_spoken(part) for token in spelt]
        if spoken:
            chance = sum(chances[token] for token in spoken) / len(spoken)
            found.append(RawWord(text, times[spoken[0]][0], times[spoken[-1]][1], chance))
        elif found and not text.startswith(("-", "–", "—")):
            last = found[-1]
            found[-1] = RawWord(last.text + text, last.start, last.end, last.confidence)
    return tuple(found)


def _syllables(tokens: Sequence[int], decode: Callable[[list[int]], str]) -> Iterator[Syllable]:
    """Some characters take several tokens, none of which can be read alone."""
    first = 0
    for stop in range(1, len(tokens) + 1):
        text = decode(list(tokens[first:stop]))
        if _BROKEN not in text or stop == len(tokens):
            yield text, range(first, stop)
            first = stop


def _begins_word(text: str, language: str) -> bool:
    return text.startswith(" ") or (language in _UNSPACED and _is_spoken(text))


def _is_spoken(text: str) -> bool:
    return any(character.isalnum() or character in _SPOKEN for character in text)
