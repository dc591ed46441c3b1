"""A reviewed call, with a second opinion on those of its findings that are neither here nor there.

The model's word counts like that of a reader who is right four times out of five: nobody measured
it, so it moves a finding and does not settle it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from coach.call import Finding, Judgement, ReviewedCall
from coach.call.masked import mask_call
from coach.coaching.scorecard import score
from coach.detectors import discover
from coach.second_opinion.endpoint import Endpoint, NoAnswerError
from coach.second_opinion.question import Answer, question, read_answer
from coach.second_opinion.settings import SecondOpinion

RIGHT = 0.8
"""How often the model is taken to be right."""

FEWEST_TO_GO_ON = 2
"""After so many answers in a row that cannot be read, no more are asked for."""


def judge(call: ReviewedCall, settings: SecondOpinion) -> ReviewedCall:
    """The call with its judged findings, its score by them, and one note about it.

    UsageError when the settings name a host outside; whatever else goes wrong is in the note.
    """
    low, high = settings.between
    places = [i for i, found in enumerate(call.findings) if low <= found.confidence <= high]
    if not places:
        return call
    answers, trouble = _answers(call, places[: settings.at_most], settings)
    if not answers:
        note = f"There is no second opinion: {trouble}. The review stands without it."
        return replace(call, notes=(*call.notes, note))
    findings = tuple(
        judged(found, answers[i], settings.model) if i in answers else found
        for i, found in enumerate(call.findings)
    )
    return replace(
        call,
        findings=findings,
        score=score(findings, call.duration),
        notes=(*call.notes, _note(answers, trouble, settings)),
    )


def _answers(
    call: ReviewedCall, places: list[int], settings: SecondOpinion
) -> tuple[Mapping[int, Answer], str]:
    """The answers by the place of the finding, and what went wrong, if anything did."""
    patterns = {pattern.slug: pattern for pattern in discover()}
    masked = mask_call(call)
    answers: dict[int, Answer] = {}
    unread = 0
    try:
        endpoint = Endpoint(settings)
        for place in places:
            finding = masked.findings[place]
            asked = question(finding, masked.utterances, patterns[finding.pattern])
            answer = read_answer(endpoint.ask(asked))
            if answer is None:
                unread += 1
                if unread >= FEWEST_TO_GO_ON and not answers:
                    break
            else:
                answers[place] = answer
    except NoAnswerError as error:
        return answers, f"{settings.host} was asked, and {error}"
    return answers, f"{settings.host} answers otherwise than it was asked to" if unread else ""


def judged(finding: Finding, answer: Answer, model: str) -> Finding:
    """The finding with the opinion on it: its confidence moved, and its `why` saying so."""
    agrees = "agrees" if answer.holds else "does not agree"
    why = f"{finding.why} A second opinion ({model}) {agrees}{f': {answer.why}' * bool(answer.why)}"
    why = why if why.endswith((".", "!", "?", "…")) else f"{why}."
    moved = _moved(finding.confidence, up=answer.holds)
    return replace(
        finding, confidence=moved, why=why, judged=Judgement(model, answer.holds, answer.why)
    )


def _moved(confidence: float, *, up: bool) -> float:
    """The chance after one more witness, who is right as often as `RIGHT`."""
    kept = min(0.99, max(0.01, confidence))
    odds = math.log(kept / (1.0 - kept))
    odds += math.log(RIGHT / (1.0 - RIGHT)) * (1.0 if up else -1.0)
    return round(1.0 / (1.0 + math.exp(-odds)), 2)


def _note(answers: Mapping[int, Answer], trouble: str, settings: SecondOpinion) -> str:
    agreed = sum(answer.holds for answer in answers.values())
    findings = "1 finding was" if len(answers) == 1 else f"{len(answers)} findings were"
    note = f"{findings} judged a second time by {settings.model}, which agrees with {agreed}"
    return f"{note}; for others {trouble}." if trouble else f"{note}."
