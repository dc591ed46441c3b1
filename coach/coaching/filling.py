"""What the placeholders of a prompt are filled with: from the ledger, with numbers hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from coach.call import Finding
from coach.call.masking import mask_words
from coach.coaching.gist import Gist, bare, quoted
from coach.ledger import Conversation, GivenFact
from coach.signals.entities import conflict

Values = Mapping[str, str | None]

NAMES: dict[str, str] = {
    "account": "account number",
    "member": "membership number",
    "customer": "customer number",
    "order": "order number",
    "policy": "policy number",
    "booking": "booking number",
    "case": "case number",
    "serial": "serial number",
    "number": "number",
    "phone": "phone number",
    "card": "card number",
    "last_digits": "last digits",
    "email": "email address",
    "date_of_birth": "date of birth",
    "security": "security answer",
}
"""What the kinds of facts are called aloud; the others are called as they are."""

_WORDS_AS_GIVEN = frozenset({"name", "address", "email", "postcode"})
_FEWEST_SHOWN, _MOST_SHOWN = 2, 4
_LEAD = re.compile(
    r"^(?:yeah|yes|oh|um|uh|sure|okay|it['’]s|it is|that['’]s|my name['’]?s?(?: is)?|[ ,])+\b ?",
    re.IGNORECASE,
)
LONGEST_WORDS = 8


def name_of(kind: str) -> str:
    """What a kind of fact is called: `account` is an account number."""
    return NAMES.get(kind, kind.replace("_", " "))


def fact(known: GivenFact, asked: str | None = None) -> Values:
    """What is said of a fact when it is asked for again, under the name it is asked for by."""
    return {
        "kind": name_of(asked or known.kind),
        "value": shown(known),
        "given": when(known.start),
    }


def when(start: float | None) -> str:
    """When something was said: "at 1:12", or "before the call"."""
    if start is None:
        return "before the call"
    minutes, seconds = divmod(int(start), 60)
    return f"at {minutes}:{seconds:02d}"


def shown(known: GivenFact) -> str | None:
    """As much of a fact as may stand on a screen; None for what is never shown.

    A number keeps its last digits, a date of birth its day and month; of an answer to a security
    question nothing is shown.
    """
    if known.kind == "security":
        return None
    if known.kind == "date_of_birth":
        return _birthday(known.value)
    if known.kind in _WORDS_AS_GIVEN:
        words = _LEAD.sub("", re.split(r"[.?!;](?:\s|$)", known.value)[0]).split()
        return bare(" ".join(mask_words(words))) if len(words) <= LONGEST_WORDS else None
    signs = re.sub(r"[^0-9A-Za-z]", "", known.value)
    if not any(sign.isdigit() for sign in signs):
        return None
    keep = max(_FEWEST_SHOWN, min(_MOST_SHOWN, len(signs) // 3))
    return f"ending {signs[-keep:].upper()}"


def _birthday(value: str) -> str | None:
    try:
        born = date.fromisoformat(value.removeprefix("../"))
    except ValueError:
        return None
    return f"{born.day} {born:%B}"


def after(call: Conversation, finding: Finding, gist: Gist) -> Values:
    """The values for the prompts that come after a finding of the latest event."""
    match finding.pattern:
        case "reasked-identifier":
            return _asked_again(call, finding)
        case "unanswered-question":
            return {"question": _evidence(call, finding)}
        case "concern-not-acknowledged":
            return {"concern": _evidence(call, finding)}
        case "repeated-story":
            return {"reason": gist.reason(call)}
        case "contradicted-timeline":
            return _said_before(call, finding)
    return {}


def _evidence(call: Conversation, finding: Finding) -> str | None:
    """The words that a finding rests on. They are recent: few utterances are looked through."""
    if not finding.evidence:
        return None
    rests_on = finding.evidence[-1]
    near = range(finding.anchor, max(-1, finding.anchor - 2 * LONGEST_WORDS), -1)
    index = next((i for i in near if call.said(i).start <= rests_on.start), finding.anchor)
    return quoted(call, index, rests_on.quote)


def _asked_again(call: Conversation, finding: Finding) -> Values:
    said = call.said(finding.anchor)
    for asked in call.asked:
        known = call.facts.known(asked.kind)
        if known is not None and asked.piece.text(said) == finding.quote:
            return fact(known, asked.kind)
    return {}


def _said_before(call: Conversation, finding: Finding) -> Values:
    """The two that conflict: what was told before, and what the finding points to."""
    stated = call.commitments.stated
    recent = [*stated[: call.commitments.earlier], *stated[call.commitments.earlier :][-24:]]
    for now in reversed(recent):
        if now.index != finding.anchor:
            continue
        for told in recent:
            if told.index != finding.anchor and conflict(told.entity, now.entity):
                earlier, when_now = (one.entity.text for one in (told, now))
                if earlier in finding.why and when_now in finding.why:
                    return {"earlier": bare(earlier), "when": bare(when_now)}
    return {}
