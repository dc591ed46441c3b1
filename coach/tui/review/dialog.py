"""What opens over the review screen, and is closed by the key that opened it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A title, whatever `parts` gives, scrolled where it is too long, and how to close it."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close", id="review.close"),
    ]
    HEADING = ""
    CLOSING = "esc close"

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Static(self.heading(), classes="title")
            yield from self.parts()
            yield Static(Content.styled(self.CLOSING, "$foreground-muted"), classes="closing")

    def heading(self) -> Content:
        return Content.styled(self.HEADING, "bold")

    def parts(self) -> Iterable[Widget]:
        """What stands between the title and the last line."""
        return ()


def lines(contents: Iterable[Content]) -> Static:
    """Lines of text as one part."""
    return Static(Content("\n").join(contents), classes="part")
