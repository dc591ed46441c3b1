"""The call on disk as it goes on: one line of JSON a record, append-only, numbers hidden.

Every line has gone to the system when `take` returns, so that it outlives this program; a thread
of its own has the disk write it down at least once a second, so that it outlives a power cut.
A word that may be part of a number is written hidden, and written again with its utterance once it
is known to be none: of two records of an utterance the later one counts.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from coach import __version__
from coach.call import Ended, Finding, Heard, Setting, Tick, UsageError
from coach.call.live import Found, Happening, Swapped
from coach.store.lock import hold
from coach.store.records import Record, found_record, said_record, setting_record, to_record
from coach.store.settling import Settling

FORMAT = 1
GOING = ".going.jsonl"
"""Ends the name of a call that has not been ended."""
OVER = ".call.jsonl"
SOUND = ".wav"

SYNC_S = 1.0
CLOCK_S = 5.0
"""How often the clock is written while nobody says anything."""


class Journal:
    """Writes one call to a new file of `folder`. Give it every happening in order; then `close`.

    OSError from `take` when the disk is full or gone: what could not be written is tried again
    with the next happening. UsageError when no file can be made.
    """

    def __init__(
        self,
        folder: Path,
        *,
        source: str,
        engine: str,
        setting: Setting,
        settings: str = "",
        roles: str = "declared",
        began: datetime | None = None,
    ) -> None:
        began = began or datetime.now().astimezone()
        stem = f"{began:%Y-%m-%d-%H%M%S}-{token_hex(2)}"
        self.path = folder / f"{stem}{GOING}"
        self.sound = folder / f"{stem}{SOUND}"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._fd = os.open(self.path, flags, 0o600)
        except OSError as error:
            raise UsageError(
                f"The call cannot be kept in {folder}: {error.strerror}.",
                "Name another folder with --calls.",
            ) from error
        hold(self._fd)
        self._unwritten = b""
        self._settling = Settling()
        self._said: list[tuple[str, ...]] = []
        self._clock_at = 0.0
        self._is_over = False
        self._syncing = _Syncing(self._fd)
        self._write(
            {
                "type": "call",
                "format": FORMAT,
                "began": began.isoformat(timespec="milliseconds"),
                "coach": __version__,
                "source": source,
                "engine": engine,
                "roles": roles,
                "setting": setting_record(setting),
                "settings": settings,
            }
        )
        self._flush()
        _sync_folder(folder)

    def take(self, happening: Happening) -> None:
        """Write what is committed of it; what is provisional, or only for the eyes, is not."""
        self._enter(happening)
        self._flush()

    def note(self, record: Record) -> None:
        """Write a record of another kind, such as where the sound is kept. It has no numbers."""
        self._write(record)
        self._flush()

    def close(self) -> Path:
        """Have the disk write all of it; give the path, which is another once a call has ended."""
        if self._fd < 0:
            return self.path
        self._syncing.stop()
        os.close(self._fd)
        self._fd = -1
        if self._is_over and not self._unwritten:
            self.path = as_over(self.path)
        return self.path

    def _enter(self, happening: Happening) -> None:
        match happening:
            case Heard(said):
                number = len(self._said)
                self._said.append(tuple(word.text for word in said.words))
                self._write(said_record(number, self._settling.take(said)))
            case Found(finding, at):
                self._write(found_record(finding, at, self._quoted(finding)))
            case Tick(now):
                self._settle(now)
                if now - self._clock_at >= CLOCK_S:
                    self._clock_at = now
                    self._write({"type": "clock", "at": now})
            case Ended(now):
                self._settle(now, is_over=True)
                self._write(to_record(happening) or {})
                self._is_over = True
            case _:
                if isinstance(happening, Swapped):
                    self._settling = Settling()
                    self._said.clear()
                record = to_record(happening)
                if record is not None:
                    self._write(record)

    def _settle(self, now: float, *, is_over: bool = False) -> None:
        for number, said in self._settling.settle(now, is_over=is_over):
            self._write(said_record(number, said))

    def _quoted(self, finding: Finding) -> tuple[int, int] | None:
        """Which words of its anchor a finding quotes; None when they are not found there."""
        quote = tuple(finding.quote.split())
        words = self._said[finding.anchor] if finding.anchor < len(self._said) else ()
        for first in range(len(words) - len(quote) + 1):
            if words[first : first + len(quote)] == quote:
                return first, first + len(quote)
        return None

    def _write(self, record: Record) -> None:
        self._unwritten += _line(record)

    def _flush(self) -> None:
        while self._unwritten:
            done = os.write(self._fd, self._unwritten)
            self._unwritten = self._unwritten[done:]
            self._syncing.wanted()


def append(path: Path, records: Sequence[Record]) -> bool:
    """Write records behind what is left of a call. False when it is being written elsewhere."""
    fd = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        if not hold(fd):
            return False
        size = os.fstat(fd).st_size
        os.lseek(fd, max(0, size - 1), os.SEEK_SET)
        torn = os.read(fd, 1) != b"\n"
        with os.fdopen(os.dup(fd), "ab") as file:
            file.write((b"\n" if torn else b"") + b"".join(_line(record) for record in records))
        _sync(fd)
    finally:
        os.close(fd)
    return True


def as_over(going: Path) -> Path:
    """Give the file the name of a call that has ended, and give that name."""
    over = going.with_name(going.name.removesuffix(GOING) + OVER)
    try:
        going.rename(over)
    except OSError:  # a scanner or another program holds it: its last record says it as well
        return going
    return over


def _line(record: Record) -> bytes:
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return line.encode("utf-8", "replace") + b"\n"


class _Syncing:
    """Has the disk write down what the system holds, at most once a second, on a thread."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._wanted = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def wanted(self) -> None:
        self._wanted.set()

    def stop(self) -> None:
        self._stopped.set()
        self._wanted.set()
        self._thread.join()
        _sync(self._fd)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._wanted.wait()
            self._wanted.clear()
            _sync(self._fd)
            self._stopped.wait(SYNC_S)


def _sync(fd: int) -> None:
    try:
        os.fsync(fd)
    except OSError:  # some network disks cannot; the system has it all the same
        return


def _sync_folder(folder: Path) -> None:
    """Have the disk remember the name of a new file. Windows does so by itself."""
    if os.name != "posix":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        _sync(fd)
    finally:
        os.close(fd)
