"""The timeline: both sides in a row each, the findings' numbers under them, and a playhead."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from coach.call import Speaker
from coach.export.timeline import bars
from coach.export.wording import clock
from coach.tui.review.shape import MORE, Mark, column_of, marks, moment_of
from coach.tui.review.walk import Walk

LABEL = 9
PLAYHEAD = "│"
EVIDENCE = "┆"


class Timeline(Widget):
    """Three rows of a fixed height, as wide as there is room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--label",
        "timeline--agent",
        "timeline--customer",
        "timeline--playhead",
        "timeline--mark",
        "timeline--chosen",
        "timeline--evidence",
    }

    walk: reactive[Walk | None] = reactive(None)
    playing: reactive[float | None] = reactive(None)
    """The moment that can be heard now; None when nothing plays."""

    class Clicked(Message):
        """A moment, and the number of the finding whose mark was hit; None beside the marks."""

        def __init__(self, moment: float, number: int | None) -> None:
            super().__init__()
            self.moment = moment
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._blocks: tuple[str, str] = ("", "")
        self._marks: tuple[Mark, ...] = ()
        self._measured_for = (0, 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return 3

    def on_resize(self) -> None:
        self._measure()

    def watch_walk(self) -> None:
        self._measure()

    def on_click(self, event: events.Click) -> None:
        if self.walk is None:
            return
        column = event.x - LABEL
        hit = [it.number for it in self._marks if it.column <= column < it.column + len(it.label)]
        moment = moment_of(column, self.walk.call.duration, self._width)
        self.post_message(self.Clicked(moment, hit[0] if hit and event.y == 2 else None))

    def render_line(self, y: int) -> Strip:
        if self.walk is None or y > 2:
            return Strip.blank(self.size.width, self.rich_style)
        row = self._side(y) if y < 2 else self._numbers(self.walk)
        return Strip(row).adjust_cell_length(self.size.width, self.rich_style)

    @property
    def _width(self) -> int:
        return max(0, self.size.width - LABEL)

    @property
    def _moment(self) -> float:
        assert self.walk is not None
        return self.walk.at if self.playing is None else self.playing

    def _measure(self) -> None:
        if self.walk is None:
            return
        call, width = self.walk.call, self._width
        if self._measured_for != (id(call), width):
            self._measured_for = (id(call), width)
            agent, customer = (bars(call.speech[it], call.duration, width) for it in Speaker)
            self._blocks = (agent, customer)
        self._marks = marks(self.walk.shown, call.duration, width, self.walk.number)
        self.refresh()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"timeline--{name}")

    def _side(self, y: int) -> list[Segment]:
        assert self.walk is not None
        speaker = list(Speaker)[y].value
        blocks = self._blocks[y]
        here = column_of(self._moment, self.walk.call.duration, self._width)
        return [
            Segment(speaker.ljust(LABEL), self._style("label")),
            Segment(blocks[:here], self._style(speaker)),
            Segment(PLAYHEAD if blocks else "", self._style("playhead")),
            Segment(blocks[here + 1 :], self._style(speaker)),
        ]

    def _numbers(self, walk: Walk) -> list[Segment]:
        cells = [(" ", "label")] * self._width
        for piece in walk.finding.evidence if walk.finding else ():
            column = column_of(piece.start, walk.call.duration, self._width)
            if cells:
                cells[column] = (EVIDENCE, "evidence")
        for mark in self._marks:
            style = "chosen" if mark.number == walk.number and mark.label != MORE else "mark"
            for offset, sign in enumerate(mark.label):
                cells[mark.column + offset] = (sign, style)
        time = clock(self._moment).ljust(LABEL)
        row = [Segment(time, self._style("label"))]
        for style, run in groupby(cells, key=itemgetter(1)):
            row.append(Segment("".join(sign for sign, _ in run), self._style(style)))
        return row
