"""The list of findings, beside the transcript or, on a narrow screen, on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.call import Verdict
from coach.tui.review.card import KIND_STYLES
from coach.tui.review.dialog import Dialog
from coach.tui.review.view import FindingView
from coach.tui.review.walk import Choice, Walk
from coach.tui.words import VERDICT_SIGNS

Verdicts = Mapping[tuple[str, int], Verdict]
"""What the reader said, by the identity of the finding."""

_HEADS = {
    Choice.ALL: "Chances and good moves",
    Choice.CHANCES: "Chances",
    Choice.GOOD: "Good moves",
}


class FindingList(OptionList):
    """One line a finding: kind and number, time, name, and the reader's verdict."""

    class Chosen(Message):
        """The finding that the highlight was moved to."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    _listed: tuple[object, ...] = ()

    def show(self, walk: Walk, verdicts: Verdicts) -> None:
        """List what the walk shows, its finding highlighted."""
        shown = walk.shown
        widths = (_longest(it.mark for it in shown), _longest(it.time for it in shown))
        with self.prevent(OptionList.OptionHighlighted):
            if self._listed != (shown, verdicts):
                self._listed = (shown, dict(verdicts))
                self.set_options(
                    Option(line_of(it, verdicts.get(it.identity), *widths), id=str(it.number))
                    for it in shown
                )
            places = {it.number: place for place, it in enumerate(shown)}
            self.highlighted = places.get(walk.number) if walk.number is not None else None

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(int(event.option_id)))


class FindingPanel(Vertical):
    """The list under a heading that says what is in it."""

    def compose(self) -> ComposeResult:
        yield Static(classes="heading")
        yield FindingList(compact=True)

    def show(self, walk: Walk, verdicts: Verdicts) -> None:
        """List what the walk shows."""
        self.query_one(".heading", Static).update(heading_of(walk))
        self.query_one(FindingList).show(walk, verdicts)


class FindingsOnDemand(Dialog[int | None]):
    """The same list over the screen. Gives the number of the chosen finding; None for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "dismiss", "Close", show=False, id="review.list")
    ]
    CLOSING = "⏎ go there  esc close"

    def __init__(self, walk: Walk, verdicts: Verdicts) -> None:
        super().__init__()
        self._walk = walk
        self._verdicts = verdicts

    def heading(self) -> Content:
        return heading_of(self._walk)

    def parts(self) -> Iterator[Widget]:
        yield FindingList(compact=True)

    def on_mount(self) -> None:
        listed = self.query_one(FindingList)
        listed.show(self._walk, self._verdicts)
        listed.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(int(event.option_id) if event.option_id else None)


def heading_of(walk: Walk) -> Content:
    """What the list holds, and how many."""
    count = len(walk.shown)
    return Content.styled(f"{_HEADS[walk.choice]}: {count or 'none'}", "$foreground-muted")


def line_of(
    found: FindingView, verdict: Verdict | None, label_width: int, time_width: int
) -> Content:
    """One finding in one line."""
    sign = f" {VERDICT_SIGNS[verdict]}" if verdict else ""
    return Content.assemble(
        (found.mark.ljust(label_width + 1), KIND_STYLES[found.kind]),
        (f"{found.time.rjust(time_width)} ", "$foreground-muted"),
        found.name,
        (sign, "bold"),
    )


def _longest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)
