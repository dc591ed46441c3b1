"""Plays a stretch of the call and tells the screen where it is."""

from __future__ import annotations

from time import monotonic

from textual import on, work
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from coach.call import CoachError, Span
from coach.export.wording import clock
from coach.tui.review.playing import Player

NO_SOUND = "There is no sound with this call; the words are in the transcript."
TICK_S = 0.1


class Playback(Widget):
    """Cannot be seen. One stretch at a time; the player works in a thread."""

    class At(Message):
        """The moment that can be heard now, in seconds; None when nothing can any more."""

        def __init__(self, moment: float | None) -> None:
            super().__init__()
            self.moment = moment

    class Said(Message):
        """A sentence for the user; `stays` until the next one."""

        def __init__(self, sentence: str, *, stays: bool = False) -> None:
            super().__init__()
            self.sentence = sentence
            self.stays = stays

    class _Started(Message):
        def __init__(self, turn: int) -> None:
            super().__init__()
            self.turn = turn

    class _Over(Message):
        def __init__(self, turn: int, sentence: str) -> None:
            super().__init__()
            self.turn = turn
            self.sentence = sentence

    def __init__(self, player: Player | None) -> None:
        super().__init__()
        self._player = player
        self._span: Span | None = None
        self._turn = 0
        self._since = 0.0
        self._timer: Timer | None = None

    @property
    def is_playing(self) -> bool:
        return self._span is not None

    def toggle(self, span: Span | None) -> None:
        """Play the stretch, or stop what is playing."""
        if self.is_playing:
            self.stop()
        elif span is None:
            self.post_message(self.Said("There is no moment to play yet."))
        elif self._player is None:
            self.post_message(self.Said(NO_SOUND))
        else:
            self._span = span
            self._turn += 1
            self._play(self._player, span, self._turn)

    def stop(self) -> None:
        """Silence, at once; harmless when nothing plays."""
        if self._player and self.is_playing:
            self._player.stop()
            self._end("")

    def on_unmount(self) -> None:
        if self._player and self.is_playing:
            self._player.stop()

    @work(thread=True, group="playback")
    def _play(self, player: Player, span: Span, turn: int) -> None:
        sentence = ""
        try:
            player.play(span, lambda: self._tell_started(turn))
        except CoachError as error:
            sentence = str(error)
        self.post_message(self._Over(turn, sentence))

    def _tell_started(self, turn: int) -> None:
        self.post_message(self._Started(turn))

    @on(_Started)
    def _follow(self, event: _Started) -> None:
        if self._player and (event.turn != self._turn or self._span is None):
            self._player.stop()
            return
        assert self._span
        self._since = monotonic()
        self._timer = self.set_interval(TICK_S, self._tick)
        until = f"{clock(self._span.start)} to {clock(self._span.end)}"
        self.post_message(self.Said(f"Playing {until}.", stays=True))
        self._tick()

    def _tick(self) -> None:
        if self._span:
            moment = self._span.start + monotonic() - self._since
            self.post_message(self.At(min(moment, self._span.end)))

    @on(_Over)
    def _finish(self, event: _Over) -> None:
        if event.turn == self._turn and self.is_playing:
            self._end(event.sentence)

    def _end(self, sentence: str) -> None:
        self._span = None
        if self._timer:
            self._timer.stop()
            self._timer = None
        self.post_message(self.At(None))
        self.post_message(self.Said(sentence))
