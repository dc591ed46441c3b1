"""Which side is the agent, guessed from the words. English cues; without any the guess is 0.5."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from coach.call import Speaker, Utterance

_THANKS = r"\b(?:thank you|thanks)(?: so much| very much)?"
_HEDGED = r"(?:can|could|may|might|would|shall) (?:i|we|you)(?: please| just)?"
_NAMES = r"(?:name|surname|number|date of birth|post ?code|zip|address|e-?mail|account|order|card)"

AGENT_CUES = {
    rf"{_THANKS} for (?:calling|choosing|ringing|contacting)\b": 4,
    r"\bhow (?:can|may|could|might) (?:i|we) (?:help|assist|direct)\b": 3,
    r"\bwhat can (?:i|we) do for you\b": 3,
    r"\b(?:anything|something) else (?:that )?(?:i|we|you|you'd)\b": 3,
    r"\bthis is \w+(?: \w+)? (?:from|with|at|calling from)\b": 3,
    r"\b\w+ speaking\b": 2,
    rf"\b{_HEDGED} (?:have|get|take|grab|confirm|verify|spell|tell me) (?:the |your )": 2,
    rf"\bwhat(?:'s| is| was) (?:the |your )(?:\w+ )?{_NAMES}\b": 2,
    rf"{_THANKS} for (?:holding|waiting|your patience|confirming|that information)\b": 2,
    r"\bsorry for (?:the|any|your) (?:inconvenience|trouble|wait|delay)\b": 2,
    r"\b(?:bear with me|one moment|let me (?:just )?(?:check|look|see|pull|have a look))\b": 1.5,
    r"\b(?:in|on|from) (?:our|the|my) (?:system|screen|records|file|notes|database)\b": 1.5,
    r"\b(?:i can see|i see) (?:here|that|you|your)\b": 1,
    r"\bi(?:'ll| will| can)(?: also| just)? (?:send|transfer|put|set|book) you\b": 1.5,
    r"\b(?:we|i)(?:'d| would) (?:be happy|love) to\b": 0.7,
    r"\b(?:your|the) (?:account|order|booking|appointment|policy|claim|subscription)\b": 0.4,
    r"\b(?:sir|ma'am|madam)\b": 0.7,
    r"\b(?:we have|we can|we offer|our policy|you qualify|you're eligible)\b": 0.4,
}
CUSTOMER_CUES = {
    r"\bi(?:'m| am|'ve been| was) (?:just )?(?:calling|phoning|ringing)\b(?! from| on behalf)": 2.5,
    r"\bi(?:'ve got| have| had) (?:a|an|this|some) (?:problem|question|issue|query|complaint)\b": 2,
    r"\bi(?:'d| would) (?:just )?like (?:to|a|an|my|some)\b": 1,
    r"\bi (?:just )?(?:want|need|wanted|needed)\b": 0.7,
    r"\bmy (?:account|order|bill|booking|internet|card|phone|policy|car|money|refund)\b": 0.7,
    r"\bmy (?:name|number|address|date of birth|zip|post ?code|last name) is\b": 0.5,
    r"\b(?:isn't|is not|doesn't|does not|not|stopped|won't) work(?:ing)?\b": 1,
    r"\bi (?:was told|was charged|ordered|bought|paid|received|tried|never got|already)\b": 1,
    r"\b(?:can|could) you (?:please )?(?:help me|cancel|change|explain|refund)\b": 1,
    r"\bhow (?:long|much|soon) (?:will|would|does|is|can|do)\b": 0.5,
    r"\b(?:you people|you guys|your company|speak to a (?:manager|supervisor))\b": 1,
}
_AGENT = [(re.compile(cue), weight) for cue, weight in AGENT_CUES.items()]
_CUSTOMER = [(re.compile(cue), weight) for cue, weight in CUSTOMER_CUES.items()]
_MOST_TIMES = 2
"""A cue counts at most so often: a favourite phrase is no proof."""
_QUESTIONS_WEIGHT = 2.0
_FIRST_WEIGHT = 0.5
_SCALE = 2.5
"""Points that make the odds e to 1."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Whether the sides stand the wrong way round, and how sure that is: 0.5 to 1."""

    is_swapped: bool
    confidence: float


def guess_roles(utterances: Iterable[Utterance]) -> Guess:
    """Judge who talks like the agent. The sides that the utterances carry now may be wrong."""
    said = list(utterances)
    lean = {speaker: _lean(said, speaker) for speaker in Speaker}
    points = lean[Speaker.AGENT] - lean[Speaker.CUSTOMER]
    if said:
        first = min(said, key=lambda utterance: utterance.start).speaker
        points += _FIRST_WEIGHT if first is Speaker.AGENT else -_FIRST_WEIGHT
    return Guess(points < 0, 1.0 / (1.0 + math.exp(-abs(points) / _SCALE)))


def _lean(utterances: Iterable[Utterance], speaker: Speaker) -> float:
    """How much one side talks like an agent; negative like a customer."""
    texts = [
        said.text.lower().replace("\u2019", "'") for said in utterances if said.speaker is speaker
    ]
    text = " \n ".join(" ".join(re.sub(r"[,;:]", " ", each).split()) for each in texts)
    points = sum(weight * min(_MOST_TIMES, len(cue.findall(text))) for cue, weight in _AGENT)
    points -= sum(weight * min(_MOST_TIMES, len(cue.findall(text))) for cue, weight in _CUSTOMER)
    if texts:
        points += _QUESTIONS_WEIGHT * text.count("?") / (len(texts) + text.count("?"))
    return points
