"""A second opinion on findings of middle confidence, from a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import Model, serving

from coach.call import (
    EndedBy,
    Evidence,
    Finding,
    Kind,
    ReviewedCall,
    Roles,
    Speaker,
    Timing,
    UsageError,
)
from coach.call.notation import parse
from coach.coaching.metrics import measure
from coach.coaching.scorecard import score
from coach.detectors import pattern
from coach.export.as_json import as_object
from coach.second_opinion import SecondOpinion, judge
from coach.second_opinion.question import question, read_answer

SCRIPT = """
agent: Thanks for calling Brightwater, can I take your card number?
customer: Four nine oh three, double one six oh, four four one seven, eight eight two two.
agent: Lovely. And what can I do for you?
customer: My bill looks high this month, and it frightens me.
agent: What's your account number?
customer: I gave you that.
"""


def reviewed(*confidences: float) -> ReviewedCall:
    """A call with a finding at its fifth utterance for each confidence, each its own pattern."""
    call = parse(SCRIPT)
    slugs = ("reasked-identifier", "concern-not-acknowledged", "no-thanks", "open-question")
    findings = tuple(
        Finding(
            slug,
            Kind.ANTI,
            call.turns[4].span,
            4,
            call.turns[4].text,
            confidence,
            "The account number was already given.",
            "I have it here.",
            (Evidence(call.turns[1].start, call.turns[1].text),),
        )
        for slug, confidence in zip(slugs, confidences, strict=False)
    )
    return ReviewedCall(
        source="call",
        duration=call.end,
        engine="notation",
        roles=Roles("declared", 1.0),
        ended_by=EndedBy.UNKNOWN,
        utterances=call.turns,
        turn_of=tuple(range(len(call.turns))),
        findings=findings,
        metrics=measure(call.turns, call.end, []),
        score=score(findings, call.end),
        timing=Timing(call.end, 0.0),
    )


def says(holds: bool, why: str = "They had just said it.") -> Callable[[dict[str, Any]], str]:
    return lambda _: json.dumps({"holds": holds, "why": why})


def settings(model: Model, **changes: Any) -> SecondOpinion:
    return replace(SecondOpinion(model.base_url, "small", timeout_s=5.0), **changes)


def test_only_the_middle_is_judged() -> None:
    """What is sure, and what is hardly believed, is not asked about, and stays as it was."""
    call = reviewed(0.2, 0.5, 0.9)
    with serving(Model(says(True))) as model:
        made = judge(call, settings(model))
    assert len(model.asked) == 1
    assert model.paths == ["/v1/chat/completions"]
    assert [found.judged is not None for found in made.findings] == [False, True, False]
    assert (made.findings[0], made.findings[2]) == (call.findings[0], call.findings[2])


@pytest.mark.parametrize(("holds", "word"), [(True, "agrees"), (False, "does not agree")])
def test_the_finding_says_that_it_was_judged(holds: bool, word: str) -> None:
    """The opinion moves the confidence its way; `why`, the notes and the JSON name the model."""
    call = reviewed(0.5)
    with serving(Model(says(holds))) as model:
        made = judge(call, settings(model))
    found = made.findings[0]
    assert (found.confidence > 0.5) == holds
    assert f"A second opinion (small) {word}: They had just said it." in found.why
    assert any("1 finding was judged a second time by small" in note for note in made.notes)
    assert made.score == score(made.findings, call.duration)
    told = as_object(made)["findings"][0]["second_opinion"]
    assert told == {"by": "small", "holds": holds, "why": "They had just said it."}
    assert "second_opinion" not in as_object(call)["findings"][0]


def test_only_masked_words_are_sent() -> None:
    """Of a card number no more than its last digits reach the server, in quotes as in turns."""
    with serving(Model(says(True))) as model:
        judge(reviewed(0.5), settings(model))
    sent = model.sent().lower()
    assert "frightens me" in sent
    assert ">> [" in sent
    for word in ("nine", "oh three", "six oh"):
        assert word not in sent


def test_nothing_in_doubt_asks_nobody() -> None:
    """Without a finding of middle confidence the call stays as it is, and nothing is sent."""
    call = reviewed(0.9, 0.1)
    with serving(Model(says(True))) as model:
        assert judge(call, settings(model)) == call
    assert model.asked == []


BROKEN: dict[str, tuple[Model, str]] = {
    "an error": (Model(says(True), status=500), "status 500"),
    "a redirection": (Model(says(True), status=307), "status 307"),
    "no JSON": (Model(says(True), body=b"<html>"), "no chat completion"),
    "other JSON": (Model(says(True), body=b"[1, 2]"), "no chat completion"),
    "no text": (
        Model(says(True), body=b'{"choices": [{"message": {"content": null}}]}'),
        "no chat completion",
    ),
    "too long": (Model(says(True), body=b" " * 100_000), "no chat completion"),
    "too deep": (Model(says(True), body=b"[" * 60_000), "no chat completion"),
    "slow": (Model(says(True), wait_s=0.6), "did not answer within 0.2 s"),
    "dripping": (Model(says(True), drip_s=0.05), "did not answer within 0.2 s"),
    "prose": (Model(lambda _: "Yes, I think so."), "answers otherwise than it was asked to"),
    "more": (
        Model(lambda _: '{"holds": true, "why": "", "ps": 1}'),
        "answers otherwise than it was asked to",
    ),
    "a number": (
        Model(lambda _: '{"holds": 1, "why": "So."}'),
        "answers otherwise than it was asked to",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_whatever_fails_is_one_calm_note(broken: str) -> None:
    """However the server fails, the review stands as it was, with one note that says so."""
    call = reviewed(0.5, 0.5)
    model, expected = BROKEN[broken]
    with serving(model):
        made = judge(call, settings(model, timeout_s=0.2 if "0.2 s" in expected else 5.0))
    assert replace(made, notes=()) == call
    (note,) = made.notes
    assert note.startswith("There is no second opinion: 127.0.0.1")
    assert expected in note
    assert note.endswith("The review stands without it.")


def test_nobody_there() -> None:
    """A port on which nobody listens is a note, not an error."""
    with serving(Model(says(True))) as model:
        pass
    (note,) = judge(reviewed(0.5), settings(model)).notes
    assert "cannot be reached" in note


def test_what_was_answered_before_the_trouble_stays() -> None:
    """One answer that can be read counts, though the next one cannot, and the note tells both."""
    answers = iter(['{"holds": true, "why": "So."}', "hm", "hm"])
    with serving(Model(lambda _: next(answers))) as model:
        made = judge(reviewed(0.5, 0.5, 0.5), settings(model))
    assert [found.judged is not None for found in made.findings] == [True, False, False]
    (note,) = made.notes
    assert "agrees with 1; for others" in note


@pytest.mark.parametrize("host", ["192.0.2.1", "8.8.8.8", "[2001:4860:4860::8888]", "172.32.0.1"])
def test_an_address_outside_is_refused(host: str) -> None:
    """The words of a call do not leave the private network unless the settings say so."""
    outside = SecondOpinion(f"http://{host}/v1", "big", timeout_s=0.2)
    if host == "192.0.2.1":  # set aside for documentation: counts as nobody's own
        outside = replace(outside, base_url="http://93.184.216.34/v1")
    with pytest.raises(UsageError, match="not on a private network") as refusal:
        judge(reviewed(0.5), outside)
    assert "anywhere = true" in refusal.value.hint


def test_a_key_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key is sent when the settings name a variable that holds one, and no key otherwise."""
    monkeypatch.setenv("MY_KEY", "open sesame")
    with serving(Model(says(True))) as model:
        judge(reviewed(0.5), settings(model))
        judge(reviewed(0.5), settings(model, key_variable="MY_KEY"))
    assert [row.get("Authorization") for row in model.headers] == [None, "Bearer open sesame"]


