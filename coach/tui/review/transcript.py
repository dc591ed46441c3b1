"""The transcript: only the rows that can be seen are drawn, so that a long call stays quick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.call import Kind, Speaker
from coach.export.wording import clock
from coach.tui.review.rows import Layout, Row, lay_out
from coach.tui.review.walk import Match, Walk

GUTTER = 5
"""The bar, a space, two spaces after the time, and one at the right edge."""

BARS = {"anchor": "▌", "evidence": "┆", "playing": "▸"}
"""A sign as well as a colour at the left of rows that matter."""


class Transcript(ScrollView, can_focus=True):
    """The moments of a walk, one after the other, scrolled to the one that it is at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--time",
        "transcript--agent",
        "transcript--customer",
        "transcript--words",
        "transcript--bar",
        "transcript--chance",
        "transcript--good",
        "transcript--anchor",
        "transcript--evidence",
        "transcript--playing",
        "transcript--match",
        "transcript--found",
    }

    walk: reactive[Walk | None] = reactive(None)
    playing: reactive[int | None] = reactive(None)
    """The utterance that can be heard now; None when nothing plays."""

    class Clicked(Message):
        """An utterance."""

        def __init__(self, moment: int) -> None:
            super().__init__()
            self.moment = moment

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._layout = Layout((), (), ())
        self._laid_out_for: tuple[object, ...] = ()
        self._matches: dict[int, list[Match]] = {}

    def on_resize(self) -> None:
        if self._lay_out():
            self._go()

    def watch_walk(self, old: Walk | None, new: Walk | None) -> None:
        self._lay_out()
        self._matches = {}
        for match in new.matches if new else ():
            self._matches.setdefault(match.moment, []).append(match)
        if new and (old is None or old.call is not new.call or _place(old) != _place(new)):
            self._go()
        self.refresh()

    def watch_playing(self) -> None:
        if self.playing is not None:
            self.show_moment(self.playing)
        self.refresh()

    def show_moment(self, moment: int) -> None:
        """Scroll until the moment can be seen; not at all when it can be seen already."""
        if moment >= len(self._layout.first):
            return
        rows = self._layout.rows_of(moment)
        top, height = round(self.scroll_y), self.scrollable_content_region.height
        if rows.start < top or rows.stop > top + height:
            above = max(0, min(height // 3, height - len(rows)))
            self.scroll_to(y=max(0, rows.start - above), animate=False)

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.scroll_offset.y
        if row < len(self._layout.rows):
            self.post_message(self.Clicked(self._layout.rows[row].moment))

    def render_line(self, y: int) -> Strip:
        width, place = self.scrollable_content_region.width, y + self.scroll_offset.y
        if self.walk is None or place >= len(self._layout.rows):
            return Strip.blank(width, self.rich_style)
        row = self._layout.rows[place]
        role = self._role(row.moment, self.walk)
        base = self._style(role) if role else self.rich_style
        text = self._gutter(row, place, role) + self._words(row, self.walk)
        strip = Strip(text.render(self.app.console))
        return strip.adjust_cell_length(width).apply_style(base).adjust_cell_length(width, base)

    @property
    def _time_width(self) -> int:
        return len(clock(self.walk.call.duration)) if self.walk else 0

    def _lay_out(self) -> bool:
        """Whether the rows had to be broken anew."""
        width = self.scrollable_content_region.width - self._time_width - GUTTER
        if self.walk is None or width <= 0:
            return False
        wanted = (self.walk.call, self.walk.choice, width)
        if self._laid_out_for == wanted:
            return False
        self._laid_out_for = wanted
        numbers = {it.number for it in self.walk.shown}
        self._layout = lay_out(self.walk.call, width, numbers)
        self.virtual_size = Size(0, len(self._layout.rows))
        return True

    def _go(self) -> None:
        if self.walk and self.walk.moment is not None:
            self.show_moment(self.walk.moment)

    def _role(self, moment: int, walk: Walk) -> str:
        if moment == self.playing:
            return "playing"
        if moment == walk.moment:
            return "anchor"
        rests_on = walk.finding.evidence if walk.finding and not walk.is_searching else ()
        return "evidence" if any(moment == piece.moment for piece in rests_on) else ""

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"transcript--{name}")

    def _part(self, name: str) -> Style:
        """The style of a part of a row, which keeps the row's background."""
        full = self._style(name)
        return Style(
            color=full.color,
            bold=full.bold,
            dim=full.dim,
            underline=full.underline,
            reverse=full.reverse,
        )

    def _gutter(self, row: Row, place: int, role: str) -> Text:
        assert self.walk is not None
        begins = self._layout.first[row.moment] == place
        time = self.walk.call.moments[row.moment].time if begins else ""
        bar = BARS.get(role, " ")
        return Text.assemble(
            (bar, self._part("bar")), (f" {time.rjust(self._time_width)}  ", self._part("time"))
        )

    def _words(self, row: Row, walk: Walk) -> Text:
        shown = self._layout.shown[row.moment]
        text = Text(shown.text[row.start : row.end], end="")
        speaker = walk.call.moments[row.moment].speaker
        side = "agent" if speaker is Speaker.AGENT else "customer"
        text.stylize(self._part(side), 0, max(0, shown.words_from - row.start))
        for start, end, kind in shown.tags:
            if end > row.start:
                name = "good" if kind is Kind.GOOD else "chance"
                text.stylize(self._part(name), max(0, start - row.start), end - row.start)
        for start, end, name in self._marked(row, shown.words_from, walk):
            if end > row.start and start < row.end:
                text.stylize(self._part(name), max(0, start - row.start), end - row.start)
        return text

    def _marked(self, row: Row, words_from: int, walk: Walk) -> Iterator[tuple[int, int, str]]:
        for match in self._matches.get(row.moment, ()):
            name = "found" if match == walk.found else "match"
            yield words_from + match.start, words_from + match.end, name


def _place(walk: Walk) -> tuple[float, int | None]:
    return walk.at, walk.moment
