"""Precision, recall and F1 over labelled calls."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from labelled import call_of, finding_at

from coach.call import InputError, Kind, Mark, Speaker, WrittenCall
from coach.detectors import discover
from coach.evaluation import evaluate, evaluate_folder
from coach.evaluation.finding import Found

A, C = Speaker.AGENT, Speaker.CUSTOMER
CONTRACT = ("case", "pattern", "turn", "kind", "text")
ROW = {"tp", "fp", "fn", "precision", "recall", "f1"}
LABELLED = call_of([A, C, A, C, A, C, A], [Mark("dead-air", 2), Mark("no-thanks", 6)])


def finds(*places: tuple[str, int]):  # noqa: ANN201 - a function of a written call
    def find(call: WrittenCall) -> Found:
        return Found([finding_at(call, pattern, turn) for pattern, turn in places])

    return find


def test_the_keys_of_the_contract() -> None:
    """The object has what programs rely on: each pattern by kind, all together, and the misses."""
    made = evaluate([("one", LABELLED)], finds(("dead-air", 6))).as_json()
    assert {"cases", "patterns", "micro", "macro", "good", "misses"} <= set(made)
    assert made["cases"] == 1
    kinds = {pattern.slug: pattern.kind for pattern in discover()}
    assert set(made["patterns"]) == {slug for slug in kinds if kinds[slug] is Kind.ANTI}
    assert set(made["good"]) == {slug for slug in kinds if kinds[slug] is Kind.GOOD}
    for row in [*made["patterns"].values(), *made["good"].values(), made["micro"]]:
        assert set(row) == ROW
    assert {"precision", "recall", "f1"} <= set(made["macro"])
    assert all(set(miss) >= {"case", "pattern", "turn", "kind", "text"} for miss in made["misses"])
    assert {miss["kind"] for miss in made["misses"]} == {"missed", "false"}
    assert json.loads(json.dumps(made)) == made


def test_all_found() -> None:
    """Who finds what is labelled has a precision, a recall and an F1 of one."""
    made = evaluate([("one", LABELLED)], finds(("dead-air", 2), ("no-thanks", 6))).as_json()
    for row in (made["patterns"]["dead-air"], made["micro"], made["macro"]):
        assert (row["precision"], row["recall"], row["f1"]) == (1.0, 1.0, 1.0)
    assert made["misses"] == []


def test_nothing_found() -> None:
    """Who finds nothing has no precision to speak of, and a recall of nought."""
    row = evaluate([("one", LABELLED)], finds()).as_json()["patterns"]["dead-air"]
    assert row == {"tp": 0, "fp": 0, "fn": 1, "precision": None, "recall": 0.0, "f1": 0.0}


def test_what_was_never_labelled_nor_found() -> None:
    """A pattern without labels and findings has no figures, and does not weigh in the mean."""
    made = evaluate([("one", LABELLED)], finds(("dead-air", 2))).as_json()
    row = made["patterns"]["monologue"]
    assert (row["precision"], row["recall"], row["f1"]) == (None, None, None)
    assert made["macro"]["recall"] == 0.5


def test_one_true_one_false_one_missed() -> None:
    """Counts over calls add up, and each false or missed one is shown with its words."""
    result = evaluate(
        [("one", LABELLED), ("two", call_of([A, C, A]))], finds(("dead-air", 2))
    ).as_json()
    assert result["cases"] == 2
    row = result["patterns"]["dead-air"]
    assert (row["tp"], row["fp"], row["fn"], row["precision"]) == (1, 1, 0, 0.5)
    told = [{key: miss[key] for key in CONTRACT} for miss in result["misses"]]
    assert told == [
        {
            "case": "one",
            "pattern": "no-thanks",
            "turn": 6,
            "kind": "missed",
            "text": "this is turn 6",
        },
        {
            "case": "two",
            "pattern": "dead-air",
            "turn": 2,
            "kind": "false",
            "text": "this is turn 2",
        },
    ]


def test_labels_of_no_detector_do_not_count() -> None:
    """A label of a pattern that nothing listens for is left out of all figures."""
    made = evaluate([("one", call_of([A], [Mark("sings-badly", 0)]))], finds()).as_json()
    assert made["micro"]["fn"] == 0
    assert made["misses"] == []


def test_a_good_move_at_a_labelled_turn_is_not_false() -> None:
    """A good move found where another label stands counts neither way; elsewhere it is false."""

    def find(call: WrittenCall) -> Found:
        found = [finding_at(call, "read-back", 2), finding_at(call, "read-back", 4)]
        return Found([replace(one, kind=Kind.GOOD) for one in found])

    row = evaluate([("one", LABELLED)], find).as_json()["good"]["read-back"]
    assert (row["tp"], row["fp"]) == (0, 1)


def test_an_anchor_is_an_utterance_not_a_turn() -> None:
    """A finding's anchor counts utterances as they ended, and is put back to the file's turns."""
    notation_order = call_of([A, C, A])
    turns = (notation_order.turns[2], notation_order.turns[0], notation_order.turns[1])
    call = WrittenCall(turns, marks=(Mark("dead-air", 0),))
    assert call.order == (1, 2, 0)
    made = evaluate([("one", call)], finds(("dead-air", 0))).as_json()
    assert made["patterns"]["dead-air"]["tp"] == 1


def test_a_folder_is_read_through_and_through(tmp_path: Path) -> None:
    """All labelled calls below a folder count, in both of their formats."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.call").write_text("agent: Hello there. <- no-thanks\n", "utf-8")
    case = {
        "id": "two",
        "known_facts": {},
        "history": [],
        "ended_by": "agent",
        "turns": [{"speaker": "agent", "start": 0.0, "end": 1.0, "text": "Hello there."}],
        "expect": [{"pattern": "no-thanks", "turn": 0}],
        "good": [],
        "doubtful": [],
    }
    (tmp_path / "two.json").write_text(json.dumps(case), "utf-8")
    (tmp_path / "read me.txt").write_text("Nothing to see here.", "utf-8")
    made = evaluate_folder(tmp_path, finds(("no-thanks", 0))).as_json()
    assert made["cases"] == 2
    assert made["patterns"]["no-thanks"]["tp"] == 2


def test_a_folder_without_calls_is_refused(tmp_path: Path) -> None:
    """A folder that holds no labelled call is refused with what is looked for."""
    with pytest.raises(InputError, match="no labelled calls") as refusal:
        evaluate_folder(tmp_path, finds())
    assert "*.json" in refusal.value.hint
