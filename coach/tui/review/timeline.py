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
from coach.tui.review.view import CallView
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
        self._drawn: tuple[CallView | None, int] = (None, 0)
        self._rows: tuple[str, ...] = ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return 3

    def on_click(self, event: events.Click) -> None:
        if self.walk is None:
            return
        column = event.x - LABEL
        moment = moment_of(column, self.walk.call.duration, self._width)
        hit = [it.number for it in self._marks(self.walk) if column in it.columns]
        self.post_message(self.Clicked(moment, hit[0] if hit and event.y == 2 else None))

    def render_line(self, y: int) -> Strip:
        if self.walk is None or y > 2:
            return Strip.blank(self.size.width, self.rich_style)
        row = self._side(self.walk, y) if y < 2 else self._numbers(self.walk)
        return Strip(row).adjust_cell_length(self.size.width, self.rich_style)

    @property
    def _width(self) -> int:
        return max(0, self.size.width - LABEL)

    def _moment(self, walk: Walk) -> float:
        return walk.at if self.playing is None else self.playing

    def _marks(self, walk: Walk) -> tuple[Mark, ...]:
        return marks(walk.shown, walk.call.duration, self._width, walk.number)

    def _blocks(self, call: CallView, y: int) -> str:
        """The row of one side, worked out once for a call and a width."""
        drawn_call, drawn_width = self._drawn
        if drawn_call is not call or drawn_width != self._width:
            self._drawn = (call, self._width)
            self._rows = tuple(bars(call.speech[it], call.duration, self._width) for it in Speaker)
        return self._rows[y]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"timeline--{name}")

    def _side(self, walk: Walk, y: int) -> list[Segment]:
        speaker = list(Speaker)[y].value
        blocks = self._blocks(walk.call, y)
        here = column_of(self._moment(walk), walk.call.duration, self._width)
        return [
            Segment(speaker.ljust(LABEL), self._style("label")),
            Segment(blocks[:here], self._style(speaker)),
            Segment(PLAYHEAD if blocks else "", self._style("playhead")),
            Segment(blocks[here + 1 :], self._style(speaker)),
        ]

    def _numbers(self, walk: Walk) -> list[Segment]:
        cells = [(" ", "label")] * self._width
        for piece in walk.finding.evidence if walk.finding and cells else ():
            cells[column_of(piece.start, walk.call.duration, self._width)] = (EVIDENCE, "evidence")
        for mark in self._marks(walk):
            style = "chosen" if mark.number == walk.number and mark.label != MORE else "mark"
            for column, sign in zip(mark.columns, mark.label, strict=True):
                cells[column] = (sign, style)
        time = clock(self._moment(walk)).ljust(LABEL)
        row = [Segment(time, self._style("label"))]
        for style, run in groupby(cells, key=itemgetter(1)):
            row.append(Segment("".join(sign for sign, _ in run), self._style(style)))
        return row
