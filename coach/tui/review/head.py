"""The line at the top: which call, how long, and what is in it."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.call import Kind
from coach.export.wording import clock
from coach.tui.review.view import CallView
from coach.tui.words import SYMBOLS, counted, fit

_MIDDLE = 2


class Head(Widget):
    """One row, cut to the width: the name gives way first."""

    call: reactive[CallView | None] = reactive(None)

    def render(self) -> Content:
        return head_of(self.call, self.size.width) if self.call else Content()


def head_of(call: CallView, width: int) -> Content:
    """The name and length at the left, the findings at the right, in words if there is room."""
    right = _in_words(call) if call.findings else "nothing marked"
    left = f"{call.title}  {clock(call.duration)}"
    if len(left) + _MIDDLE + len(right) > width and call.findings:
        right = _in_signs(call)
    length = f"  {clock(call.duration)}"
    title = fit(call.title, width - len(right) - len(length) - _MIDDLE)
    gap = " " * max(1, width - Content(title).cell_length - len(length) - len(right))
    return Content.assemble(
        (title, "bold"), (length, "$foreground-muted"), gap, (right, "$foreground-muted")
    )


def _in_words(call: CallView) -> str:
    parts = (
        counted(call.count(Kind.ANTI), "chance"),
        counted(call.count(Kind.GOOD), "good move"),
    )
    return ", ".join(parts)


def _in_signs(call: CallView) -> str:
    return "  ".join(f"{call.count(kind)} {SYMBOLS[kind]}" for kind in Kind)
