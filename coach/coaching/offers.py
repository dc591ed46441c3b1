"""A prompt that could come on the screen, and how much each is worth the interruption."""

from __future__ import annotations

from dataclasses import dataclass

from coach.call import Prompt

SEVERITY: dict[str, float] = {
    "premature-hangup": 1.0,
    "interruption": 0.95,
    "reasked-identifier": 0.9,
    "dead-air": 0.9,
    "detractor-ignored": 0.9,
    "blind-transfer": 0.85,
    "concern-not-acknowledged": 0.85,
    "complaint-not-owned": 0.8,
    "contradicted-timeline": 0.8,
    "missed-recovery": 0.8,
    "cancellation-not-explored": 0.75,
    "loop-not-closed": 0.75,
    "deflection": 0.75,
    "vague-promise": 0.7,
    "unanswered-question": 0.7,
    "policy-wall": 0.7,
    "monologue": 0.65,
    "repeated-story": 0.65,
    "misplaced-apology": 0.6,
    "apology-loop": 0.6,
    "blame-language": 0.6,
    "no-final-check": 0.55,
    "rushed-speech": 0.5,
    "halfway-language": 0.45,
    "stacked-questions": 0.4,
}
"""How much a pattern costs if nothing is done now, 0..1.

First what loses the customer within the minute and can still be put right, then what they will
remember, last what is a habit of speech and can wait for the review.
"""

OTHERWISE = 0.5
"""For a pattern that is not in the list."""

BEFORE_THE_MISTAKE = 0.8
"""A moment before a mistake is a chance of one: it weighs less than the mistake itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A prompt, filled, that may be shown from `at` on. `weight` says which of several comes first.

    `answers` is the identity of the finding, None before the mistake. A guard comes at once.
    """

    prompt: Prompt
    at: float
    weight: float
    answers: tuple[str, int] | None = None
    guard: bool = False
    on_trust: bool = False


def weigh(prompt: Prompt, confidence: float) -> float:
    """Severity times confidence, less before the mistake than after it."""
    severity = SEVERITY.get(prompt.pattern, OTHERWISE)
    return severity * confidence * (BEFORE_THE_MISTAKE if prompt.moment == "before" else 1.0)
