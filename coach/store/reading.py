"""A call read back from its journal, whatever is left of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.call import EndedBy, Finding, InputError, Setting, Utterance
from coach.store.journal import FORMAT, GOING, OVER, SOUND
from coach.store.lock import is_held
from coach.store.records import (
    Record,
    moment,
    read_ended,
    read_found,
    read_said,
    read_setting,
    text,
)

LARGEST_BYTES = 512_000_000
_WRONG = (ValueError, KeyError, TypeError, IndexError, ArithmeticError)
_HEAD_BYTES = 80
_SIGN = '{"type":"call","format":'


@dataclass(frozen=True, slots=True)
class KeptCall:
    """What a journal holds. Times in seconds of the call, numbers hidden as they are on disk.

    `began` is by the clock on the wall. `ended_by` is None when the call was cut off: `until` is
    then the last moment that anything tells of. `shown`, `gone`, `pins` and the like stand in
    `others` as they were written, in order. `is_cut` says that the last line is torn; `skipped`
    counts other lines that could not be read.
    """

    path: Path
    began: datetime
    source: str
    engine: str
    roles: str
    setting: Setting
    settings: str
    utterances: tuple[Utterance, ...]
    findings: tuple[Finding, ...]
    until: float
    ended_by: EndedBy | None
    others: tuple[Record, ...] = ()
    is_swapped: bool = False
    is_cut: bool = False
    skipped: int = 0

    @property
    def sound(self) -> Path | None:
        """Where its sound was kept; None when it was not."""
        place = self.path.with_name(self.path.name.removesuffix(GOING).removesuffix(OVER) + SOUND)
        return place if place.is_file() else None


def is_journal(path: Path) -> bool:
    """Whether a file begins as a journal does."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES).startswith(_SIGN.encode())
    except OSError:
        return False


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Calls that were cut off, the latest first. One that goes on in another process is none."""
    going = sorted(folder.glob(f"*{GOING}"), reverse=True)
    return tuple(path for path in going if not is_held(path))


def read_journal(path: Path) -> KeptCall:
    """The call in a file. InputError when it is no journal, or one of a newer Coach."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(f"{path.name} is larger than any call.", "Is it a kept call?")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.", "Check it.") from error
    lines = data.split(b"\n")
    head = _parsed(lines[0])
    if head is None or head.get("type") != "call":
        raise InputError(
            f"{path.name} does not begin as a kept call does.", "Nothing of it can be brought back."
        )
    if not isinstance(head.get("format"), int) or head["format"] > FORMAT:
        raise InputError(f"{path.name} was written by a newer Coach.", "Update Coach to read it.")
    torn = lines[-1] != b""
    whole = [_parsed(line) for line in lines[1:-1]]
    reading = _Reading(skipped=sum(record is None for record in whole))
    last = _parsed(lines[-1]) if torn and len(lines) > 1 else None
    for record in (*whole, last):
        if record is not None:
            reading.take(record)
    return reading.call(path, head, is_cut=torn and last is None)


def _parsed(line: bytes) -> Record | None:
    """The record in a line; None when it is none."""
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and isinstance(record.get("type"), str) else None


def _no_number(name: str) -> float:
    raise ValueError(name)


@dataclass(slots=True)
class _Reading:
    """Takes records in their order; counts those that are not what they claim to be."""

    said: dict[int, Utterance] = field(default_factory=dict)
    found: list[Record] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)
    until: float = 0.0
    ended_by: EndedBy | None = None
    is_swapped: bool = False
    skipped: int = 0

    def take(self, record: Record) -> None:
        try:
            self._take(record)
        except _WRONG:
            self.skipped += 1

    def _take(self, record: Record) -> None:
        kind = record["type"]
        if kind == "utterance":
            number, said = read_said(record)
            self.said[number] = said
            self.until = max(self.until, said.end)
            return
        if "at" in record:
            self.until = max(self.until, moment(record["at"]))
        if kind == "finding":
            self.found.append(record)
        elif kind == "ended":
            self.ended_by = read_ended(record)
        elif kind == "swapped":
            self.is_swapped = not self.is_swapped
            self.said = {
                number: replace(said, speaker=said.speaker.other)
                for number, said in self.said.items()
            }
            self.found.clear()
        if kind not in {"utterance", "finding", "clock"}:
            self.others.append(record)

    def call(self, path: Path, head: Record, *, is_cut: bool) -> KeptCall:
        order = sorted(self.said, key=lambda number: (self.said[number].end, number))
        said = tuple(self.said[number] for number in order)
        findings = tuple(self._findings(said, {number: at for at, number in enumerate(order)}))
        return KeptCall(
            path=path,
            began=_began(head, path),
            source=_text(head, "source"),
            engine=_text(head, "engine"),
            roles=_text(head, "roles"),
            setting=self._setting(head),
            settings=_text(head, "settings"),
            utterances=said,
            findings=findings,
            until=self.until,
            ended_by=self.ended_by,
            others=tuple(self.others),
            is_swapped=self.is_swapped,
            is_cut=is_cut,
            skipped=self.skipped,
        )

    def _findings(self, said: Sequence[Utterance], places: dict[int, int]) -> Iterator[Finding]:
        """Each finding as it last was, in the order of the call."""
        latest: dict[tuple[str, int], Finding] = {}
        for record in self.found:
            try:
                finding = read_found(record, said, places)
            except _WRONG:
                self.skipped += 1
            else:
                latest[finding.identity] = finding
        yield from sorted(latest.values(), key=lambda it: (it.span, it.pattern))

    def _setting(self, head: Record) -> Setting:
        try:
            return read_setting(head["setting"])
        except _WRONG:
            self.skipped += 1
            return Setting()


def _text(head: Record, name: str) -> str:
    value: Any = head.get(name)
    return value if isinstance(value, str) else ""


def _began(head: Record, path: Path) -> datetime:
    """By the header, or else when the file was made."""
    try:
        began = datetime.fromisoformat(text(head["began"]))
        return began if began.tzinfo else began.astimezone()
    except (*_WRONG, OSError):
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
