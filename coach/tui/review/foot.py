"""The line at the foot: the keys, or a sentence, or the question what to search for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from coach.tui.review.keys import GAP, SEARCH_HINTS, Keys, hints
from coach.tui.review.walk import Walk
from coach.tui.words import fit

MESSAGE_S = 6.0
NARROW = 60
"""Below this many cells a search names the key to go on and the one to leave."""


class SearchInput(Input):
    """The words to look for."""

    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        Binding("escape", "give_up", "Leave the search", show=False)
    ]

    def action_give_up(self) -> None:
        self.post_message(Foot.Asked(""))


class Foot(Horizontal):
    """One row, more for a long sentence, which goes away by itself or with the next step."""

    class Asked(Message):
        """What to search for; empty to leave the search."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._timer: Timer | None = None
        self._keys: Keys = {}
        self._walk: Walk | None = None
        self._sentence = ""

    def compose(self) -> ComposeResult:
        yield Static(id="foot-line")
        yield Static(Content("/"), id="foot-slash")
        yield SearchInput(id="foot-query", compact=True)

    def on_resize(self) -> None:
        self._draw()

    def show(self, walk: Walk, keys: Keys) -> None:
        """The keys that matter now."""
        self._walk, self._keys = walk, keys
        self._draw()

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """Show a sentence for some seconds, or until something else is said."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        self._sentence = sentence
        if sentence and not stays:
            self._timer = self.set_timer(MESSAGE_S, self.be_quiet)
        self._draw()

    def be_quiet(self) -> None:
        """Back to the keys."""
        self.say("", stays=True)

    def ask(self, query: str) -> None:
        """Ask what to search for, the last words ready to be changed."""
        self.be_quiet()
        self.add_class("-asking")
        line = self.query_one(SearchInput)
        line.value = query
        line.focus()

    def stop_asking(self) -> None:
        self.remove_class("-asking")

    def on_descendant_blur(self) -> None:
        self.stop_asking()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        line = self.query_one("#foot-line", Static)
        width = max(0, self.content_size.width)
        if self._sentence:
            line.update(Content(self._sentence))
        elif self._walk and self._walk.is_searching:
            line.update(_searching(self._walk, self._keys, width))
        else:
            line.update(_hints(hints(self._keys, width)))


def _searching(walk: Walk, keys: Keys, width: int) -> Content:
    where = f"{walk.match + 1} of {len(walk.matches)}"
    shown = [(keys[it][0], word) for it, word in SEARCH_HINTS if it in keys]
    if width < NARROW:
        shown = shown[::2]
    known = _hints(shown)
    room = max(0, width - known.cell_length - GAP)
    words = fit(f"“{walk.query}”", room - len(where) - 1)
    return Content.assemble((f"{words} {where}".ljust(room), "bold"), " " * GAP, known)


def _hints(shown: Sequence[tuple[str, str]]) -> Content:
    parts = [
        Content.assemble((key, "$text-accent"), (f" {word}", "$foreground-muted"))
        for key, word in shown
    ]
    return Content(" " * GAP).join(parts)
