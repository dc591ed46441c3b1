import json
import math
from dataclasses import replace

import pytest
from calls_made import CLEAN_CALL, COAT, COAT_CALL
from golden_files import agrees_with

from coach.export.as_json import as_json, as_object


def test_the_contract_byte_for_byte() -> None:
    """What programs read does not change by accident."""
    assert agrees_with("coat.json", as_json(COAT_CALL) + "\n")


def test_the_fields_of_the_contract() -> None:
    """Every field that programs count on is there, under its name and in its order."""
    found = as_object(COAT_CALL)
    assert list(found)[:10] == [
        "input", "duration_s", "engine", "roles", "ended_by", "utterances", "findings", "metrics",
        "score", "timing",
    ]  # fmt: skip
    assert list(found["findings"][0]) == [
        "pattern", "kind", "turn", "start", "end", "quote", "evidence", "confidence", "why",
        "instead",
    ]  # fmt: skip
    assert list(found["metrics"]) == [
        "talk_share", "overlap_s", "silence_s", "hold_s", "longest_monologue_s", "agent_wpm",
        "interruptions", "response_gap_s",
    ]  # fmt: skip
    assert list(found["utterances"][0]) == ["speaker", "start", "end", "text", "words"]
    assert list(found["utterances"][0]["words"][0]) == ["text", "start", "end", "confidence"]
    assert list(found["score"]["skills"]) == [
        "asking", "apology", "listening", "ending", "ownership", "recovery",
    ]  # fmt: skip


def test_a_finding_names_the_turn_of_the_input() -> None:
    """A finding's turn is the place in the file, whatever the order in which speech ended."""
    found = as_object(COAT_CALL)["findings"][3]
    assert found["turn"] == 6
    assert COAT.turns[6].text == found["quote"]


def test_one_line_of_valid_json() -> None:
    """It is one line that any reader of JSON takes, and what is unknown is null."""
    line = as_json(CLEAN_CALL)
    assert "\n" not in line
    assert json.loads(line)["utterances"][0]["words"][0]["confidence"] is None


def test_no_number_that_json_does_not_have() -> None:
    """NaN is refused here instead of breaking the reader."""
    metrics = replace(COAT_CALL.metrics, overlap_s=math.nan)
    with pytest.raises(ValueError, match="JSON"):
        as_json(replace(COAT_CALL, metrics=metrics))


def test_identifying_numbers_are_hidden_unless_asked_for() -> None:
    """The card, the account and the security code are only written when somebody asks."""
    masked, plain = as_json(COAT_CALL), as_json(COAT_CALL, unmasked=True)
    assert "419" not in masked
    assert "Four nine oh three" not in masked
    assert "419" in plain
    assert "Four nine oh three" in plain
