"""Calls of our own for the screens, written in the plain notation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coach.call import (
    EndedBy,
    Evidence,
    Finding,
    Kind,
    Metrics,
    ReviewedCall,
    Roles,
    Scorecard,
    Skill,
    Span,
    Speaker,
    Timing,
)
from coach.call.notation import parse

SIZES = {44: (44, 30), 80: (80, 24), 120: (120, 40)}
"""A sidebar, an old terminal, a desk: columns and rows."""


class Silent:
    """A sound card that is there, and is never asked to play."""

    def play(self, span: Span, started: Callable[[], None]) -> None:
        raise AssertionError(f"{span} was to be played: {started}")

    def stop(self) -> None:
        """Nothing plays."""


PARCEL = Path(__file__).with_name("parcel.call")

_FOUND = (
    (
        "reasked-identifier",
        Kind.ANTI,
        2,
        "can I take your order number, please?",
        0.93,
        "The order number had been given twice by then: keyed in, and said.",
        "I have your order number here, ending one seven nine. Let me see where the parcel is.",
        (1,),
    ),
    (
        "dead-air",
        Kind.ANTI,
        4,
        "Let me have a look.",
        0.88,
        "Fourteen seconds of silence, and the customer did not know whether anybody was there.",
        "I am looking that up now; it takes a few seconds, and I am still here.",
        (5,),
    ),
    (
        "concern-not-acknowledged",
        Kind.ANTI,
        8,
        "So the address is still twelve Harbour Lane?",
        0.71,
        "She was worried about the wedding; the next words were about the address.",
        "Of course you are worried, with the wedding on Saturday. Let me make sure it is there.",
        (7,),
    ),
    (
        "dated-promise",
        Kind.GOOD,
        10,
        "the driver brings it to you on Thursday, before noon.",
        0.95,
        "A promise with a day and an hour: the customer can plan by it.",
        "",
        (),
    ),
    (
        "personal-touch",
        Kind.GOOD,
        14,
        "I hope your sister has a wonderful day on Saturday.",
        0.58,
        "The wedding was remembered at the end of the call.",
        "",
        (7,),
    ),
)


def parcel(*, found: bool = True) -> ReviewedCall:
    """A call of a minute and a half with three chances and two good moves, or none."""
    written = parse(PARCEL.read_text())
    said = tuple(written.turns[i] for i in written.order)
    findings = tuple(
        Finding(
            pattern=pattern,
            kind=kind,
            span=said[anchor].span,
            anchor=anchor,
            quote=quote,
            confidence=confidence,
            why=why,
            instead=instead,
            evidence=tuple(Evidence(said[i].start, said[i].text) for i in rests_on),
        )
        for pattern, kind, anchor, quote, confidence, why, instead, rests_on in _FOUND
    )
    findings = findings if found else ()
    return ReviewedCall(
        source="calls/larkspur-parcel.flac",
        duration=written.end,
        engine="faster-whisper base int8",
        roles=Roles("declared", 1.0),
        ended_by=EndedBy.AGENT,
        utterances=said,
        turn_of=tuple(range(len(said))),
        findings=findings,
        metrics=Metrics(
            talk_share={Speaker.AGENT: 0.44, Speaker.CUSTOMER: 0.31},
            overlap_s=0.0,
            silence_s=21.4,
            hold_s=0.0,
            longest_monologue_s=11.2,
            agent_wpm=165.0,
            interruptions=0,
            response_gap_s=0.4,
        ),
        score=_score(findings),
        timing=Timing(written.end, 4.2),
    )


def _score(findings: tuple[Finding, ...]) -> Scorecard:
    if not findings:
        return Scorecard(100, dict.fromkeys(Skill, 100))
    return Scorecard(
        overall=78,
        skills={
            Skill.ASKING: 63,
            Skill.APOLOGY: 100,
            Skill.LISTENING: 58,
            Skill.ENDING: 100,
            Skill.OWNERSHIP: 100,
            Skill.RECOVERY: 84,
        },
        rests_on={
            Skill.ASKING: findings[:1],
            Skill.LISTENING: findings[1:3],
            Skill.OWNERSHIP: findings[3:4],
            Skill.ENDING: findings[4:],
        },
    )


def swapped(call: ReviewedCall) -> ReviewedCall:
    """The same call with each side's words in the other's mouth, and nothing found."""
    return replace(
        call,
        utterances=tuple(replace(it, speaker=it.speaker.other) for it in call.utterances),
        findings=(),
        score=_score(()),
    )


def long_call(utterances: int = 3000) -> ReviewedCall:
    """A call of thousands of utterances, a finding at every hundredth."""
    lines = []
    for index in range(utterances):
        speaker = ("agent", "customer")[index % 2]
        lines.append(
            f"{speaker}: This is line {index}, and it goes on for a while like most of them."
        )
    written = parse("\n".join(lines))
    findings = tuple(
        Finding(
            pattern="monologue" if index % 200 else "read-back",
            kind=Kind.ANTI if index % 200 else Kind.GOOD,
            span=written.turns[index].span,
            anchor=index,
            quote=written.turns[index].text,
            confidence=0.8,
            why="Every hundredth line is marked.",
        )
        for index in range(100, utterances, 100)
    )
    return replace(
        parcel(found=False),
        source="long.wav",
        duration=written.end,
        utterances=written.turns,
        turn_of=tuple(range(utterances)),
        findings=findings,
    )
