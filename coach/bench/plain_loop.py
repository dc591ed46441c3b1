"""The plain way to hear live, for comparison: the last 30 s are decoded again and again.

As soon as a decoding is over the next one begins, with what came meanwhile; words that two
decodings in a row agree on are committed. The clock is reckoned, not waited for: each decoding
takes as long as it takes on this machine, and the sound goes on meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from coach.audio.recording import Recording, open_pair, open_recording
from coach.call import Span, Speaker
from coach.hearing import load_engine
from coach.hearing.engine import Engine, RawWord
from coach.hearing.windows import WINDOW_S, Piece, Window

STEP_S = 1.0
"""At least so much new sound before the next decoding."""
AT_MOST_S = 120.0
"""Of each call: the loop costs several times what the rest of the bench does."""
NEAR_S = 0.5


def word_delays(sounds: Sequence[str], engine: str = "faster-whisper") -> list[float]:
    """Seconds from the end of each word to its commitment, over both sides of all the calls."""
    loaded = load_engine(engine)
    delays: list[float] = []
    for sound in sounds:
        files = [Path(part) for part in sound.split(",")]
        with open_recording(files[0]) if len(files) == 1 else open_pair(*files) as recording:
            delays += _of_call(recording, loaded)
    return delays


def _of_call(recording: Recording, engine: Engine) -> list[float]:
    """One engine serves both sides in turn, as one machine does."""
    delays: list[float] = []
    now, length = STEP_S, min(recording.duration, AT_MOST_S)
    before: dict[Speaker, list[RawWord]] = {}
    done: dict[Speaker, float] = dict.fromkeys(recording.sides, 0.0)
    while now < length:
        began = now
        for side in recording.sides:
            span = Span(max(0.0, now - WINDOW_S), now)
            if not any(voiced.overlap(span) > 0 for voiced in recording.voiced(side)):
                continue
            words, took = _decode(recording, side, span, engine)
            now += took
            agreed = _agreed(before.get(side, []), words)
            delays += [now - word.end for word in agreed if word.end > done[side]]
            done[side] = max([done[side], *(word.end for word in agreed)])
            before[side] = words
        now = max(now, began + STEP_S)
    return delays


def _decode(
    recording: Recording, side: Speaker, span: Span, engine: Engine
) -> tuple[list[RawWord], float]:
    """The words of the last 30 s, at their times in the call, and how long that took."""
    window = Window(recording.samples(side, span), (Piece(side, span, span),))
    began = time.monotonic()
    decoding = next(iter(engine.transcribe([window], language="en", carefully=True)))
    took = time.monotonic() - began
    words = [
        RawWord(word.text, word.start + span.start, word.end + span.start, word.confidence)
        for word in decoding.words
    ]
    return words, took


def _agreed(before: list[RawWord], now: list[RawWord]) -> list[RawWord]:
    """The words of `now` that the decoding before had too, at about the same time."""
    return [
        word
        for word in now
        if any(_bare(word) == _bare(old) and abs(word.end - old.end) < NEAR_S for old in before)
    ]


def _bare(word: RawWord) -> str:
    return "".join(filter(str.isalnum, word.text)).lower()
