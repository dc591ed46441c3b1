"""WebVTT with voice tags: `<v Agent>` and `<v Customer>`, or the names of the two.

Blocks are parsed by webvtt-py; voices and the times inside a cue (`<00:00:01.500>`) here, since it
keeps the first voice of a cue only, and no times. Files that write "Agent: ..." instead of voice
tags are read as well.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

import webvtt
from webvtt.errors import MalformedFileError

from coach.call import InputError, Span, Word, spread, to_ms
from coach.transcripts.fields import clean, span_of, time_of
from coach.transcripts.lines import Line, Transcript, transcript

FORMAT = "WebVTT"

_TAG = re.compile(
    r"<v(?:\.[^\s>]*)?[ \t]+(?P<voice>[^>]*)>|(?P<close></v>)"
    r"|<(?P<time>(?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3})>|<[^>]*>"
)
_NAMED = re.compile(r"^\s*(?P<name>[^\W\d_][\w .'’-]{0,40}?)\s*:\s+(?P<text>\S.*)$", re.DOTALL)
_ARROW = re.compile(r"^[^\n]*-->", re.MULTILINE)


def is_vtt(text: str) -> bool:
    return re.match(r"WEBVTT(?:\s|$)", text) is not None


def read(text: str) -> Transcript:
    """The call of a WebVTT file, one turn a voice in a cue."""
    try:
        parsed = webvtt.from_string(text)
    except (MalformedFileError, ValueError) as wrong:
        raise InputError("The WebVTT file cannot be read.", "Check its first lines.") from wrong
    lines: list[Line] = []
    for number, cue in enumerate(parsed.captions, start=1):
        where = f"Cue {number}"
        start, end = _seconds(cue.start, where), _seconds(cue.end, where)
        span = span_of(start, end, where)
        lines.extend(_lines(cue.raw_text, span, lines[-1].name if lines else ""))
    lost = len(_ARROW.findall(text)) - len(parsed.captions)
    notes = [f"Cues left out because their times cannot be read: {lost}."] if lost > 0 else []
    if any(not line.name for line in lines if line.text):
        raise InputError(
            "The WebVTT file does not say who speaks.",
            "Begin every cue with a voice tag, <v Agent> or <v Customer>.",
        )
    title = re.sub(r"^[\s–—-]+", "", parsed.header_text or "")
    return transcript(lines, FORMAT, title=clean(title), notes=notes)


def _seconds(timestamp: str, where: str) -> float:
    hours, minutes, seconds = (["0", *timestamp.split(":")])[-3:]
    whole = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return time_of(whole, where, "time")


def _lines(payload: str, span: Span, before: str) -> Iterator[Line]:
    """A line for every voice in a cue; one without a voice goes on with the speaker before."""
    voices = list(_voices(payload))
    timed = any(len(parts) > 1 for _, parts in voices)
    words = [] if timed else list(spread(" ".join(_text(parts) for _, parts in voices), span))
    for voice, parts in voices:
        text, name = _text(parts), voice
        own = tuple(_timed(parts, span)) if timed else tuple(words[: len(text.split())])
        words = words[len(own) :]
        if not name and not timed and (named := _NAMED.match(text)):
            name = named["name"]
            own = own[len(text.split()) - len(named["text"].split()) :]
            text = named["text"]
        if text:
            yield Line(clean(name) or before, text, Span(own[0].span.start, own[-1].span.end), own)


def _voices(payload: str) -> Iterator[tuple[str, list[tuple[float | None, str]]]]:
    """The voices of a cue, each with its pieces of text and the time at which a piece begins."""
    voice = ""
    parts: list[tuple[float | None, str]] = [(None, "")]
    at = 0
    for tag in _TAG.finditer(payload):
        parts[-1] = (parts[-1][0], parts[-1][1] + payload[at : tag.start()])
        at = tag.end()
        if tag["time"]:
            parts.append((_seconds(tag["time"], "A word"), ""))
        elif tag["close"] or tag["voice"] is not None:
            if _text(parts):
                yield voice, parts
            voice = html.unescape(tag["voice"] or "")
            parts = [(None, "")]
    parts[-1] = (parts[-1][0], parts[-1][1] + payload[at:])
    if _text(parts):
        yield voice, parts


def _text(parts: list[tuple[float | None, str]]) -> str:
    return clean(html.unescape(" ".join(text for _, text in parts)))


def _timed(parts: list[tuple[float | None, str]], span: Span) -> Iterator[Word]:
    """Words laid between the times around them; a time out of place is not used."""
    times = [span.start]
    for time, _ in parts[1:]:
        inside = time is not None and times[-1] <= time <= span.end
        times.append(to_ms(time) if inside and time is not None else times[-1])
    for (start, end), (_, text) in zip(pairwise([*times, span.end]), parts, strict=True):
        yield from spread(clean(html.unescape(text)), Span(start, end))
