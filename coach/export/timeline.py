"""The shape of a call in characters: who spoke when, and where the moments are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.call import Span, Speaker, Utterance, merge

BRIDGE_S = 1.0
"""Pauses between words up to this long do not show."""

MARK_ROWS = 3
_LEVELS = " ▁▂▃▄▅▆▇█"


def speech(utterances: Iterable[Utterance], speaker: Speaker) -> tuple[Span, ...]:
    """When one side spoke."""
    return merge(
        span
        for said in utterances
        if said.speaker is speaker
        for span in merge((word.span for word in said.words), bridge=BRIDGE_S)
    )


def bars(spans: Sequence[Span], duration: float, width: int) -> str:
    """One character a stretch of the call, as high as that stretch is full of speech.

    A stretch with any speech shows at least the lowest bar.
    """
    if duration <= 0 or width <= 0:
        return " " * max(0, width)
    step = duration / width
    filled = [0.0] * width
    for span in spans:
        first = min(width - 1, int(span.start / step))
        last = min(width - 1, int(span.end / step))
        for place in range(first, last + 1):
            begins, ends = place * step, (place + 1) * step
            filled[place] += max(0.0, min(span.end, ends) - max(span.start, begins))
    return "".join(_level(seconds / step) for seconds in filled)


def _level(share: float) -> str:
    if share <= 0:
        return _LEVELS[0]
    top = len(_LEVELS) - 1
    return _LEVELS[max(1, min(top, round(share * top)))]


def mark_rows(marks: Iterable[tuple[str, float]], duration: float, width: int) -> list[str]:
    """Labels under their moments, in as few rows as keep them apart, three at most.

    A label that finds no place there is left out; the list of moments has it still.
    """
    rows = [[" "] * width for _ in range(MARK_ROWS)]
    for label, moment in marks:
        share = moment / duration if duration > 0 else 0.0
        at = max(0, min(width - len(label), int(share * width)))
        for row in rows:
            if not "".join(row[max(0, at - 1) : at + len(label) + 1]).strip():
                row[at : at + len(label)] = label
                break
    written = ["".join(row).rstrip() for row in rows]
    return [row for row in written if row]


def axis(ends: tuple[str, str, str], width: int) -> str:
    """The times at the start, the middle and the end, as far as there is room."""
    first, middle, last = ends
    line = first + " " * (width - len(first) - len(last)) + last
    at = width // 2 - len(middle) // 2
    if at > len(first) + 2 and at + len(middle) < width - len(last) - 2:
        line = line[:at] + middle + line[at + len(middle) :]
    return line if len(line) == width else first
