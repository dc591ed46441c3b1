"""Records of the journal: plain objects that JSON can carry, and back again.

`to_record` gives None for what is not written. Those that read raise ValueError, KeyError or
TypeError for anything that is no such record.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from coach.call import (
    Ended,
    EndedBy,
    Evidence,
    Fact,
    Finding,
    Kind,
    Setting,
    Span,
    Speaker,
    Statement,
    Utterance,
    Word,
    to_ms,
)
from coach.call.live import (
    Consented,
    Disturbed,
    Gone,
    Happening,
    Paused,
    Pinned,
    Resumed,
    Shown,
    Swapped,
)
from coach.call.masking import hide_numbers, mask, mentions_code
from coach.call.numerals import DOT

Record = dict[str, Any]

LONGEST_S = 7 * 86_400.0
"""No call is longer."""


def to_record(happening: Happening) -> Record | None:  # noqa: PLR0911 - one a kind
    """What is written of something that happened, but for words and findings."""
    match happening:
        case Shown(prompt, at, until, answers):
            return {
                "type": "shown",
                "at": at,
                "until": until,
                "prompt": prompt.id,
                "pattern": prompt.pattern,
                "cue": mask(prompt.cue),
                "say": mask(prompt.say),
                "why": mask(prompt.why),
                "answers": None if answers is None else list(answers),
            }
        case Gone(prompt_id, at, why):
            return {"type": "gone", "at": at, "prompt": prompt_id, "why": str(why)}
        case Pinned(words, at):
            return {"type": "pin", "at": at, "words": mask(words)}
        case Paused(at):
            return {"type": "paused", "at": at}
        case Resumed(at):
            return {"type": "resumed", "at": at}
        case Swapped(at):
            return {"type": "swapped", "at": at}
        case Consented(at):
            return {"type": "consented", "at": at}
        case Disturbed(trouble, text, at, speaker):
            side = None if speaker is None else str(speaker)
            return {"type": "trouble", "at": at, "trouble": trouble, "text": text, "side": side}
        case Ended(now, by):
            return {"type": "ended", "at": now, "by": str(by)}
        case _:
            return None


def hidden(text: str) -> str:
    """A text without any digit that may identify: it is not known here what it belongs to."""
    return " ".join(hide_numbers(text.split(" ")))


def said_record(number: int, said: Utterance) -> Record:
    words = [[w.text, w.span.start, w.span.end, _rounded(w.confidence)] for w in said.words]
    return {"type": "utterance", "n": number, "speaker": str(said.speaker), "words": words}


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(float(confidence), 3)


def read_said(record: Record) -> tuple[int, Utterance]:
    words = tuple(_word(*entry) for entry in _list(record["words"]))
    return _count(record["n"]), Utterance(Speaker(record["speaker"]), words)


def _word(text: Any, start: Any, end: Any, confidence: Any = None) -> Word:
    if not isinstance(text, str) or not text.strip():
        raise ValueError("a word is a text")
    chance = None if confidence is None else min(1.0, max(0.0, number(confidence)))
    return Word(text, Span(moment(start), moment(end)), chance)


def found_record(finding: Finding, at: float, quoted: tuple[int, int] | None) -> Record:
    """`quoted`: which words of its anchor the quote is, the last not included; None for others."""
    return {
        "type": "finding",
        "at": at,
        "pattern": finding.pattern,
        "kind": str(finding.kind),
        "start": finding.span.start,
        "end": finding.span.end,
        "n": finding.anchor,
        "quote": hidden(finding.quote),
        "quoted": quoted,
        "confidence": round(float(finding.confidence), 4),
        "why": hidden(finding.why),
        "instead": hidden(finding.instead),
        "evidence": [[to_ms(it.start), hidden(it.quote)] for it in finding.evidence],
    }


def read_found(record: Record, said: Sequence[Utterance], places: dict[int, int]) -> Finding:
    """`places[n]` is where the utterance of number n stands in `said`."""
    anchor = places[_count(record["n"])]
    quote = text(record["quote"])
    if record.get("quoted") is not None:
        first, last = (_count(it) for it in record["quoted"])
        quote = " ".join(word.text for word in said[anchor].words[first:last]) or quote
    return Finding(
        pattern=text(record["pattern"]),
        kind=Kind(record["kind"]),
        span=Span(moment(record["start"]), moment(record["end"])),
        anchor=anchor,
        quote=quote,
        confidence=min(1.0, max(0.0, number(record["confidence"]))),
        why=text(record["why"]),
        instead=text(record["instead"]),
        evidence=tuple(
            Evidence(moment(start), text(quote)) for start, quote in _list(record["evidence"])
        ),
    )


def setting_record(setting: Setting) -> Record:
    """What is known before a call, numbers hidden."""
    return {
        "known": [[fact.kind, _fact(fact)] for fact in setting.known_facts],
        "history": [
            [mask(earlier.said), earlier.date and earlier.date.isoformat()]
            for earlier in setting.history
        ],
        "day": setting.day and setting.day.isoformat(),
    }


def _fact(fact: Fact) -> str:
    """Its value, masked; nothing of a security code."""
    secret = mentions_code([fact.kind.replace("_", " ")]) or "code" in fact.kind.split("_")
    return "".join(DOT for _ in fact.value) if secret else mask(fact.value)


def read_setting(record: Record) -> Setting:
    return Setting(
        tuple(Fact(text(kind), text(value)) for kind, value in _list(record["known"])),
        tuple(Statement(text(said), _day(day)) for said, day in _list(record["history"])),
        _day(record["day"]),
    )


def read_ended(record: Record) -> EndedBy:
    return EndedBy(record["by"])


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(text(value))


def moment(value: Any) -> float:
    """Seconds of a call."""
    seconds = number(value)
    if not 0.0 <= seconds <= LONGEST_S:
        raise ValueError(f"{seconds} is no moment of a call")
    return seconds


def number(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(f"{value!r} is no number")
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(f"{value!r} is no number of an utterance")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value
