"""Laws of the figures of live calls: what is waited for, from what to what."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from coach.bench.live_figures import Waits, row, talk_s
from coach.bench.processes import processor_s


def _line(kind: str, at: float, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "at": at, **fields}


def _said(at: float, start: float, end: float, turn: int, speaker: str = "agent") -> dict[str, Any]:
    return _line("utterance", at, start=start, end=end, turn=turn, speaker=speaker)


def _shown(at: float, start: float, end: float, speaker: str = "agent") -> dict[str, Any]:
    return _line("partial", at, start=start, end=end, speaker=speaker, text="so")


def test_each_wait_begins_with_its_cause() -> None:
    """Words wait from their end, first words from the start of speech, the rest from its reason."""
    finding = {"pattern": "no-thanks", "start": 1.0}
    waits = Waits()
    waits.read(
        [
            _shown(1.8, 1.0, 1.5),
            _shown(2.8, 1.0, 2.5),
            _said(4.1, 1.0, 3.5, 0),
            _line("finding", 4.15, turn=0, **finding),
            _line("prompt", 4.2, id="no-thanks", finding=finding),
            _shown(6.0, 5.0, 5.6),
            _shown(6.05, 5.0, 5.9, "customer"),
            _line("prompt", 6.1, id="goodbye-guard", finding=None),
            _line("prompt", 7.1, id="feeling-voiced", finding=None),
            _line("lag", 6.2, behind_s=3.0),
        ]
    )
    assert waits.words == pytest.approx([0.6])
    assert waits.first_partial == pytest.approx([0.8])
    assert waits.finding == pytest.approx([0.05])
    assert waits.prompt == pytest.approx([0.05])
    assert waits.guard == pytest.approx([0.5])
    assert waits.lag == [3.0]


def test_first_words_of_what_follows_are_not_those_of_what_was_said() -> None:
    """Words of the next utterance, shown before the last one is committed, count for the next."""
    waits = Waits()
    waits.read(
        [
            _shown(0.9, 0.0, 0.5),
            _shown(2.7, 2.0, 2.4),
            _said(2.8, 0.0, 1.5, 0),
            _said(4.0, 2.0, 3.4, 1),
        ]
    )
    assert waits.first_partial == pytest.approx([0.9, 0.7])


def test_a_finding_of_silence_is_not_late() -> None:
    """What is found because nobody spoke waits for no utterance."""
    waits = Waits()
    silence = {"pattern": "dead-air", "start": 0.5, "turn": 4}
    earlier = {"pattern": "no-thanks", "start": 0.5, "turn": 3}
    waits.read([_said(1.0, 0.0, 0.5, 4), _line("finding", 11.0, **silence)])
    waits.read([_said(1.0, 0.0, 0.5, 4), _line("finding", 9.0, **earlier)])
    assert waits.finding == []


def test_nothing_measured_is_no_figure() -> None:
    """An empty row says so; a full one has its median and its 95th percentile."""
    assert row("waits", []) == {"what": "waits", "times": 0, "median_s": None, "p95_s": None}
    assert row("waits", [0.1] * 19 + [2.0])["median_s"] == 0.1


def test_talk_is_counted_once() -> None:
    """Two who speak at once do not make it longer."""
    assert talk_s([_said(5, 0.0, 2.0, 0), _said(5, 1.0, 3.0, 1, "customer")]) == 3.0


def test_the_time_of_a_child_counts() -> None:
    """What a process has others do for it is its own cost."""
    before = processor_s(os.getpid())
    busy = "t = __import__('time')\nwhile t.process_time() < 0.3: pass\nprint('done', flush=True)\n"
    with subprocess.Popen(
        [sys.executable, "-c", busy + "t.sleep(9)"], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert processor_s(os.getpid()) - before >= 0.25
        child.kill()
