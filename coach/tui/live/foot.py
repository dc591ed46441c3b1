"""The line at the foot: the keys, a sentence, a question that a key answers, or a word to pin."""

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

from coach.tui.live.keys import FIRST
from coach.tui.review.keys import GAP, Keys, hints

MESSAGE_S = 6.0
LONGEST_PIN = 60
"""Characters of a word to pin."""


class PinInput(Input):
    """A word of the agent's own."""

    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        Binding("escape", "give_up", "Do not pin", show=False)
    ]

    def action_give_up(self) -> None:
        self.post_message(Foot.Named(None))


class Foot(Horizontal):
    """One row, more for a long sentence, which goes away by itself or with the next key."""

    class Named(Message):
        """What a pinned moment is to be called; None when it is not to be pinned."""

        def __init__(self, words: str | None) -> None:
            super().__init__()
            self.words = words

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._timer: Timer | None = None
        self._sentence = ""
        self._question = ""
        self._keys: Keys = {}
        self._words: Sequence[tuple[str, str]] = ()
        self._drawn = Content()

    def compose(self) -> ComposeResult:
        yield Static(id="foot-line")
        yield Static(Content("pin "), id="foot-pin")
        yield PinInput(id="foot-word", compact=True, max_length=LONGEST_PIN)

    def on_resize(self) -> None:
        self._draw()

    def show(self, keys: Keys, words: Sequence[tuple[str, str]]) -> None:
        """The keys that matter now, each with its word."""
        self._keys, self._words = keys, words
        self._draw()

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """Show a sentence for some seconds, or until something else is said."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        self._sentence, self._question = sentence, ""
        if sentence and not stays:
            self._timer = self.set_timer(MESSAGE_S, self.be_quiet)
        self._draw()

    def be_quiet(self) -> None:
        """Back to the keys."""
        self.say("", stays=True)

    def is_sure(self, question: str) -> bool:
        """Whether this was just asked already, and so is answered. Otherwise it is asked now."""
        if self._question == question:
            self.be_quiet()
            return True
        self.say(question)
        self._question = question
        return False

    def ask_for_word(self) -> None:
        """A line to type a word into."""
        self.be_quiet()
        self.add_class("-asking")
        line = self.query_one(PinInput)
        line.value = ""
        line.focus()

    def stop_asking(self) -> None:
        self.remove_class("-asking")

    def on_descendant_blur(self) -> None:
        self.stop_asking()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Named(event.value.strip()))

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        width = max(0, self.content_size.width)
        shown = hints(self._keys, width, self._words, FIRST)
        line = Content(self._sentence) if self._sentence else _named(shown)
        if not line.is_same(self._drawn):
            self._drawn = line
            self.query_one("#foot-line", Static).update(line)


def _named(shown: Sequence[tuple[str, str]]) -> Content:
    parts = [
        Content.assemble((key, "$text-accent"), (f" {word}", "$foreground-muted"))
        for key, word in shown
    ]
    return Content(" " * GAP).join(parts)
