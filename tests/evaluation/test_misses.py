"""A false or missed finding in its place."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from labelled import call_of, finding_at, labelled
from rich.console import Console

from coach.call import Mark, Speaker, WrittenCall
from coach.evaluation import evaluate
from coach.evaluation.as_text import misses as as_text
from coach.evaluation.finding import Found
from coach.evaluation.matching import Located
from coach.evaluation.misses import TURNS_AROUND

A, C = Speaker.AGENT, Speaker.CUSTOMER
CALL = call_of([A, C, A, C, A, C, A], [Mark("dead-air", 2), Mark("no-thanks", 1, doubtful=True)])


def shown(call: WrittenCall, found: Found) -> str:
    console = Console(width=90, file=StringIO())
    for one in as_text(evaluate([("one", call)], lambda _: found).misses):
        console.print(one)
    lines = console.file.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines)


@given(labelled(), st.integers(0, 3))
def test_every_miss_has_its_turn_in_its_context(
    made: tuple[WrittenCall, list[Located]], acts: int
) -> None:
    """The context holds the turn, marked once, and at most two turns on either side, in order."""
    call, located = made
    findings = [finding_at(call, one.pattern, one.turn) for one in located]
    found = Found(findings, [(("question", 0.9),)] * min(acts, len(call.turns)))
    for miss in evaluate([("one", call)], lambda _: found).misses:
        near = miss.as_json()["context"]
        turns = [row["turn"] for row in near]
        assert [row["turn"] for row in near if row["anchor"]] == [miss.turn]
        assert turns == sorted(turns)
        assert all(abs(turn - miss.turn) <= TURNS_AROUND for turn in turns)
        assert len(turns) >= min(len(call.turns), TURNS_AROUND + 1)
        assert all(row["text"] == call.turns[row["turn"]].text for row in near)


def test_a_false_one_tells_why() -> None:
    """A false finding shows why it was made and how sure, what is labelled near, what was read."""
    finding = replace(finding_at(CALL, "no-thanks", 4), why="Nobody thanked.", confidence=0.61)
    text = shown(CALL, Found([finding], [(("thanks", 0.42),)] * 7))
    assert "false no-thanks in one, 4: Nobody thanked. (61 % sure)" in text
    assert "▶   0:04 agent    this is turn 4  found: no-thanks" in text
    assert "this is turn 2  <- dead-air" in text
    assert "read as: thanks 0.42" in text
    assert "turn 1" not in text.partition("missed")[0]


def test_a_missed_one_shows_its_label() -> None:
    """A missed finding shows its label at its turn, a doubtful one near it, and no reason."""
    text = shown(CALL, Found([]))
    assert "missed dead-air in one, 2:\n" in text
    assert "▶   0:02 agent    this is turn 2  <- dead-air" in text
    assert "this is turn 1  <- ?no-thanks" in text
    assert "sure" not in text
