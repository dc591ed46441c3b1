"""Which name in a transcript is the agent, and which the customer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from coach.call import Roles, Speaker

_AGENT = re.compile(
    r"\b(?:agent|rep|representative|advisor|adviser|operator|csr|employee|support|assistant"
    r"|associate|internal|supervisor|specialist|staff)\b"
    r"|\b(?:customer|client|member)s? (?:service|support|care|relations)\b"
)
_CUSTOMER = re.compile(r"\b(?:customer|caller|client|consumer|external|member)\b")
_NO_PERSON = re.compile(r"\b(?:system|bot|ivr|recording|automated|announcement)\b")

_AGENT_WORDS = re.compile(
    r"thank(?:s| you) for (?:calling|ringing|waiting|holding)"
    r"|how (?:can|may) i (?:help|assist)|(?:can|could|may) i (?:have|get|take) your"
    r"|let me (?:check|look|pull|see)|i can see (?:here|that|your)|bear with me|one moment"
    r"|for security|on (?:our|the) system|anything else i can|your account"
    r"|have a (?:good|great|nice|lovely) (?:day|one|evening|weekend)"
    r"|i(?:'ll| will) (?:transfer|put you through|send you|email you)",
    re.IGNORECASE,
)
_CUSTOMER_WORDS = re.compile(
    r"i(?:'m| am) (?:calling|ringing|phoning)"
    r"|i (?:need|want|would like|'d like) to (?:cancel|speak)"
    r"|my (?:account|bill|order|card|phone|internet|box|booking|claim|policy|delivery|parcel)"
    r"|i(?:'ve| have) been (?:waiting|charged|told|trying|on hold)"
    r"|i (?:never|didn't) (?:get|receive)|i was (?:told|charged|promised)",
    re.IGNORECASE,
)


def is_person(name: str) -> bool:
    """Whether a name may be a person's, and not the system's or a bot's."""
    return _NO_PERSON.search(_plain(name)) is None


def side_named(name: str) -> Speaker | None:
    """The side that a name declares: "Agent", "CUSTOMER", "Caller 1". None for "Fred"."""
    if _AGENT.search(_plain(name)):
        return Speaker.AGENT
    return Speaker.CUSTOMER if _CUSTOMER.search(_plain(name)) else None


def _plain(name: str) -> str:
    """The letters of a name in lower case, one space between words: "custom_bot 1"."""
    return " ".join(re.findall(r"[a-z]+", name.lower()))


def settle(said: Mapping[str, Sequence[str]]) -> tuple[dict[str, Speaker], Roles]:
    """The side of every name, and how it was settled. `said` has what each said, first come first.

    Names that declare nothing are told apart by what was said; when that does not tell either,
    the first to speak is the agent, who answers the call.
    """
    sides = {name: side for name in said if (side := side_named(name)) is not None}
    unknown = [name for name in said if name not in sides]
    if not unknown:
        return sides, Roles("declared", 1.0)
    known = set(sides.values())
    if len(known) == 1 and len(unknown) == 1:
        side = next(iter(known)).other
        return sides | {unknown[0]: side}, Roles("declared", 1.0, _taken(unknown[0], side))
    leaning = {name: _leaning(said[name]) for name in unknown}
    ranked = sorted(unknown, key=lambda name: -leaning[name])
    if Speaker.AGENT not in known:
        sides[ranked[0]] = Speaker.AGENT
    if Speaker.CUSTOMER not in known and ranked[-1] not in sides:
        sides[ranked[-1]] = Speaker.CUSTOMER
    for name in unknown:
        sides.setdefault(name, Speaker.AGENT if leaning[name] > 0 else Speaker.CUSTOMER)
    apart = leaning[ranked[0]] - leaning[ranked[-1]] if len(ranked) > 1 else 0.0
    sure = round(0.55 + 0.44 * math.tanh(apart / 4.0), 2)
    note = " ".join(_taken(name, sides[name]) for name in unknown)
    return sides, Roles("guessed", sure, note)


def _leaning(texts: Sequence[str]) -> float:
    """Above 0 when somebody talks as an agent does, below as a customer."""
    text = " ".join(texts)
    return float(len(_AGENT_WORDS.findall(text)) - len(_CUSTOMER_WORDS.findall(text)))


def _taken(name: str, side: Speaker) -> str:
    return f"“{name}” was taken to be the {side}."
