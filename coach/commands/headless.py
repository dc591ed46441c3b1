"""A live call without the screen: lines for programs, or for people."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from coach.call import Ended
from coach.call.live import Happening
from coach.export.as_json import as_object, seconds
from coach.export.live_json import LiveLines
from coach.export.live_text import LiveText
from coach.pipeline.live import LiveCall
from coach.pipeline.outcome import Outcome

ENDS = ("SIGINT", "SIGTERM", "SIGHUP")
"""What asks a program to end. Asked a second time it ends at once; the call can be recovered."""


def print_call(call: LiveCall, *, as_json: bool, unmasked: bool) -> None:
    """Run the call, and print what happens until it is over. A reader that leaves ends it."""
    printer = _Json(call, unmasked=unmasked) if as_json else _Text(unmasked=unmasked)
    lines = _Lines(call.end)

    def sink(happening: Happening) -> None:
        for line in printer.lines(happening):
            lines.print(line)

    with _ends_in_order(call.end):
        outcome = call.run(sink)
    for line in printer.last(outcome):
        lines.print(line)
    lines.close()


class _Lines:
    """Standard output, a line at a time. When nobody reads any more, `gone` is called once."""

    def __init__(self, gone: Callable[[], None]) -> None:
        self._gone = gone
        self._is_open = True

    def print(self, line: str) -> None:
        if not self._is_open:
            return
        try:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        except (BrokenPipeError, OSError, ValueError):
            self._is_open = False
            self._gone()

    def close(self) -> None:
        """Leave nothing behind that Python would complain about on its way out."""
        if not self._is_open:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Json:
    """One object a line. What is left of the call stands in the last one, `ended`."""

    def __init__(self, call: LiveCall, *, unmasked: bool) -> None:
        self._call = call
        self._unmasked = unmasked
        self._made = LiveLines(unmasked=unmasked)
        self._ended: dict[str, Any] = {}
        self._has_begun = False

    def lines(self, happening: Happening) -> Iterator[str]:
        at = self._call.elapsed
        if not self._has_begun:
            self._has_begun = True
            about = self._call.about
            yield _json(
                {
                    "type": "started",
                    "at": seconds(at),
                    "hears": list(about.hears),
                    "engine": self._call.engine,
                }
            )
        line = self._made.line(happening, at)
        if line is not None and isinstance(happening, Ended):
            self._ended = line
        elif line is not None:
            yield _json(line)

    def last(self, outcome: Outcome) -> Iterator[str]:
        reviewed = outcome.reviewed
        review = as_object(reviewed, unmasked=self._unmasked) if reviewed else {}
        yield _json(
            {
                **self._ended,
                "wrap_up": outcome.wrap_up,
                "roles": review.get("roles"),
                "metrics": review.get("metrics"),
                "score": review.get("score"),
                "notes": review.get("notes", []),
                "kept": str(outcome.kept) if outcome.kept else None,
                "sound": str(outcome.sound) if outcome.sound else None,
            }
        )


class _Text:
    """Calm lines; at the end what an agent copies, and where the call is."""

    def __init__(self, *, unmasked: bool) -> None:
        self._made = LiveText(unmasked=unmasked)

    def lines(self, happening: Happening) -> Iterator[str]:
        yield from self._made.lines(happening)

    def last(self, outcome: Outcome) -> Iterator[str]:
        if outcome.wrap_up:
            yield f"\n{outcome.wrap_up}"
        if outcome.kept:
            yield f"\nKept in {outcome.kept}"


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, allow_nan=False)


@contextmanager
def _ends_in_order(end: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C, or a request to end, ends the call as its own end would; a second one at once."""
    before: dict[int, Any] = {}

    def asked(number: int, frame: FrameType | None) -> None:
        del frame
        signal.signal(number, before[number])
        end()

    for name in ENDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, asked)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
