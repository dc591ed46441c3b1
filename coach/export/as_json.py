"""The object that `coach review --json` prints. A contract: it may grow, nothing is renamed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from coach.call import Finding, Metrics, ReviewedCall, Scorecard, Skill, Speaker, Utterance
from coach.call.masked import mask_call


def as_json(call: ReviewedCall, *, unmasked: bool = False) -> str:
    """The review as one line of JSON, without a line end."""
    return json.dumps(as_object(call, unmasked=unmasked), ensure_ascii=False, allow_nan=False)


def as_object(call: ReviewedCall, *, unmasked: bool = False) -> dict[str, Any]:
    """The review as plain values."""
    shown = call if unmasked else mask_call(call)
    return {
        "input": shown.source,
        "duration_s": seconds(shown.duration),
        "engine": shown.engine,
        "roles": {"how": shown.roles.how, "confidence": round(shown.roles.confidence, 2)},
        "ended_by": str(shown.ended_by),
        "utterances": [utterance_object(said) for said in shown.utterances],
        "findings": [finding_object(found, shown.turn_of) for found in shown.findings],
        "metrics": _metrics(shown.metrics),
        "score": _score(shown.score),
        "timing": {
            "audio_s": seconds(shown.timing.audio_s),
            "wall_s": seconds(shown.timing.wall_s),
        },
        "notes": [note for note in (shown.roles.note, *shown.notes) if note],
    }


def seconds(value: float) -> float:
    """To the millisecond."""
    return round(float(value), 3)


def finding_object(found: Finding, turn_of: Sequence[int]) -> dict[str, Any]:
    """A finding as `review` and `live` print it. `turn_of[i]` is the turn of utterance i."""
    return {
        "pattern": found.pattern,
        "kind": str(found.kind),
        "turn": turn_of[found.anchor],
        "start": found.span.start,
        "end": found.span.end,
        "quote": found.quote,
        "evidence": [{"start": seconds(one.start), "quote": one.quote} for one in found.evidence],
        "confidence": round(found.confidence, 3),
        "why": found.why,
        "instead": found.instead,
        **({} if found.judged is None else {"second_opinion": asdict(found.judged)}),
    }


def utterance_object(said: Utterance) -> dict[str, Any]:
    """An utterance as `review` and `live` print it."""
    return {
        "speaker": str(said.speaker),
        "start": said.start,
        "end": said.end,
        "text": said.text,
        "words": [
            {
                "text": word.text,
                "start": word.span.start,
                "end": word.span.end,
                "confidence": None if word.confidence is None else round(word.confidence, 3),
            }
            for word in said.words
        ],
    }


def _metrics(measured: Metrics) -> dict[str, Any]:
    gap, pace = measured.response_gap_s, measured.agent_wpm
    return {
        "talk_share": {str(side): round(measured.talk_share.get(side, 0.0), 3) for side in Speaker},
        "overlap_s": seconds(measured.overlap_s),
        "silence_s": seconds(measured.silence_s),
        "hold_s": seconds(measured.hold_s),
        "longest_monologue_s": seconds(measured.longest_monologue_s),
        "agent_wpm": None if pace is None else round(pace),
        "interruptions": measured.interruptions,
        "response_gap_s": None if gap is None else seconds(gap),
    }


def _score(card: Scorecard) -> dict[str, Any]:
    return {"overall": card.overall, "skills": {str(skill): card.skills[skill] for skill in Skill}}
