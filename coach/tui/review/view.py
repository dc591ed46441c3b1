"""What the review screen shows of a call, as plain values. Pure: no Textual, no clock, no sound."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from coach.call import Evidence, Finding, Kind, ReviewedCall, Span, Speaker, Utterance
from coach.export.moments import moments
from coach.export.timeline import speech
from coach.export.wording import clock, visible
from coach.tui.names import plain_name
from coach.tui.review.score_view import ScoreView, score_view
from coach.tui.words import SYMBOLS, sure

LEAD_IN_S = 1.0
LONGEST_LISTEN_S = 45.0

_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """One utterance. `findings` are the numbers of those that point to it."""

    speaker: Speaker
    span: Span
    time: str
    text: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A moment that a finding rests on. `moment` is its place; None when nobody spoke then."""

    start: float
    time: str
    quote: str
    moment: int | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding. `listen` is the stretch worth playing.

    `number` counts all findings from 1 in the order of the call; `label` is what people see, the
    same as in the reports: 1, 2 for chances, a, b for good moves. `moment` is the place of the
    utterance that it points to, None when there is none.
    """

    number: int
    label: str
    name: str
    kind: Kind
    time: str
    start: float
    moment: int | None
    listen: Span
    quote: str
    why: str
    instead: str
    sure: str
    evidence: tuple[EvidenceView, ...]
    identity: tuple[str, int]

    @property
    def mark(self) -> str:
        """The label with the symbol of its kind: `◇1`, `✓a`."""
        return f"{SYMBOLS[self.kind]}{self.label}"


@dataclass(frozen=True, slots=True)
class CallView:
    """A call ready to be drawn. `moments` stand in the order in which they began."""

    title: str
    duration: float
    moments: tuple[Moment, ...]
    findings: tuple[FindingView, ...]
    speech: Mapping[Speaker, tuple[Span, ...]]
    score: ScoreView
    is_guess: bool

    def count(self, kind: Kind) -> int:
        return sum(finding.kind is kind for finding in self.findings)

    def moment_at(self, seconds: float) -> int | None:
        """The last utterance that had begun; the first one before anybody spoke."""
        starts = [moment.span.start for moment in self.moments]
        return max(0, bisect_right(starts, seconds) - 1) if starts else None


def view_call(call: ReviewedCall, name: Callable[[str], str] = plain_name) -> CallView:
    """The view of a reviewed call; `name` gives a pattern its plain name."""
    said = call.utterances
    order = sorted(range(len(said)), key=lambda i: (said[i].start, said[i].end, i))
    places = {index: place for place, index in enumerate(order)}
    spoken = [said[index] for index in order]
    numbers: dict[int, list[int]] = {}
    views = []
    for number, found in enumerate(moments(call.findings), start=1):
        place = places.get(found.finding.anchor)
        if place is not None:
            numbers.setdefault(place, []).append(number)
        view = _finding(found.finding, name(found.finding.pattern), place, spoken)
        views.append(replace(view, number=number, label=found.label))
    return CallView(
        title=visible(PurePath(call.source).name or call.source),
        duration=max([call.duration, *(one.end for one in said)]),
        moments=tuple(
            Moment(
                one.speaker,
                one.span,
                clock(one.start),
                visible(one.text),
                tuple(numbers.get(place, ())),
            )
            for place, one in enumerate(spoken)
        ),
        findings=tuple(views),
        speech={speaker: speech(spoken, speaker) for speaker in Speaker},
        score=score_view(call, {view.identity: view.mark for view in views}),
        is_guess=call.roles.how == "guessed",
    )


def _finding(
    finding: Finding, name: str, place: int | None, spoken: Sequence[Utterance]
) -> FindingView:
    heard = finding.span if place is None else finding.span.union(spoken[place].span)
    start = max(0.0, heard.start - LEAD_IN_S)
    end = min(heard.end + LEAD_IN_S, start + LONGEST_LISTEN_S)
    return FindingView(
        number=0,
        label="",
        name=name,
        kind=finding.kind,
        time=clock(finding.span.start),
        start=finding.span.start,
        moment=place,
        listen=Span(start, end),
        quote=visible(finding.quote),
        why=visible(finding.why),
        instead=visible(finding.instead),
        sure=sure(finding.confidence),
        evidence=tuple(
            EvidenceView(
                piece.start, clock(piece.start), visible(piece.quote), _place(piece, spoken)
            )
            for piece in finding.evidence
        ),
        identity=finding.identity,
    )


def _place(piece: Evidence, spoken: Sequence[Utterance]) -> int | None:
    """The utterance that was going on at the moment; of two, the one with the quoted words."""
    last = bisect_right(spoken, piece.start, key=lambda said: said.start)
    going_on = [
        place
        for place in range(max(0, last - _LOOK_BACK), last)
        if piece.start in spoken[place].span
    ]
    quoted = [place for place in going_on if piece.quote in spoken[place].text]
    return next(reversed(quoted or going_on), None)
