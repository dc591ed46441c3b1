"""The report of a call for the terminal: a calm page at any width from 40 columns.

Nothing is told by colour alone: a label, a word or a shape says it too, and NO_COLOR is heeded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from coach.call import ReviewedCall, Skill, Speaker
from coach.call.masked import mask_call
from coach.export.moments import Moment, moments
from coach.export.timeline import axis, bars, mark_rows, speech
from coach.export.wording import (
    CHANCES,
    COACHING_ONLY,
    NOTHING_FOUND,
    SIDES,
    SKILLS,
    clock,
    facts,
    how_sure,
    measures,
    plain_name,
    quoted,
    remarks,
    visible,
    wrapped,
)

WIDEST = 100
MARGIN = 1
LABEL = 11
"""Columns of the names at the left of the timeline and the scores."""

_STYLES = {Speaker.AGENT: "cyan", Speaker.CUSTOMER: "magenta"}
_CHANCE = "bold yellow"
_GOOD = "bold green"


class Report:
    """A page about one call. `console.print(Report(call))` lays it out to the console's width."""

    def __init__(self, call: ReviewedCall, *, unmasked: bool = False) -> None:
        self._call = call if unmasked else mask_call(call)
        self._moments = moments(self._call.findings)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST) - 2 * MARGIN
        for part in self._parts(width):
            for line in console.render_lines(part, options.update_width(width), pad=False):
                yield from _with_margin(line)

    def _parts(self, width: int) -> Iterator[RenderableType]:
        chances = [moment for moment in self._moments if not moment.is_good]
        good = [moment for moment in self._moments if moment.is_good]
        yield from self._title(width)
        yield _head("The shape of the call")
        yield from self._shape(width - LABEL)
        yield _head("Worth a look", CHANCES if chances else "")
        yield from _listed(chances, _CHANCE, width) if chances else [Text(NOTHING_FOUND)]
        if good:
            yield _head("What went well")
            yield from _listed(good, _GOOD, width)
        yield _head("Scores", f"{self._call.score.overall} of 100 overall")
        yield self._scores(24 if width >= 60 else 12)
        yield Text(f"\n{COACHING_ONLY}", "italic")
        yield _head("Measures")
        yield Text(wrapped(measures(self._call.metrics), width))

    def _title(self, width: int) -> Iterator[RenderableType]:
        yield Text()
        yield Text(visible(PurePath(self._call.source).name), "bold")
        yield Text(wrapped(facts(self._call), width), "dim")
        for remark in remarks(self._call):
            yield Text.assemble(("Note: ", "bold"), remark)

    def _shape(self, room: int) -> Iterator[RenderableType]:
        duration = self._call.duration
        for side in Speaker:
            row = bars(speech(self._call.utterances, side), duration, room)
            yield Text.assemble(SIDES[side].ljust(LABEL), (row, _STYLES[side]), no_wrap=True)
        marks = [(moment.label, moment.finding.span.start) for moment in self._moments]
        for row in mark_rows(marks, duration, room):
            yield Text(" " * LABEL + row, "bold", no_wrap=True)
        times = (clock(0), clock(duration / 2), clock(duration))
        yield Text(" " * LABEL + axis(times, room), "dim", no_wrap=True)

    def _scores(self, bar_width: int) -> RenderableType:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=LABEL - 2)
        table.add_column(no_wrap=True)
        table.add_column(justify="right", width=3)
        table.add_column(style="dim")
        for skill in Skill:
            points = self._call.score.skills[skill]
            full = round(points * bar_width / 100)
            basis = self._call.score.rests_on.get(skill, ())
            table.add_row(
                SKILLS[skill],
                Text.assemble(("━" * full, "cyan"), ("╌" * (bar_width - full), "dim")),
                str(points),
                " ".join(moment.label for moment in self._moments if moment.finding in basis),
            )
        return table


def _head(title: str, beside: str = "") -> Text:
    """A section's title with a line of air around it, and something quieter beside it."""
    return Text.assemble("\n", (title, "bold"), (f" · {beside}" if beside else "", "dim"), "\n")


def _listed(shown: list[Moment], style: str, width: int) -> Iterator[RenderableType]:
    for place, moment in enumerate(shown):
        if place:
            yield Text()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=2, justify="right")
        table.add_column()
        table.add_row(Text(moment.label, style), Group(*_told(moment, width - 4)))
        yield table


def _told(moment: Moment, width: int) -> Iterator[RenderableType]:
    """Time and name, the words, why, what it rests on, and what could be said instead."""
    found = moment.finding
    name, sure = plain_name(found.pattern), how_sure(found.confidence)
    head = Text.assemble((clock(found.span.start), "dim"), "  ", (name, "bold"))
    if sure:
        head.append(("  " if len(head) + len(sure) + 2 <= width else "\n") + sure, "dim")
    yield head
    yield Text(quoted(found.quote), "italic")
    if found.why:
        yield Text(visible(found.why))
    for one in found.evidence:
        yield Text.assemble((f"rests on {clock(one.start)} ", "dim"), quoted(one.quote))
    if found.instead:
        yield Text.assemble(("Instead: ", _GOOD), visible(found.instead))


def _with_margin(line: Iterable[Segment]) -> Iterator[Segment]:
    """The line with air at its left and no spaces at its end."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        yield Segment(" " * MARGIN)
        yield from kept[:-1]
        yield Segment(kept[-1].text.rstrip(), kept[-1].style)
    yield Segment.line()
