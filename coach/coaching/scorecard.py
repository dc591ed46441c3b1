"""Scores 0 to 100 per skill, from what was found. For coaching, not for decisions on employment.

The rule, and why it is this one, is in docs/notes/0005-scores.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from coach.call import Finding, Kind, Scorecard, Skill

MOST_WON_BACK = 0.5
"""Good moves win back at most this part of what was lost: praise does not undo harm."""

REFERENCE_S = 600.0
"""A call up to this long is judged as it is; a longer one has more chances to slip."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one finding moves its skill, 0..1, and why.

    For a missed chance: the part of the skill's score that is lost. For a good move: its part of
    what can be won back. `recurs`: a matter of habit that can come again every minute, so that it
    weighs less in a long call.
    """

    skill: Skill
    part: float
    reason: str
    recurs: bool = False


UNKNOWN = Weight(Skill.LISTENING, 0.2, "a pattern without a weight of its own")

WEIGHTS: Mapping[str, Weight] = {
    # Asking
    "reasked-identifier": Weight(Skill.ASKING, 0.25, "costs time and says: nobody wrote it down"),
    "repeated-story": Weight(Skill.ASKING, 0.35, "the customer pays again for the first telling"),
    "read-back": Weight(Skill.ASKING, 0.4, "what was given is used"),
    "open-question": Weight(Skill.ASKING, 0.4, "the customer's own account is wanted"),
    # Apologies
    "misplaced-apology": Weight(Skill.APOLOGY, 0.4, "treats the customer's choice as a misfortune"),
    "apology-loop": Weight(Skill.APOLOGY, 0.35, "sorrow instead of help"),
    # Listening
    "concern-not-acknowledged": Weight(Skill.LISTENING, 0.35, "a feeling was told to nobody"),
    "unanswered-question": Weight(Skill.LISTENING, 0.35, "what was asked stays open"),
    "interruption": Weight(Skill.LISTENING, 0.2, "often by accident, on a bad line", recurs=True),
    "monologue": Weight(Skill.LISTENING, 0.2, "the customer can only wait", recurs=True),
    "rushed-speech": Weight(Skill.LISTENING, 0.15, "what is too fast is asked again", recurs=True),
    "stacked-questions": Weight(Skill.LISTENING, 0.15, "only the last is answered", recurs=True),
    "dead-air": Weight(Skill.LISTENING, 0.2, "is anybody there?", recurs=True),
    "acknowledged-feeling": Weight(Skill.LISTENING, 0.6, "the opposite of passing over it"),
    "reflected-back": Weight(Skill.LISTENING, 0.5, "proof that it was taken in"),
    "personal-touch": Weight(Skill.LISTENING, 0.4, "heard beyond the matter at hand"),
    # Ending
    "premature-hangup": Weight(Skill.ENDING, 0.6, "the call failed, and the customer with it"),
    "loop-not-closed": Weight(Skill.ENDING, 0.35, "for the customer it ends later than the call"),
    "no-final-check": Weight(Skill.ENDING, 0.2, "the next call may be about what was left"),
    "no-thanks": Weight(Skill.ENDING, 0.15, "small, and the last thing heard"),
    "closed-loop": Weight(Skill.ENDING, 0.6, "the customer knows what comes, and when"),
    # Ownership
    "deflection": Weight(Skill.OWNERSHIP, 0.4, "the work was sent back unseen"),
    "blind-transfer": Weight(Skill.OWNERSHIP, 0.35, "the next agent starts from nothing"),
    "halfway-language": Weight(Skill.OWNERSHIP, 0.3, "puts the ball back in the middle"),
    "blame-language": Weight(Skill.OWNERSHIP, 0.45, "remembered longer than the matter"),
    "policy-wall": Weight(Skill.OWNERSHIP, 0.35, "a no without a way forward"),
    "vague-promise": Weight(Skill.OWNERSHIP, 0.25, "nobody can hold it to anything"),
    "contradicted-timeline": Weight(Skill.OWNERSHIP, 0.35, "people plan by what they are told"),
    "dated-promise": Weight(Skill.OWNERSHIP, 0.5, "a promise that can be kept"),
    "warm-transfer": Weight(Skill.OWNERSHIP, 0.6, "nothing has to be told again"),
    "offered-alternative": Weight(Skill.OWNERSHIP, 0.5, "a way forward beside the no"),
    # Recovery
    "complaint-not-owned": Weight(Skill.RECOVERY, 0.45, "a complaint that goes nowhere"),
    "missed-recovery": Weight(Skill.RECOVERY, 0.4, "the company failed and did not put it right"),
    "cancellation-not-explored": Weight(Skill.RECOVERY, 0.3, "nobody learns why"),
    "detractor-ignored": Weight(Skill.RECOVERY, 0.4, "the last chance to be told why"),
    "offered-recovery": Weight(Skill.RECOVERY, 0.6, "put right, and said so"),
    "asked-why-leaving": Weight(Skill.RECOVERY, 0.5, "a reason is worth more than a save"),
}

OVERALL: Mapping[Skill, int] = {
    Skill.ASKING: 10,  # felt as delay
    Skill.APOLOGY: 10,  # felt as tone
    Skill.LISTENING: 25,  # what all else rests on
    Skill.ENDING: 20,  # what is remembered
    Skill.OWNERSHIP: 20,  # whether anything is done
    Skill.RECOVERY: 15,  # only in calls in which something went wrong
}
"""Parts of a hundred in the overall score."""


def score(
    findings: Iterable[Finding], duration: float, weights: Mapping[str, Weight] = WEIGHTS
) -> Scorecard:
    """The scorecard of a call that lasted `duration` seconds. No finding: 100 everywhere."""
    basis: dict[Skill, list[Finding]] = {skill: [] for skill in Skill}
    for finding in findings:
        basis[weights.get(finding.pattern, UNKNOWN).skill].append(finding)
    leniency = sqrt(REFERENCE_S / max(duration, REFERENCE_S))
    skills = {skill: _skill(found, leniency, weights) for skill, found in basis.items()}
    return Scorecard(
        overall=round(sum(OVERALL[skill] * points for skill, points in skills.items()) / 100),
        skills=skills,
        rests_on={
            skill: tuple(sorted(found, key=lambda finding: finding.span))
            for skill, found in basis.items()
        },
    )


def _skill(found: Iterable[Finding], leniency: float, weights: Mapping[str, Weight]) -> int:
    kept = 1.0
    not_won = 1.0
    for finding in found:
        weight = weights.get(finding.pattern, UNKNOWN)
        moved = 1.0 - weight.part * min(1.0, max(0.0, finding.confidence)) * (
            leniency if weight.recurs else 1.0
        )
        if finding.kind is Kind.ANTI:
            kept *= moved
        else:
            not_won *= moved
    lost = (1.0 - kept) * (1.0 - MOST_WON_BACK * (1.0 - not_won))
    return round(100.0 * (1.0 - lost))
