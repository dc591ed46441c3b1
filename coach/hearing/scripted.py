"""An engine that hears what was written: it plays a written call, for tests and demonstrations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coach.call import Utterance
from coach.hearing.engine import Decoding, RawWord
from coach.hearing.windows import Piece, Window


class Scripted:
    """Finds in a window the words that the script has at its place in the call. No sound needed."""

    name = "scripted"
    is_multilingual = False
    full_s = 20.0

    def __init__(self, utterances: Sequence[Utterance]) -> None:
        self._utterances = tuple(utterances)

    def languages(self, windows: Sequence[Window]) -> Mapping[str, float]:
        """Scripts are in English; what sounds does not matter."""
        del windows
        return {"en": 1.0}

    def transcribe(
        self,
        windows: Sequence[Window],
        *,
        language: str,
        vocabulary: Sequence[str] = (),
        carefully: bool = False,
    ) -> Iterator[Decoding]:
        del language, vocabulary, carefully
        for window in windows:
            words = [word for piece in window.pieces for word in self._said_in(piece)]
            yield Decoding(tuple(words), logprob=0.0, no_speech=0.0 if words else 1.0)

    def _said_in(self, piece: Piece) -> Iterator[RawWord]:
        for said in self._utterances:
            for word in said.words if said.speaker is piece.speaker else ():
                middle = (word.span.start + word.span.end) / 2
                if piece.span.start <= middle < piece.span.end:
                    by = piece.at - piece.span.start
                    chance = 1.0 if word.confidence is None else word.confidence
                    yield RawWord(word.text, word.span.start + by, word.span.end + by, chance)
