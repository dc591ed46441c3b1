"""How long things took, from the lines of `coach live --headless --json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from coach.call import Span, Speaker, total
from coach.coaching.live import GUARDS

Line = Mapping[str, Any]

OF_SILENCE = frozenset({"dead-air"})
"""Patterns whose finding comes from a silence, and waits for its length."""


@dataclass(slots=True)
class Waits:
    """Seconds that people waited, one list a kind. Filled by `read` from one call after another.

    words: from the end of an utterance to its line. first_partial: from the start of speech to
    its first provisional words. finding: from the utterance that completes it; silence, which
    completes some, is none. prompt: from its finding. guard: from the end of the agent's latest
    words, provisional or committed, before it.
    """

    words: list[float] = field(default_factory=list)
    first_partial: list[float] = field(default_factory=list)
    finding: list[float] = field(default_factory=list)
    prompt: list[float] = field(default_factory=list)
    guard: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)

    def read(self, lines: Sequence[Line]) -> None:
        """The lines of one call, in order."""
        self.guard += _guard_waits(lines)
        latest: Line | None = None
        shown: dict[str, list[Line]] = {}
        found: dict[tuple[str, float], float] = {}
        for line in lines:
            match line["type"]:
                case "utterance":
                    self.words.append(line["at"] - line["end"])
                    mine = shown.get(line["speaker"], [])
                    first = next((p for p in mine if p["start"] <= line["end"]), None)
                    if first is not None:
                        self.first_partial.append(first["at"] - line["start"])
                    shown[line["speaker"]] = [p for p in mine if p["start"] > line["end"]]
                    latest = line
                case "partial" if line["text"]:
                    shown.setdefault(line["speaker"], []).append(line)
                case "finding":
                    found[line["pattern"], line["start"]] = line["at"]
                    of_words = line["pattern"] not in OF_SILENCE
                    if of_words and latest is not None and line["turn"] == latest["turn"]:
                        self.finding.append(line["at"] - latest["at"])
                case "prompt" if line["finding"] is not None:
                    answered = line["finding"]["pattern"], line["finding"]["start"]
                    self.prompt.append(line["at"] - found[answered])
                case "lag":
                    self.lag.append(line["behind_s"])

    def rows(self) -> list[dict[str, Any]]:
        """A row a kind: how many there were, the median and the 95th percentile."""
        named = {
            "end of words to committed": self.words,
            "start of speech to first words shown": self.first_partial,
            "utterance to its finding": self.finding,
            "finding to its prompt": self.prompt,
            "words to the guard's prompt": self.guard,
        }
        return [row(name, waits) for name, waits in named.items()]


def _guard_waits(lines: Iterable[Line]) -> Iterator[float]:
    """From the end of the agent's latest words to each prompt of a guard."""
    until: float | None = None
    for line in lines:
        match line:
            case {"type": "utterance", "speaker": Speaker.AGENT}:
                until = line["end"]
            case {"type": "partial", "speaker": Speaker.AGENT, "text": str(text)} if text:
                until = line["end"]
            case {"type": "prompt", "id": str(name)} if name in GUARDS and until is not None:
                yield line["at"] - until


def row(name: str, waits: list[float]) -> dict[str, Any]:
    """Median and 95th percentile in seconds; None where nothing was measured."""
    if not waits:
        return {"what": name, "times": 0, "median_s": None, "p95_s": None}
    median, high = np.percentile(waits, [50, 95]).tolist()
    return {
        "what": name,
        "times": len(waits),
        "median_s": round(median, 2),
        "p95_s": round(high, 2),
    }


def talk_s(lines: Iterable[Line]) -> float:
    """Seconds in which somebody speaks."""
    return total(Span(line["start"], line["end"]) for line in lines if line["type"] == "utterance")
