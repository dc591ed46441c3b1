"""The column that is looked at: what is wrong, the prompt, and what stands beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from coach.tui.live.beside import beside
from coach.tui.live.board import Board, Phase
from coach.tui.live.card import banner, card, is_guard, trouble
from coach.tui.live.lines import Lines, joined
from coach.tui.review.keys import Keys

TAIL_ROWS = 5
"""What the words keep at least where they stand under this column."""

ROOMY = 30
"""Rows from which on the notes are spaced out."""

EDGE = 2
"""Cells that the bar at the left of a prompt takes."""


class Part(Static):
    """Some rows; not there when it has none, and not drawn again when it is as it was."""

    lines: Lines = ()

    def on_mount(self) -> None:
        self.display = False

    def show(self, lines: Lines) -> None:
        """Draw these rows."""
        if len(lines) == len(self.lines) and all(
            new.is_same(old) for new, old in zip(lines, self.lines, strict=True)
        ):
            return
        self.lines = lines
        self.update(joined(lines))
        self.display = bool(lines)


class Side(Vertical):
    """Parts that are empty take no room; the notes get the rows that the others leave."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._board = Board()
        self._keys: Keys = {}

    def compose(self) -> ComposeResult:
        yield Part(id="banner")
        yield Part(id="card")
        yield Part(id="notes")

    def on_resize(self) -> None:
        self.draw()

    def show(self, board: Board, keys: Keys) -> None:
        """Draw the board."""
        self._board, self._keys = board, keys
        self.draw()

    def draw(self) -> None:
        """Fit the parts into the room that there is."""
        width, room = self.content_size.width, self._room
        if width <= 0 or room <= 0:
            return
        urgent = self._banner(width)
        shown = self._board.shown
        prompt = card(shown, self._board.now, self._keys, width - EDGE) if shown else ()
        taken = sum(len(part) + 1 for part in (urgent, prompt) if part)
        notes = beside(
            self._board.notes, width, room - taken, is_airy=room >= ROOMY and not self._is_stacked
        )
        self.query_one("#card").set_class(shown is not None and is_guard(shown), "-guard")
        for it, lines in (("banner", urgent), ("card", prompt), ("notes", notes)):
            self.query_one(f"#{it}", Part).show(lines)

    @property
    def _room(self) -> int:
        body = self.parent
        assert isinstance(body, Widget)
        return body.content_size.height - (TAIL_ROWS + 1) * self._is_stacked

    @property
    def _is_stacked(self) -> bool:
        """Whether the words stand under this column, not beside it."""
        return self.screen.has_class("-one")

    def _banner(self, width: int) -> Lines:
        if self._board.phase is Phase.PAUSED:
            key = self._keys.get("live.pause", ("",))[0]
            return banner("‖ Paused", f"Nothing is heard or kept. {key} to go on.", width)
        return trouble(self._board.troubles, width)
