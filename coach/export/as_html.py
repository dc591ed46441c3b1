"""A call as one HTML file that needs nothing else: no network, no other file.

Timeline, moments and transcript are linked to each other and work without scripts; with them the
sound, when it is given, plays from any moment, and keys walk through the page.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from coach import __version__
from coach.call import ReviewedCall, Skill, Speaker, Utterance
from coach.call.masked import mask_call
from coach.export.moments import Moment, moments
from coach.export.timeline import speech
from coach.export.wording import (
    CHANCES,
    COACHING_ONLY,
    NOTHING_FOUND,
    SIDES,
    SKILLS,
    clock,
    facts,
    how_sure,
    measures,
    plain_name,
    remarks,
)

MARK_ROWS = 5
MARK_ROOM = 8.0
"""Per cent of the width that a label takes on a phone."""

Sound = tuple[bytes, str]
"""Encoded audio and its type, such as "audio/ogg"."""


def as_html(call: ReviewedCall, *, sound: Sound | None = None, unmasked: bool = False) -> str:
    """The page about a call.

    `sound` is put into the page as it is: numbers that are hidden in the words are heard in it,
    unless the caller has made those spans silent (`coach.call.masked.hidden_spans`).
    """
    shown = call if unmasked else mask_call(call)
    marked = moments(shown.findings)
    marks = list(_marks(marked, shown.duration))
    return _template().render(
        title=PurePath(shown.source).name,
        facts=facts(shown),
        remarks=remarks(shown),
        overall=shown.score.overall,
        scores=list(_scores(shown, marked)),
        coaching_only=COACHING_ONLY,
        nothing_found=NOTHING_FOUND,
        note_on_chances=CHANCES,
        measures=measures(shown.metrics),
        sides=[_side(shown, side) for side in Speaker],
        ticks=[_tick(shown.duration, part) for part in (0.0, 0.5, 1.0)],
        marks=marks,
        mark_rows=1 + max((mark["row"] for mark in marks), default=0),
        chances=[_moment(shown, moment) for moment in marked if not moment.is_good],
        good=[_moment(shown, moment) for moment in marked if moment.is_good],
        turns=[_turn(index, said, marked) for index, said in _by_start(shown.utterances)],
        sound=_data_uri(sound),
        version=__version__,
    )


@cache
def _template() -> Template:
    loader = PackageLoader("coach.export")
    pages = Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return pages.get_template("review.html.j2")


def _by_start(utterances: Sequence[Utterance]) -> list[tuple[int, Utterance]]:
    """In reading order, each with its place in the call's own order."""
    return sorted(enumerate(utterances), key=lambda one: (one[1].start, one[0]))


def _scores(call: ReviewedCall, marked: Sequence[Moment]) -> Iterator[dict[str, Any]]:
    for skill in Skill:
        basis = call.score.rests_on.get(skill, ())
        yield {
            "name": SKILLS[skill],
            "points": call.score.skills[skill],
            "labels": [moment.label for moment in marked if moment.finding in basis],
        }


def _side(call: ReviewedCall, side: Speaker) -> dict[str, Any]:
    """One row of the timeline, in thousandths of the call."""
    scale = 1000.0 / call.duration if call.duration > 0 else 0.0
    spans = speech(call.utterances, side)
    return {
        "name": SIDES[side],
        "spans": [
            (round(span.start * scale, 2), max(1.0, round(span.length * scale, 2)))
            for span in spans
        ],
    }


def _tick(duration: float, part: float) -> str:
    return clock(duration * part)


def _marks(marked: Sequence[Moment], duration: float) -> Iterator[dict[str, Any]]:
    """Where the labels stand, in per cent; those that would touch go one row lower."""
    free_from = [0.0] * MARK_ROWS
    for moment in marked:
        share = moment.finding.span.start / duration if duration > 0 else 0.0
        at = round(100.0 * min(1.0, max(0.0, share)), 2)
        row = next((row for row, free in enumerate(free_from) if at >= free), MARK_ROWS - 1)
        free_from[row] = at + MARK_ROOM
        yield {
            "label": moment.label,
            "at": at,
            "row": row,
            "good": moment.is_good,
            "name": plain_name(moment.finding.pattern),
        }


def _moment(call: ReviewedCall, moment: Moment) -> dict[str, Any]:
    found = moment.finding
    return {
        "label": moment.label,
        "name": plain_name(found.pattern),
        "start": found.span.start,
        "clock": clock(found.span.start),
        "sure": how_sure(found.confidence),
        "quote": found.quote,
        "turn": found.anchor,
        "why": found.why,
        "instead": found.instead,
        "evidence": [
            {
                "clock": clock(one.start),
                "start": one.start,
                "quote": one.quote,
                "turn": _turn_at(call.utterances, one.start, one.quote),
            }
            for one in found.evidence
        ],
    }


def _turn_at(utterances: Sequence[Utterance], start: float, quote: str) -> int | None:
    """The utterance that a piece of evidence comes from."""
    near = [i for i, said in enumerate(utterances) if start in said.span]
    return next((i for i in near if quote in utterances[i].text), near[0] if near else None)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a turn, with the labels of the moments that quote them."""

    text: str
    labels: tuple[str, ...]
    good: bool


def _turn(index: int, said: Utterance, marked: Sequence[Moment]) -> dict[str, Any]:
    here = [moment for moment in marked if moment.finding.anchor == index]
    return {
        "index": index,
        "side": SIDES[said.speaker],
        "is_agent": said.speaker is Speaker.AGENT,
        "start": said.start,
        "end": said.end,
        "clock": clock(said.start),
        "pieces": list(_pieces(said, here)),
        "marks": [{"label": moment.label, "good": moment.is_good} for moment in here],
    }


def _pieces(said: Utterance, here: Sequence[Moment]) -> Iterator[_Piece]:
    """The turn's words, cut where a quotation begins or ends."""
    words = [word.text for word in said.words]
    labels: list[list[str]] = [[] for _ in words]
    for moment in here:
        first, last = _quotation(words, moment.finding.quote.split())
        for place in range(first, last):
            labels[place].append(moment.label)
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or labels[place] != labels[start]:
            good = bool(labels[start]) and not any(label.isdecimal() for label in labels[start])
            yield _Piece(" ".join(words[start:place]), tuple(labels[start]), good)
            start = place


def _quotation(words: list[str], quote: list[str]) -> tuple[int, int]:
    """Where the quoted words stand; the whole turn when they are not found as they are."""
    for start in range(len(words) - len(quote) + 1):
        if quote and words[start : start + len(quote)] == quote:
            return start, start + len(quote)
    return 0, len(words)


def _data_uri(sound: Sound | None) -> str:
    if sound is None:
        return ""
    data, kind = sound
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
