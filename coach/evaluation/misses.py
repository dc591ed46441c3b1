"""A false or missed finding in its place: what was said around it, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coach.call import Speaker, WrittenCall
from coach.evaluation.finding import Acts, Found
from coach.evaluation.matching import Located

TURNS_AROUND = 2


class Wrong(StrEnum):
    """FALSE was found and is not labelled, MISSED is labelled and was not found."""

    FALSE = "false"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Around:
    """One turn near a miss; `labels` and `found` are slugs, `?` before a doubtful label."""

    turn: int
    speaker: Speaker
    start: float
    text: str
    labels: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """Something false or missed at a turn of a labelled call.

    `confidence` and `why` are the detector's, None and empty for what was missed. `acts` are the
    likeliest acts of the turn. `context` are the turns around it, with the turn itself.
    """

    case: str
    pattern: str
    turn: int
    kind: Wrong
    text: str
    confidence: float | None
    why: str
    acts: Acts
    context: tuple[Around, ...]

    def as_json(self) -> dict[str, Any]:
        """An entry of `misses` in `coach evaluate DIR --json`."""
        return {
            "case": self.case,
            "pattern": self.pattern,
            "turn": self.turn,
            "kind": str(self.kind),
            "text": self.text,
            "confidence": self.confidence,
            "why": self.why,
            "acts": dict(self.acts),
            "context": [
                {
                    "turn": near.turn,
                    "speaker": str(near.speaker),
                    "start": near.start,
                    "text": near.text,
                    "anchor": near.turn == self.turn,
                    "labels": list(near.labels),
                    "found": list(near.found),
                }
                for near in self.context
            ],
        }


def miss(name: str, call: WrittenCall, kind: Wrong, located: Located, found: Found) -> Miss:
    """What is known about one false or missed finding."""
    finding, turn = located.finding, located.turn
    anchor = call.order.index(turn) if 0 <= turn < len(call.turns) else -1
    first, last = max(0, turn - TURNS_AROUND), min(len(call.turns), turn + TURNS_AROUND + 1)
    return Miss(
        case=name,
        pattern=located.pattern,
        turn=turn,
        kind=kind,
        text=call.turns[turn].text if anchor >= 0 else "",
        confidence=None if finding is None else round(finding.confidence, 3),
        why="" if finding is None else finding.why,
        acts=found.acts[anchor] if 0 <= anchor < len(found.acts) else (),
        context=tuple(_around(call, near, found) for near in range(first, last)),
    )


def _around(call: WrittenCall, turn: int, found: Found) -> Around:
    said = call.turns[turn]
    marks = [mark for mark in call.marks if mark.turn == turn]
    return Around(
        turn=turn,
        speaker=said.speaker,
        start=said.start,
        text=said.text,
        labels=tuple(("?" if mark.doubtful else "") + mark.pattern for mark in marks),
        found=tuple(f.pattern for f in found.findings if call.order[f.anchor] == turn),
    )
