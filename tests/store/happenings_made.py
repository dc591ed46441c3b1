"""What happens in calls, for journals."""

from __future__ import annotations

from coach.call import Ended, EndedBy, Finding, Heard, Kind, Prompt, Span, Speaker, Tick, utterance
from coach.call.live import (
    Consented,
    Disturbed,
    Found,
    Gone,
    Happening,
    Paused,
    Pinned,
    Resumed,
    Shown,
    Trouble,
    Why,
)

A, C = Speaker.AGENT, Speaker.CUSTOMER


def heard(speaker: Speaker, start: float, text: str, lasts: float = 2.0) -> Heard:
    return Heard(utterance(speaker, text, Span(start, start + lasts)))


def finding(anchor: int, quote: str, start: float = 3.0) -> Finding:
    return Finding(
        "reasked-identifier", Kind.ANTI, Span(start, start + 2), anchor, quote, 0.9, "Asked again."
    )


PROMPT = Prompt("ask-again", "reasked-identifier", "You have it", "I have it here.", "Given.")

ORDINARY: tuple[Happening, ...] = (
    heard(A, 0.0, "Can I have your account number?"),
    Tick(3.0),
    heard(C, 3.0, "It is four nine oh three double one six oh and I called you twice."),
    Tick(6.0),
    heard(A, 6.0, "And what was the number?"),
    Found(finding(2, "what was the number?", 6.0), 8.0),
    Shown(PROMPT, 8.1, 16.0, ("reasked-identifier", 2)),
    Gone("ask-again", 12.0, Why.HELPFUL),
    Pinned("card 4903116088527714", 13.0),
    Consented(14.0),
    Paused(15.0),
    Resumed(15.0),
    Disturbed(Trouble.DEVICE_LOST, "The headset is gone.", 16.0, A),
    heard(C, 20.0, "Nearly two hundred and fifty."),
    Tick(30.0),
    Ended(31.5, EndedBy.AGENT),
)
