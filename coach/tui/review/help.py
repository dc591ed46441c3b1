"""The help: every key as it is set now, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach.call import Kind, Verdict
from coach.tui.review.dialog import Dialog, lines
from coach.tui.review.keys import KEYS, Keys
from coach.tui.words import SYMBOLS, VERDICT_SIGNS

_SIGNS = (
    (SYMBOLS[Kind.ANTI], "a chance for another time"),
    (SYMBOLS[Kind.GOOD], "a good move"),
    ("▌", "the moment you are at"),
    ("┆", "what the finding rests on"),
    (VERDICT_SIGNS[Verdict.AGREE], "you agree"),
    (VERDICT_SIGNS[Verdict.DISAGREE], "you disagree"),
    (VERDICT_SIGNS[Verdict.UNSURE], "you are unsure"),
)
_ALSO = (
    ("tab", "Next panel, to scroll it"),
    ("^p", "All commands, and themes"),
)


class Help(Dialog[None]):
    """Every key that does something on the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "dismiss", "Close", show=False, id="review.help"),
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
            (" ".join(self._keys[it]), binding.description)
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
