"""What the patterns of the catalogue are called on a screen: at most 23 characters each."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "reasked-identifier": "Asked again",
    "repeated-story": "Story told twice",
    "misplaced-apology": "Apology out of place",
    "apology-loop": "Apology repeated",
    "concern-not-acknowledged": "Concern passed over",
    "unanswered-question": "Question left open",
    "interruption": "Cut in",
    "monologue": "Long stretch of talk",
    "rushed-speech": "Fast speech",
    "stacked-questions": "Questions piled up",
    "dead-air": "Silence not announced",
    "premature-hangup": "Ended while still open",
    "loop-not-closed": "Next step left open",
    "no-final-check": "Last check left out",
    "no-thanks": "No thanks at the end",
    "deflection": "Sent elsewhere",
    "blind-transfer": "Passed on cold",
    "halfway-language": "Work handed back",
    "blame-language": "Sounds like blame",
    "policy-wall": "A no with no way on",
    "vague-promise": "Promise without a time",
    "contradicted-timeline": "Times that differ",
    "complaint-not-owned": "Complaint has no owner",
    "missed-recovery": "Failure not made good",
    "cancellation-not-explored": "A chance to ask why",
    "detractor-ignored": "Unhappiness passed by",
    "acknowledged-feeling": "Feeling heard",
    "reflected-back": "Said back and checked",
    "open-question": "Open question",
    "read-back": "Used what was given",
    "dated-promise": "Promise with a date",
    "closed-loop": "Next step is clear",
    "personal-touch": "Personal touch",
    "warm-transfer": "Passed on with care",
    "asked-why-leaving": "Asked why",
    "offered-recovery": "Made good",
    "offered-alternative": "A way on beside the no",
}


def plain_name(pattern: str) -> str:
    """The name of a pattern; for one that has none here, its slug as words."""
    return NAMES.get(pattern) or pattern.replace("-", " ").capitalize()
