"""The plain notation for calls, which a trainer can write.

    title: The box came back
    ended by: agent
    known: account_number 40718852
    earlier: 2026-03-02 agent said the visit costs nothing
    agent: Thanks for calling, what can I do for you?
    ... 8s
    customer: I dropped the box off this morning.
    [0:14.5] agent: Oh, I am sorry.                     <- misplaced-apology
    [0:16.0-0:18.5] customer: Don't be, I wanted to.    <- ?no-thanks

A time in front of a line is when it starts (or starts and ends), `... 8s` is silence, `<- slug`
is what should be found at that line, `?` before a slug is doubtful. A line without a time follows
the one before after a short gap, at the pace of ordinary speech. `#` begins a comment line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from coach.call.call import EndedBy, Fact, Setting, Statement
from coach.call.errors import InputError
from coach.call.span import Span, to_ms
from coach.call.speech import Speaker, Utterance, utterance
from coach.call.written import Mark, WrittenCall

GAP_S = 0.4
WORDS_PER_MINUTE = 165.0

_TURN = re.compile(
    r"^(?:\[(?P<start>[\d:.]+)(?:\s*-\s*(?P<end>[\d:.]+))?\]\s*)?"
    r"(?P<speaker>agent|customer)\s*:(?P<rest>.*)$",
    re.IGNORECASE,
)
_SILENCE = re.compile(r"^\.\.\.\s*(?P<seconds>\d{1,5}(?:\.\d+)?)\s*s$")
_HEAD = re.compile(r"^(?P<key>title|ended by|known|earlier|day|lasts)\s*:\s*(?P<rest>.*)$")
_TIME = re.compile(r"^(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,4}):(?P<s>\d{1,2}(?:\.\d{1,3})?)$")
_SLUG = re.compile(r"^\??[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")


def parse_time(text: str) -> float:
    """Seconds from `m:ss.mmm` or `h:mm:ss.mmm`. ValueError for anything else."""
    match = _TIME.match(text)
    if match is None:
        raise ValueError(text)
    return to_ms(int(match["h"] or 0) * 3600 + int(match["m"]) * 60 + float(match["s"]))


def write_time(seconds: float) -> str:
    """`m:ss.mmm` for a number of seconds; hours are written as minutes."""
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    return f"{minutes}:{ms // 1000:02d}.{ms % 1000:03d}"


def speaking_time(text: str) -> float:
    """Seconds that the text takes at the pace of ordinary speech."""
    return max(0.3, len(text.split()) * 60.0 / WORDS_PER_MINUTE)


def parse(source: str, name: str = "the notation") -> WrittenCall:
    """The call that `source` describes. InputError names the first line that does not fit."""
    reading = _Reading(name)
    for number, line in enumerate(source.splitlines(), start=1):
        reading.line(number, line.strip())
    return reading.call()


@dataclass
class _Reading:
    """What has been read of a source so far."""

    name: str
    turns: list[Utterance] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    history: list[Statement] = field(default_factory=list)
    title: str = ""
    ended_by: EndedBy = EndedBy.UNKNOWN
    day: date | None = None
    duration: float | None = None
    clock: float = 0.0

    def line(self, number: int, line: str) -> None:
        if not line or line.startswith("#"):
            return
        if silence := _SILENCE.match(line):
            self.clock = to_ms(self.clock + float(silence["seconds"]))
        elif turn := _TURN.match(line):
            self._turn(number, turn)
        elif head := _HEAD.match(line):
            self._head(number, head["key"], head["rest"].strip())
        else:
            raise self._error(number, "Expected `agent: …`, `customer: …`, `... 8s` or a heading.")

    def _turn(self, number: int, turn: re.Match[str]) -> None:
        text, arrow, slugs = turn["rest"].partition("<-")
        if not text.split():
            raise self._error(number, "A turn needs words.")
        gap = GAP_S if self.turns else 0.0
        try:
            start = parse_time(turn["start"]) if turn["start"] else to_ms(self.clock + gap)
            end = parse_time(turn["end"]) if turn["end"] else start + speaking_time(text)
            span = Span(start, end)
        except ValueError:
            raise self._error(
                number, "Times look like [0:03.5] or [0:03.5-0:07.25], the end after the start."
            ) from None
        if arrow and not slugs.strip():
            raise self._error(number, "Behind `<-` stands what should be found.")
        for slug in slugs.replace(",", " ").split():
            if not _SLUG.match(slug):
                raise self._error(number, f"'{slug}' is no pattern's slug.")
            self.marks.append(Mark(slug.lstrip("?"), len(self.turns), slug.startswith("?")))
        self.turns.append(utterance(Speaker(turn["speaker"].lower()), text, span))
        self.clock = max(self.clock, span.end)

    def _head(self, number: int, key: str, rest: str) -> None:
        try:
            match key:
                case "title":
                    self.title = rest
                case "ended by":
                    self.ended_by = EndedBy(rest)
                case "day":
                    self.day = date.fromisoformat(rest)
                case "lasts":
                    self.duration = parse_time(rest)
                case "known":
                    kind, value = rest.split(maxsplit=1)
                    self.facts.append(Fact(kind, value))
                case _:
                    self.history.append(_statement(rest))
        except ValueError:
            raise self._error(number, f"'{rest}' is no good value for `{key}`.") from None

    def _error(self, number: int, what: str) -> InputError:
        return InputError(f"Line {number} of {self.name} cannot be read.", what)

    def call(self) -> WrittenCall:
        return WrittenCall(
            turns=tuple(self.turns),
            setting=Setting(tuple(self.facts), tuple(self.history), self.day),
            ended_by=self.ended_by,
            marks=tuple(self.marks),
            title=self.title,
            duration=self.duration,
        )


def _statement(rest: str) -> Statement:
    first, _, said = rest.partition(" ")
    try:
        return Statement(said.strip(), date.fromisoformat(first))
    except ValueError:
        return Statement(rest)


def write(call: WrittenCall) -> str:
    """The call in the plain notation, every turn with its times; `parse` gives it back."""
    return "\n".join(_lines(call)) + "\n"


def _lines(call: WrittenCall) -> Iterator[str]:
    if call.title:
        yield f"title: {call.title}"
    if call.setting.day:
        yield f"day: {call.setting.day.isoformat()}"
    if call.ended_by is not EndedBy.UNKNOWN:
        yield f"ended by: {call.ended_by}"
    if call.duration is not None:
        yield f"lasts: {write_time(call.duration)}"
    for fact in call.setting.known_facts:
        yield f"known: {fact.kind} {fact.value}"
    for statement in call.setting.history:
        when = f"{statement.date.isoformat()} " if statement.date else ""
        yield f"earlier: {when}{statement.said}"
    for index, turn in enumerate(call.turns):
        slugs = [
            ("?" if mark.doubtful else "") + mark.pattern
            for mark in call.marks
            if mark.turn == index
        ]
        marked = f"  <- {', '.join(slugs)}" if slugs else ""
        times = f"[{write_time(turn.start)}-{write_time(turn.end)}]"
        yield f"{times} {turn.speaker}: {turn.text}{marked}"
