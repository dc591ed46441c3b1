"""The lines of a live call, for programs and for people."""

from __future__ import annotations

import json

import pytest

from coach.call import (
    Ended,
    EndedBy,
    Finding,
    Heard,
    Kind,
    Partial,
    Prompt,
    Span,
    Speaker,
    Tick,
    utterance,
)
from coach.call.live import (
    Check,
    Consented,
    Disturbed,
    Found,
    Given,
    Gone,
    Happening,
    Lag,
    Level,
    Noted,
    Paused,
    Pinned,
    Promised,
    Resumed,
    Shed,
    Shown,
    SideNotes,
    StillOpen,
    Swapped,
    Trouble,
    Why,
)
from coach.export.live_json import LiveLines
from coach.export.live_text import LiveText

A, C = Speaker.AGENT, Speaker.CUSTOMER
GIVEN = utterance(C, "It is 4903 1160 thanks.", Span(2.0, 4.0))
FINDING = Finding(
    "reasked-identifier", Kind.ANTI, Span(5, 7), 1, "your number 49031160?", 0.7, "Given at 0:02."
)
PROMPT = Prompt("ask-again", "reasked-identifier", "You have it", "Ending 60?", "Given at 0:02.")
NOTES = SideNotes(
    (Given("account_number", "ending 60", 2.0, lit=True),),
    (Promised("call back", None, 3.0),),
    (StillOpen("question", "what about 49031160?", 4.0),),
    (Check("settled", done=False),),
    "the bill",
)
ALL: tuple[Happening, ...] = (
    Partial(C, GIVEN.words[:3], 3.0),
    Heard(GIVEN),
    Heard(utterance(A, "What was your number 49031160?", Span(5.0, 7.0))),
    Found(FINDING, 7.0),
    Shown(PROMPT, 7.1, 15.0, FINDING.identity),
    Gone("ask-again", 9.0, Why.HELPFUL),
    Noted(NOTES, 9.0),
    Level(A, -30.04, 9.0),
    Level(C, None, 9.0),
    Lag(2.5, Shed.PARTIALS, 9.5),
    Disturbed(Trouble.DEVICE_LOST, "The headset is gone.", 10.0, A),
    Paused(11.0),
    Resumed(11.0),
    Pinned("come back", 12.0),
    Consented(13.0),
    Tick(14.0),
    Ended(15.0, EndedBy.AGENT),
)


@pytest.fixture
def lines() -> list[dict]:
    made = LiveLines()
    told = [made.line(happening, 20.0) for happening in ALL]
    return [json.loads(json.dumps(line, allow_nan=False)) for line in told if line is not None]


def test_every_line_has_its_type_and_time(lines: list[dict]) -> None:
    """Each line says what it is and when it was told; the clock alone has no line."""
    assert [line["type"] for line in lines] == [
        "partial", "utterance", "utterance", "finding", "prompt", "prompt_gone", "notes", "level",
        "level", "lag", "trouble", "paused", "resumed", "pinned", "consented", "ended",
    ]  # fmt: skip
    assert {line["at"] for line in lines} == {20.0}


def test_the_fields_of_the_contract(lines: list[dict]) -> None:
    """Lines carry the fields that programs rely on."""
    by_type = {line["type"]: line for line in lines}
    assert by_type["partial"]["speaker"] == "customer"
    assert (by_type["partial"]["start"], by_type["utterance"]["end"]) == (2.0, 7.0)
    assert set(by_type["finding"]) == {
        "type", "at", "pattern", "kind", "turn", "start", "end", "quote", "evidence", "confidence",
        "why", "instead",
    }  # fmt: skip
    assert by_type["finding"]["turn"] == 1
    prompt = by_type["prompt"]
    assert {"id", "cue", "say", "why", "finding"} <= set(prompt)
    assert prompt["finding"]["pattern"] == "reasked-identifier"
    assert by_type["prompt_gone"] == {
        "type": "prompt_gone", "at": 20.0, "id": "ask-again", "why": "helpful",
    }  # fmt: skip
    assert by_type["lag"]["behind_s"] == 2.5
    assert by_type["level"]["dbfs"] is None
    assert by_type["ended"]["by"] == "agent"


def test_no_number_is_told(lines: list[dict]) -> None:
    """Neither words, nor findings, nor notes tell a number, unless asked to."""
    assert "4903" not in json.dumps(lines)
    plain = LiveLines(unmasked=True)
    assert "4903 1160" in json.dumps([plain.line(happening, 1.0) for happening in ALL])


def test_after_a_swap_turns_are_counted_anew() -> None:
    """What comes again after a swap has the numbers that it had."""
    made = LiveLines()
    turns = [made.line(it, 0.0) for it in (Heard(GIVEN), Swapped(5.0), Heard(GIVEN))]
    assert [turn.get("turn") for turn in turns if turn] == [0, None, 0]


def test_for_people() -> None:
    """People read who said what, what was noticed, once each, and what to say; numbers hidden."""
    made = LiveText()
    told = [line for it in (*ALL[:4], ALL[3], *ALL[4:]) for line in made.lines(it)]
    assert told == [
        "   0:02  Customer  It is •••• •••• thanks.",
        "   0:05  Agent     What was your number ••••••••?",
        "   0:05  Noticed   Reasked identifier: Given at 0:02. (70 % sure)",
        "   0:07  Prompt    You have it - Ending 60?",
        "   0:10  The headset is gone.",
        "   0:11  Paused. Nothing is heard or kept.",
        "   0:11  The call goes on.",
        "   0:12  Pinned    come back",
        "   0:13  Consent is noted.",
        "   0:15  The call is over.",
    ]
