"""The words as they are said: the last ones at the foot, provisional ones dimmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from coach.call import Speaker
from coach.export.wording import clock
from coach.tui.live.status import LETTERS
from coach.tui.live.talk import Line
from coach.tui.review.rows import break_lines

WIDE = 56
"""From this many cells on, the time stands before each turn and the sides have their names."""

PIN = "◆"
GOING_ON = " …"
"""At the end of provisional words, so that dimness alone does not tell."""

_NAMES = {Speaker.AGENT: "Agent", Speaker.CUSTOMER: "Customer"}
_STYLES = {Speaker.AGENT: "agent", Speaker.CUSTOMER: "customer", None: "pin"}


class Row(NamedTuple):
    """One row: what stands at its left, its words, and how they look."""

    label: str
    text: str
    speaker: Speaker | None
    is_provisional: bool


class Tail(Widget):
    """Follows what is said, unless somebody has gone back; then it stands still."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tail--agent",
        "tail--customer",
        "tail--pin",
        "tail--provisional",
        "tail--more",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._rows: list[Row] = []
        self._first: list[int] = []
        self._going_on: list[Row] = []
        self._provisional: tuple[Line, ...] = ()
        self._width = 0
        self._top: int | None = None

    def show(self, lines: Sequence[Line], changed: int, provisional: tuple[Line, ...]) -> None:
        """Draw the lines, of which those before `changed` are as they were, then what is going on.

        `lines` is kept, and may grow.
        """
        stays = changed >= len(lines) == len(self._first) and lines is self._lines
        if stays and provisional == self._provisional:
            return
        self._lines, self._provisional = lines, provisional
        self._lay_out(changed)
        self.refresh()

    def on_resize(self) -> None:
        if self._width != self.size.width:
            self._top = None
            self._lay_out(0)
            self.refresh()

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, the provisional ones last."""
        return (*self._rows, *self._going_on)

    def scroll_rows(self, by: int) -> None:
        """Go back (by < 0) or forth some pages; at the end it follows again."""
        page = max(1, self.size.height - 2)
        top = self._follow_top if self._top is None else self._top
        top = max(0, top + by * page)
        self.go_to(None if top >= self._follow_top else top)

    def go_to(self, top: int | None) -> bool:
        """With this row at the top; None follows. Whether that changed anything."""
        was, self._top = self._top, top
        self.refresh()
        return was != top

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self._top is not None and y == self.size.height - 1:
            below = self._count - self._top - y
            more = f"↓ {below} more rows, esc for the latest"
            return self._strip(Text(more, self._part("more"), no_wrap=True, end=""))
        place = (self._follow_top if self._top is None else self._top) + y
        if place >= self._count:
            return Strip.blank(width, self.rich_style)
        committed = len(self._rows)
        return self._strip(
            self._words(
                self._rows[place] if place < committed else self._going_on[place - committed]
            )
        )

    @property
    def _count(self) -> int:
        return len(self._rows) + len(self._going_on)

    @property
    def _follow_top(self) -> int:
        return max(0, self._count - self.size.height)

    def _strip(self, text: Text) -> Strip:
        width = self.size.width
        strip = Strip(text.render(self.app.console)).adjust_cell_length(width)
        return strip.apply_style(self.rich_style)

    def _lay_out(self, changed: int) -> None:
        """Break into rows what has changed; everything when the width is another."""
        width = self.size.width
        if width <= 0:
            self._width = 0
            return
        if width != self._width:
            changed, self._width = 0, width
        changed = min(changed, len(self._first))
        del self._rows[self._first[changed] if changed < len(self._first) else len(self._rows) :]
        del self._first[changed:]
        for place in range(changed, len(self._lines)):
            self._first.append(len(self._rows))
            before = self._lines[place - 1] if place else None
            self._rows.extend(self._broken(self._lines[place], before))
        self._going_on = []
        for before, line in zip((self._last, *self._provisional), self._provisional, strict=False):
            self._going_on.extend(self._broken(line, before, is_provisional=True))

    @property
    def _last(self) -> Line | None:
        return self._lines[-1] if self._lines else None

    def _broken(
        self, line: Line, before: Line | None, *, is_provisional: bool = False
    ) -> Iterable[Row]:
        same = before is not None and before.speaker is line.speaker is not None
        labels = _labels(line, is_wide=self._width >= WIDE)
        label = " " * len(labels) if same and self._width < WIDE else labels
        text = f"{line.text}{GOING_ON}" if is_provisional else line.text
        room = self._width - len(labels)
        for start, end in break_lines(text, room):
            yield Row(label, text[start:end], line.speaker, is_provisional)
            label = " " * len(labels)

    def _words(self, row: Row) -> Text:
        style = self._part("provisional") if row.is_provisional else Style.null()
        label = self._part(_STYLES[row.speaker])
        return Text.assemble((row.label, label), (row.text, style), end="", no_wrap=True)

    def _part(self, name: str) -> Style:
        full = self.get_component_rich_style(f"tail--{name}")
        return Style(color=full.color, bold=full.bold, dim=full.dim, italic=full.italic)


def _labels(line: Line, *, is_wide: bool) -> str:
    if not is_wide:
        return f"{LETTERS[line.speaker] if line.speaker else PIN}  "
    name = _NAMES[line.speaker] if line.speaker else f"{PIN} pinned"
    return f"{clock(line.at):>7}  {name:<8}  "
