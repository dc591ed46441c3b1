"""All speech gets words, and nothing else does.

A window in which the recogniser was caught in a loop is heard again in halves, and speech that
got no words is heard again alone. What repeats itself even then is cut where it begins to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.call import Span, Word
from coach.hearing.engine import Decoding, Engine, RawWord
from coach.hearing.fitting import fitted
from coach.hearing.repeats import loops, without_echo, without_repeats
from coach.hearing.windows import Piece, Window, piece_at

UNSURE_LOGPROB = -1.0
SILENT = 0.6
"""Above this chance of no speech, and below that log probability, nobody said anything."""
ENOUGH_S = 0.3
"""Shorter speech may stay without words."""
HOLE_S = 3.0
"""A stretch of speech this long without words was left out."""
_LONGEST_WORD_S = 1.0
_NEIGHBOUR_S = 2.0
_TOO_SHORT_TO_HALVE_S = 4.0


class Said:
    """The words found so far, each with the piece of sound that it was said in."""

    def __init__(self) -> None:
        self._words: dict[Piece, list[Word]] = {}

    def of(self, piece: Piece) -> list[Word]:
        """The words of a piece, in order, also when it was heard in parts."""
        whole = unplaced(piece)
        if whole in self._words:
            return self._words[whole]
        parts = [
            part
            for part in self._words
            if part.speaker is whole.speaker and whole.span.overlap(part.span) == part.span.length
        ]
        parts.sort(key=lambda part: part.span)
        return [word for part in parts for word in self._words[part]]

    def within(self, piece: Piece) -> list[Word]:
        return self._words.get(unplaced(piece), [])

    def add(self, window: Window, decoding: Decoding) -> None:
        for piece, words in by_piece(window, decoding).items():
            self._words[unplaced(piece)] = words

    def fill(self, window: Window, decoding: Decoding) -> None:
        """Put words that were missing in their place, if there is reason to believe in them.

        They are taken away from a neighbour to which their times had wrongly assigned them.
        """
        (piece,) = window.pieces
        words = by_piece(window, decoding)[piece]
        known = self.within(piece)
        if loops(decoding) or not is_convincing(decoding) or len(words) <= len(known):
            return
        text = [_bare(word) for word in words]
        for other, there in self._words.items():
            if other.speaker is piece.speaker and other.span.gap(piece.span) < _NEIGHBOUR_S:
                if [_bare(word) for word in there[-len(text) :]] == text:
                    self._words[other] = there[: -len(text)]
                elif [_bare(word) for word in there[: len(text)]] == text:
                    self._words[other] = there[len(text) :]
        self._words[unplaced(piece)] = words


def transcribe_all(
    engine: Engine, windows: Sequence[Window], *, language: str, vocabulary: Sequence[str] = ()
) -> Said:
    """The words of all windows, with a second hearing where the first was not good enough."""

    def decode(windows: Sequence[Window], *, carefully: bool = False) -> list[Decoding]:
        found = engine.transcribe(
            windows, language=language, vocabulary=vocabulary, carefully=carefully
        )
        return list(found)

    said = Said()
    halves: list[Window] = []
    lone: list[Window] = []
    for window, decoding in zip(windows, decode(windows), strict=True):
        if loops(decoding) or (len(window.pieces) == 1 and _has_hole(window, decoding)):
            halves += halved(window)
        elif not is_silent(decoding):
            said.add(window, decoding)
            lone += [only(window, piece) for piece in uncovered(window, said)]
    again = sorted([*halves, *lone], key=lambda window: window.length, reverse=True)
    found = dict(zip(again, decode(again), strict=True))
    stuck = [half for half in halves if loops(found[half])]
    for half, decoding in zip(stuck, decode(stuck, carefully=True), strict=True):
        found[half] = without_repeats(decoding)
    for half in halves:
        if not is_silent(found[half]):
            said.add(half, found[half])
    for window in lone:
        said.fill(window, found[window])
    return said


def is_silent(decoding: Decoding) -> bool:
    return decoding.no_speech > SILENT and decoding.logprob < UNSURE_LOGPROB


def is_convincing(decoding: Decoding) -> bool:
    return decoding.no_speech <= SILENT and decoding.logprob >= UNSURE_LOGPROB


def by_piece(window: Window, decoding: Decoding) -> dict[Piece, list[Word]]:
    """The words at their times in the call, each within the speech that it was said in."""
    raw: dict[Piece, list[RawWord]] = {piece: [] for piece in window.pieces}
    for word in decoding.words:
        raw[piece_at(window.pieces, word.start, word.end)].append(word)
    return {
        piece: without_echo([_in_call(piece, word) for word in fitted(window, words, piece)])
        for piece, words in raw.items()
    }


def _in_call(piece: Piece, word: RawWord) -> Word:
    span = Span(piece.to_call(word.start), piece.to_call(word.end))
    return Word(word.text, span, min(max(word.confidence, 0.0), 1.0))


def uncovered(window: Window, said: Said) -> Iterator[Piece]:
    """The pieces of several in which somebody spoke for a while and no word was found."""
    for piece in window.pieces if len(window.pieces) > 1 else ():
        found = said.within(piece)
        hole = _longest_hole(piece, found)
        if hole > HOLE_S or (not found and hole >= ENOUGH_S):
            yield piece


def _has_hole(window: Window, decoding: Decoding) -> bool:
    """Whether the only piece of a window has one, and is worth hearing again in parts."""
    (piece,) = window.pieces
    return _longest_hole(piece, by_piece(window, decoding)[piece]) > HOLE_S


def _longest_hole(piece: Piece, words: Sequence[Word]) -> float:
    """The longest time in a piece without words, none of which counts for longer than a second."""
    at = piece.voiced.start
    longest = 0.0
    for word in words:
        longest = max(longest, word.span.start - at)
        at = min(word.span.end, word.span.start + _LONGEST_WORD_S)
    return max(longest, piece.voiced.end - at)


def only(window: Window, piece: Piece) -> Window:
    """The piece alone in a window."""
    first, last = window.index(piece.at), window.index(piece.ends_at)
    return Window(window.samples[first:last], (piece.moved_to(0.0),))


def halved(window: Window) -> list[Window]:
    """Two windows for one: its pieces shared out, or its only piece cut where it is quiet."""
    if len(window.pieces) > 1:
        middle = min(
            range(1, len(window.pieces)),
            key=lambda n: abs(window.pieces[n].at - window.length / 2),
        )
        return [_part(window, window.pieces[:middle]), _part(window, window.pieces[middle:])]
    (piece,) = window.pieces
    if piece.span.length < _TOO_SHORT_TO_HALVE_S:
        return [window]
    cut = piece.at + window.quietest(0.35 * window.length, 0.65 * window.length)
    first, second = piece.cut_at(piece.span.start + cut - piece.at)
    return [_part(window, (first,)), _part(window, (second,))]


def _part(window: Window, pieces: Sequence[Piece]) -> Window:
    start = pieces[0].at
    samples = window.samples[window.index(start) : window.index(pieces[-1].ends_at)]
    return Window(samples, tuple(piece.moved_to(piece.at - start) for piece in pieces))


def unplaced(piece: Piece) -> Piece:
    """The same piece, whichever window it stands in."""
    return piece.moved_to(0.0)


def _bare(word: Word) -> str:
    return "".join(c for c in word.text.casefold() if c.isalnum())
