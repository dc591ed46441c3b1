"""Labelled calls, one JSON file a call: what should be found stands beside the words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from coach.call import (
    EndedBy,
    Fact,
    InputError,
    Mark,
    Setting,
    Speaker,
    Statement,
    Utterance,
    WrittenCall,
    utterance,
)
from coach.transcripts.fields import list_of, number_of, object_of, span_of, text_of, time_of
from coach.transcripts.lines import DECLARED, Transcript

FORMAT = "case"


def read(data: dict[str, Any]) -> Transcript:
    """The call of a case file, turns in the file's order."""
    rows = list_of(data["turns"], "`turns`")
    if not rows:
        raise InputError("The case has no turns.", "`turns` holds what was said, in order.")
    turns = tuple(_turn(row, f"Turn {index}") for index, row in enumerate(rows))
    call = WrittenCall(
        turns=turns,
        setting=Setting(tuple(_facts(data)), tuple(_history(data))),
        ended_by=_ended_by(data.get("ended_by", "unknown")),
        marks=(
            *_marks(data, "expect", len(turns)),
            *_marks(data, "good", len(turns)),
            *_marks(data, "doubtful", len(turns)),
        ),
        title=text_of(data.get("id", ""), "The case", "id"),
    )
    return Transcript(call, FORMAT, DECLARED)


def _turn(row: Any, where: str) -> Utterance:
    fields = object_of(row, where)
    text = text_of(fields.get("text"), where, "text")
    if not text:
        raise InputError(f"{where} has no words.", "Leave the turn out, or write what was said.")
    start = time_of(fields.get("start"), where, "start")
    end = time_of(fields.get("end"), where, "end")
    speaker = fields.get("speaker")
    if speaker not in ("agent", "customer"):
        raise InputError(f"{where}: `speaker` should be agent or customer.", "Name one of the two.")
    return utterance(Speaker(speaker), text, span_of(start, end, where))


def _facts(data: dict[str, Any]) -> Iterator[Fact]:
    for kind, value in object_of(data.get("known_facts") or {}, "`known_facts`").items():
        plain = str(value) if number_of(value) is not None else value
        yield Fact(
            text_of(kind, "`known_facts`", "kind"),
            text_of(plain, "`known_facts`", text_of(kind, "`known_facts`", "kind")),
        )


def _history(data: dict[str, Any]) -> Iterator[Statement]:
    for row in list_of(data.get("history"), "`history`"):
        fields = object_of(row, "A statement in `history`")
        yield Statement(text_of(fields.get("said"), "`history`", "said"), _day(fields.get("date")))


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(
            "`history`: `date` should be a day.", "Write it like 2026-03-02."
        ) from None


def _ended_by(value: Any) -> EndedBy:
    if value not in ("agent", "customer", "unknown"):
        raise InputError("`ended_by` should be agent, customer or unknown.", "Name one of them.")
    return EndedBy(value)


def _marks(data: dict[str, Any], name: str, turns: int) -> Iterator[Mark]:
    for row in list_of(data.get(name), f"`{name}`"):
        fields = object_of(row, f"A label in `{name}`")
        pattern = text_of(fields.get("pattern"), f"`{name}`", "pattern")
        turn = fields.get("turn")
        if isinstance(turn, bool) or not isinstance(turn, int) or not 0 <= turn < turns:
            raise InputError(
                f"`{name}`: '{pattern}' points to a turn that is not there.",
                "Turns are numbered from 0.",
            )
        yield Mark(pattern, turn, doubtful=name == "doubtful")
