"""Has the call read again with the sides swapped, while the screen stays awake."""

from __future__ import annotations

from textual import work
from textual.message import Message
from textual.widget import Widget

from coach.call import CoachError
from coach.tui.review.outside import Outside
from coach.tui.review.view import CallView

READING = "Reading the call again with the sides swapped…"
SWAPPED = "The sides are swapped."
CANNOT = "The sides of this call cannot be swapped here."


class Rereading(Widget):
    """Cannot be seen. One reading at a time, in a thread."""

    class Done(Message):
        """The call as it reads now; None when it could not be read."""

        def __init__(self, call: CallView | None, *, swapped: bool) -> None:
            super().__init__()
            self.call = call
            self.swapped = swapped

    class Said(Message):
        """A sentence for the user; `stays` until the next one."""

        def __init__(self, sentence: str, *, stays: bool = False) -> None:
            super().__init__()
            self.sentence = sentence
            self.stays = stays

    def __init__(self, outside: Outside) -> None:
        super().__init__()
        self._outside = outside
        self._is_busy = False

    def start(self, *, swapped: bool) -> bool:
        """Whether a reading began."""
        if self._is_busy:
            return False
        if self._outside.reread is None:
            self.post_message(self.Said(CANNOT))
            return False
        self._is_busy = True
        self.post_message(self.Said(READING, stays=True))
        self._read(swapped=swapped)
        return True

    @work(thread=True, group="rereading")
    def _read(self, *, swapped: bool) -> None:
        call, sentence = None, SWAPPED
        try:
            assert self._outside.reread
            call = self._outside.view(self._outside.reread(swapped))
        except CoachError as error:
            sentence = str(error)
        self._is_busy = False
        self.post_message(self.Done(call, swapped=swapped))
        self.post_message(self.Said(sentence))