def test_no_proxy_comes_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that the environment names does not get to see the call."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(Model(says(True))) as model:
        assert judge(reviewed(0.5), settings(model)).findings[0].judged is not None


def test_a_long_call_asks_so_often_and_no_more() -> None:
    """No more findings of a call are judged than the settings allow."""
    with serving(Model(says(False))) as model:
        judge(reviewed(0.5, 0.5, 0.5), settings(model, at_most=2))
    assert len(model.asked) == 2


@given(st.text(max_size=300), st.booleans())
def test_a_reason_is_one_plain_line(why: str, holds: bool) -> None:
    """Whatever a model says for a reason, it is one line without control signs, and not long."""
    answer = read_answer(json.dumps({"holds": holds, "why": why}))
    assert answer is not None
    assert answer.holds == holds
    assert answer.why.isprintable()
    assert len(answer.why) <= 201


@given(st.text(max_size=60))
def test_what_is_no_answer_is_none(content: str) -> None:
    """Text that is not the object asked for is no answer."""
    assert read_answer(content) is None


def test_the_speakers_are_told_apart() -> None:
    """The model reads who said what, and which utterance is meant."""
    with serving(Model(says(True))) as model:
        judge(reviewed(0.5), settings(model))
    lines = [line for line in model.sent().splitlines() if line.startswith(">> [")]
    assert len(lines) == 1
    assert f"{Speaker.AGENT}: What's your account number?" in lines[0]


def test_what_it_rests_on_is_quoted_when_it_lies_far_back() -> None:
    """A page quotes evidence that was said before the utterances which it shows, and only then."""
    call = parse(SCRIPT + "agent: Let me see.\ncustomer: Yes.\n" * 6)
    far = replace(reviewed(0.5).findings[0], anchor=16)
    page = question(far, call.turns, pattern(far.pattern))[1]["content"]
    assert f"Said earlier:\n- {call.turns[1].text}" in page
    assert "frightens me" not in page
    near = question(replace(far, anchor=4), call.turns, pattern(far.pattern))[1]["content"]
    assert "Said earlier" not in near
