"""What listening costs: detectors as a call grows, and the signals an utterance."""

from __future__ import annotations

import time
from itertools import cycle, islice
from statistics import median
from typing import Any

from coach.call import Heard, Setting, Tick, Utterance, utterance
from coach.call.notation import parse
from coach.call.span import Span
from coach.detectors import discover
from coach.ledger import Understood
from coach.listening import Listener
from coach.signals import SignalReader, entities

LENGTHS = (10, 100, 1_000, 10_000)
MEASURED_AT_THE_END = 200
SIGNAL_REPEATS = 3
BETWEEN_S = 0.4


def detectors() -> dict[str, Any]:
    """Microseconds an utterance at the end of calls of some lengths, all detectors together.

    The ledger counts, the signals do not: they are read beforehand, and know no length.
    """
    turns = _turns()
    reader = SignalReader()
    ready = [Understood(reader.read(turn), entities(turn)) for turn in turns]
    rows = []
    for length in LENGTHS:
        listener = Listener.to(Setting(), reader)
        spent: list[float] = []
        for said, understood in islice(cycle(zip(turns, ready, strict=True)), length):
            placed = _placed(said, listener.conversation.call.now)
            began = time.perf_counter()
            listener.conversation.take(Heard(placed), understood)
            for _ in listener.notice():
                pass
            listener.take(Tick(placed.end + BETWEEN_S / 2))
            spent.append(time.perf_counter() - began)
        end = spent[-MEASURED_AT_THE_END:]
        rows.append({"utterances": length, "us_an_utterance": round(median(end) * 1e6, 1)})
    first = rows[0]["us_an_utterance"]
    for row in rows:
        row["ratio"] = round(row["us_an_utterance"] / first, 2)
    return {"bench": "detectors", "patterns": len(discover()), "rows": rows}


def signals() -> dict[str, Any]:
    """Milliseconds an utterance for the signals on one core, and for the entities."""
    turns = _turns()
    reader = SignalReader(threads=1)
    reader.read(turns[0])
    reading, naming = [], []
    for turn in turns * SIGNAL_REPEATS:
        began = time.perf_counter()
        reader.read(turn, "so what can I do for you today")
        reading.append(time.perf_counter() - began)
        began = time.perf_counter()
        entities(turn)
        naming.append(time.perf_counter() - began)
    words = sum(len(turn.words) for turn in turns) / len(turns)
    return {
        "bench": "signals",
        "words_an_utterance": round(words, 1),
        "signals_ms": round(median(reading) * 1e3, 2),
        "entities_ms": round(median(naming) * 1e3, 3),
    }


def _turns() -> list[Utterance]:
    """The words of the detectors' own examples: a call in which everything happens."""
    found: list[Utterance] = []
    for pattern in discover():
        for block in pattern.examples.strip().split("\n\n"):
            found += parse(block).turns
    return found


def _placed(said: Utterance, now: float) -> Utterance:
    start = now + BETWEEN_S
    return utterance(said.speaker, said.text, Span(start, start + said.span.length))
