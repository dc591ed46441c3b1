"""The body of a vCon's transcript. The draft leaves its form open; these are the ones in use.

Segments of the World Transcription Format and of Whisper, plain lists of turns, and Deepgram's
channels of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from coach.call import Word
from coach.transcripts.fields import LONGEST_S, clean, confidence_of, number_of, span_of
from coach.transcripts.lines import Line, timed

PAUSE_S = 1.5
"""A pause between words at which a speaker's turn ends, in a body that has words only."""

_LISTS = ("segments", "transcript", "turns", "utterances", "messages", "entries")
_SPEAKER = ("speaker", "speaker_label", "participant", "role", "name", "channel")
_TEXT = ("text", "transcript", "message", "content", "body", "punctuated_word", "word")
_START = ("start", "start_time", "begin")
_END = ("end", "end_time")
_CONFIDENCE = ("confidence", "probability", "score")

TimedWord = tuple[str, float, float, float | None]


def lines_of(body: Any, parties: Sequence[str], party: Any, offset: float) -> Iterator[Line]:
    """The lines of a body. `party` is who speaks where the body does not say; times + `offset`."""
    reading = _Reading(parties, party, offset)
    if isinstance(body, dict) and isinstance(body.get("results"), dict):
        body = body["results"]
    if isinstance(body, list):
        yield from reading.rows(body, [])
    elif isinstance(body, dict):
        words = body.get("words")
        for name in _LISTS:
            if isinstance(body.get(name), list):
                yield from reading.rows(body[name], words if isinstance(words, list) else [])
                return
        if isinstance(body.get("channels"), list):
            yield from reading.channels(body["channels"])
        elif isinstance(words, list):
            yield from reading.words(words, None)


def _first(fields: dict[str, Any], names: Sequence[str]) -> Any:
    return next((fields[name] for name in names if fields.get(name) is not None), None)


class _Reading:
    """Who the parties are, and from when times count."""

    def __init__(self, parties: Sequence[str], party: Any, offset: float) -> None:
        self._parties = parties
        self._party = party
        self._offset = offset

    def rows(self, rows: list[Any], all_words: list[Any]) -> Iterator[Line]:
        """One line a row. Rows without a readable time or text are left out."""
        for row in rows:
            if not isinstance(row, dict):
                continue
            text, times = _first(row, _TEXT), self._times(row)
            if isinstance(text, str) and clean(text) and times is not None:
                words = self._timed(row.get("words"), all_words)
                span = span_of(*times, "A segment")
                yield Line(self._name(row), clean(text), span, timed(words))

    def channels(self, channels: list[Any]) -> Iterator[Line]:
        """Deepgram: the words of the best alternative of each channel, and who speaks them."""
        for index, channel in enumerate(channels):
            best = channel.get("alternatives") if isinstance(channel, dict) else None
            first = best[0] if isinstance(best, list) and best else None
            words = first.get("words") if isinstance(first, dict) else None
            if isinstance(words, list):
                yield from self.words(words, f"channel {index}" if len(channels) > 1 else None)

    def words(self, rows: list[Any], name: str | None) -> Iterator[Line]:
        """Words made into lines, a new one when the speaker changes or pauses."""
        group: list[TimedWord] = []
        whose = ""
        for row in rows:
            if not isinstance(row, dict):
                continue
            speaker = name or self._name(row)
            for word in self._timed([row], []):
                if group and (speaker != whose or word[1] - group[-1][2] > PAUSE_S):
                    yield _line(whose, timed(group))
                    group = []
                group.append(word)
                whose = speaker
        if group:
            yield _line(whose, timed(group))

    def _name(self, row: dict[str, Any]) -> str:
        """The party that a row names, else what it calls the speaker."""
        party = row.get("party")
        told = _first(row, _SPEAKER)
        if party is None and told is None:
            party = self._party
        if isinstance(party, int) and 0 <= party < len(self._parties):
            return self._parties[party]
        if isinstance(told, str) and clean(told):
            return clean(told)
        return f"speaker {told if isinstance(told, int) else '?'}"

    def _times(self, row: dict[str, Any]) -> tuple[float, float] | None:
        start, end = number_of(_first(row, _START)), number_of(_first(row, _END))
        lasts = number_of(row.get("duration"))
        if end is None and start is not None and lasts is not None:
            end = start + lasts
        if start is None or end is None:
            return None
        start, end = start + self._offset, end + self._offset
        return (start, end) if 0 <= start <= end <= LONGEST_S else None

    def _timed(self, rows: Any, all_words: list[Any]) -> list[TimedWord]:
        """Words with times; places in the body's own list of words are looked up there."""
        found: list[TimedWord] = []
        for given in rows if isinstance(rows, list) else []:
            row = given
            if isinstance(given, int) and 0 <= given < len(all_words):
                row = all_words[given]
            text = _first(row, _TEXT[-2:] + _TEXT[:1]) if isinstance(row, dict) else None
            times = self._times(row) if isinstance(row, dict) else None
            if not isinstance(text, str) or times is None:
                return []
            if word := clean(text).replace(" ", "-"):
                found.append((word, *times, confidence_of(_first(row, _CONFIDENCE))))
        return found


def _line(name: str, words: tuple[Word, ...]) -> Line:
    span = span_of(words[0].span.start, words[-1].span.end, "A word")
    return Line(name, " ".join(word.text for word in words), span, words)
