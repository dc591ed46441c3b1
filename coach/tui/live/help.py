"""The help: every key as it is set now, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach.tui.live.beside import CONCERN, DONE, LIT, NOT_DONE, NOT_NEEDED, QUESTION
from coach.tui.live.keys import KEYS
from coach.tui.live.status import NO_LEVEL
from coach.tui.live.tail import PIN
from coach.tui.review.dialog import Dialog, lines
from coach.tui.review.keys import Keys

_SIGNS = (
    ("A C", "you and the customer: how loud"),
    (NO_LEVEL, "that side gives no sound at all"),
    (LIT, "you are asking for this: it was given"),
    (QUESTION, "a question without an answer"),
    (CONCERN, "a worry without an answer"),
    (DONE, "done"),
    (NOT_DONE, "not done yet"),
    (NOT_NEEDED, "not needed on this call"),
    (PIN, "a moment that you pinned"),
    ("…", "words that may still change"),
)
_ALSO = (("^p", "All commands, and themes"),)
_MOST = 2
"""Keys of one binding that are named."""


class Help(Dialog[None]):
    """Every key that does something on the screen below."""

    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "dismiss", "Close", show=False, id="live.help"),
        Binding("enter", "dismiss", "Close", show=False),
    ]
    HEADING = "Keys"

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def parts(self) -> Iterator[Widget]:
        yield lines(self._lines())

    def _lines(self) -> Iterator[Content]:
        known = [
            (" ".join(self._keys[it][:_MOST]), binding.description)
            for binding in KEYS
            if (it := str(binding.id)) in self._keys
        ]
        width = max(len(key) for key, _ in (*known, *_ALSO)) + 2
        for key, words in (*known, *_ALSO):
            yield Content.assemble((key.ljust(width), "$text-accent"), words)
        yield Content()
        yield Content.styled("Signs", "bold")
        for sign, words in _SIGNS:
            yield Content.assemble((sign.ljust(width), "$text-accent"), words)
