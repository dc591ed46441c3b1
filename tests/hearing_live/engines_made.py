"""Engines for a process of their own: they hear what was written, at once or slowly."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coach.call import Utterance
from coach.call.notation import parse
from coach.hearing.download import Progress
from coach.hearing.engine import Decoding
from coach.hearing.scripted import Scripted
from coach.hearing.windows import Window

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"


def turns_of(call: str) -> tuple[Utterance, ...]:
    """What is said in a sample call, at its true times."""
    return parse((SAMPLE_CALLS / call / "as_spoken.call").read_text(encoding="utf-8")).turns


class Slow(Scripted):
    """Takes a while for each window, however little there is in it."""

    def __init__(self, utterances: Sequence[Utterance], seconds: float) -> None:
        super().__init__(utterances)
        self._seconds = seconds

    def transcribe(self, windows: Sequence[Window], **how: object) -> Iterator[Decoding]:
        time.sleep(self._seconds * len(windows))
        return super().transcribe(windows, **how)


class Echoing(Scripted):
    """Says again what it heard in the pieces before the last of a window, instead of the last."""

    def transcribe(self, windows: Sequence[Window], **how: object) -> Iterator[Decoding]:
        for window, decoding in zip(windows, super().transcribe(windows, **how), strict=True):
            last = window.pieces[-1]
            before = tuple(w for w in decoding.words if (w.start + w.end) / 2 < last.at)
            if not before:
                yield decoding
                continue
            again = tuple(replace(w, start=last.at + 0.3, end=last.ends_at) for w in before[-3:])
            yield replace(decoding, words=before + again)


def echoing(call: str, _: Progress) -> Scripted:
    """The engine that echoes, for a sample call."""
    return Echoing(turns_of(call))


def scripted(call: str, seconds: float, _: Progress) -> Scripted:
    """The engine for a sample call."""
    return Slow(turns_of(call), seconds)


def said(utterances: Sequence[Utterance], _: Progress) -> Scripted:
    """The engine for what is given."""
    return Scripted(utterances)


def broken(_: Progress) -> Scripted:
    """An engine that cannot be had."""
    raise RuntimeError("no such thing")
