"""The sidebar: it takes what happens, draws it once a burst, and passes keys on to the call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coach.call import Ended, Heard, Partial
from coach.call.live import (
    Consented,
    Disturbed,
    Gone,
    Happening,
    Paused,
    Pinned,
    Resumed,
    Swapped,
    Trouble,
    Why,
)
from coach.pipeline.outcome import Outcome
from coach.tui.live import page
from coach.tui.live.board import Board, Phase
from coach.tui.live.call import LiveCall
from coach.tui.live.commands import LiveCommands
from coach.tui.live.foot import Foot
from coach.tui.live.happened import Finished, Happened, run_for
from coach.tui.live.help import Help
from coach.tui.live.keys import HINTS, KEYS
from coach.tui.live.side import Side
from coach.tui.live.status import status
from coach.tui.live.tail import Tail
from coach.tui.live.talk import Talk
from coach.tui.review.keys import Keys, shown_keys
from coach.tui.review.outside import Outside
from coach.tui.review.screen import ReviewScreen

Outsider = Callable[[Outcome], Outside]
"""What the review of a call may ask of the world: its sound, a second reading, a place to keep."""

_PAGES = frozenset({Phase.READY, Phase.STARTING, Phase.ENDED, Phase.FAILED})
_BACK = frozenset({Trouble.DEVICE_BACK, Trouble.ENGINE_BACK})
_THANKS = {
    Why.HELPFUL: "Noted: that helped.",
    Why.NOT_HELPFUL: "Noted: these come less often now.",
    Why.MUTED: "No more of these on this call.",
}
NO_PROMPT = "There is no prompt to judge at the moment."
NO_CALL = "There is no call going on."


class LiveScreen(Screen[None]):
    """One call, from before its beginning to its wrap-up."""

    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)
    COMMANDS: ClassVar = {LiveCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (72, "-two"), (112, "-three")]  # noqa: RUF012 - as Textual declares it
    AUTO_FOCUS = ""

    def __init__(self, call: LiveCall, outside: Outsider | None = None) -> None:
        super().__init__()
        self._call = call
        self._outside = outside
        self.thread: threading.Thread | None = None
        self._keys: Keys = {}
        self._is_dirty = False
        self._is_leaving = False
        self._status = Content()
        self.board = Board()
        self.talk = Talk()
        self.outcome: Outcome | None = None
        self.failure = ""

    def compose(self) -> ComposeResult:
        yield Static(id="status")
        with Container(id="body"):
            yield Side(id="side")
            yield page.Page(id="page")
            yield Tail(id="tail")
        yield Foot(id="foot")

    def on_mount(self) -> None:
        self._keys = shown_keys(self.active_bindings.values(), self.app.get_key_display)
        self._turn_to(Phase.READY)
        if self._call.about.starts_at_once:
            self.action_start()
            self.say(" ".join(self._call.about.remarks))

    def on_resize(self) -> None:
        self._is_dirty = True
        self.call_after_refresh(self._draw)

    def on_idle(self) -> None:
        if self._is_dirty:
            self._draw()

    @on(Happened)
    def _take(self, message: Happened) -> None:
        message.stop()
        self._write(message.happening)
        self.board = self.board.after(message.happening)
        self._comment(message.happening)
        self._is_dirty = True

    @on(Finished)
    def _finish(self, message: Finished) -> None:
        message.stop()
        self.outcome, self.failure = message.outcome, message.failure
        self.talk.forget_partials()
        self._turn_to(Phase.ENDED if message.outcome else Phase.FAILED)
        if self._is_leaving:
            self.app.exit()

    def _write(self, happening: Happening) -> None:
        match happening:
            case Heard(said):
                self.talk.hear(said)
            case Partial():
                self.talk.guess(happening)
            case Pinned(words, at):
                self.talk.pin(words, at)
            case Swapped():
                self.talk.clear()
            case Paused() | Ended():
                self.talk.forget_partials()

    def _comment(self, happening: Happening) -> None:
        match happening:
            case Gone(why=why) if why in _THANKS:
                self.say(_THANKS[why])
            case Disturbed(trouble, text) if trouble in _BACK:
                self.say(text)
            case Consented() if self._call.about.keeps_sound:
                self.say("Consent is noted. Sound is kept from now on.")
            case Consented():
                self.say("Consent is noted. This call keeps no sound.")
            case Swapped():
                self.say("Agent and customer are exchanged.")
            case Resumed():
                self.say("Listening again.")

    def _turn_to(self, phase: Phase) -> None:
        """Go on to another part of the call, and show its page if it has one."""
        self.board = replace(self.board, phase=phase, shown=None)
        about, shown = self._call.about, self.query_one(page.Page)
        self.query_one(Foot).be_quiet()
        match phase:
            case Phase.READY:
                shown.show(page.before(about, self._keys))
            case Phase.STARTING:
                shown.show(page.getting_ready(about))
            case Phase.ENDED if self.outcome:
                shown.show(page.after(self.outcome))
            case Phase.FAILED:
                shown.show(page.failed(self.failure))
        self._is_dirty = True

    def _draw(self) -> None:
        """Bring every part up to date; each draws only what is not as it was."""
        self._is_dirty = False
        board, about = self.board, self._call.about
        is_kept = board.has_consent and about.keeps_sound
        line = status(board, self.size.width - 2, is_kept=is_kept)
        if not line.is_same(self._status):
            self._status = line
            self.query_one("#status", Static).update(line, layout=False)
        self.set_class(board.phase in _PAGES, "-page")
        self.query_one(Side).show(board, self._keys)
        self.query_one(Tail).show(self.talk.lines, self.talk.settle(), self.talk.provisional)
        self.query_one(Foot).show(self._keys, self._hints())

    def _hints(self) -> Sequence[tuple[str, str]]:
        needs_consent = self._call.about.keeps_sound and not self.board.has_consent
        named = HINTS[self.board.phase]
        return [hint for hint in named if hint[0] != "live.consent" or needs_consent]

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """One calm sentence at the foot."""
        self.query_one(Foot).say(sentence, stays=stays)

    def _is_on(self) -> bool:
        if not self.board.phase.is_on:
            self.say(NO_CALL)
        return self.board.phase.is_on

    def _is_sure(self, question: str, binding: str) -> bool:
        key = self._keys.get(binding, ("the same key",))[0]
        return self.query_one(Foot).is_sure(question.format(key=key))

    def action_start(self) -> None:
        if self.board.phase is Phase.READY:
            self._turn_to(Phase.STARTING)
            self.thread = run_for(self, self._call)

    def _judge(self, tell: Callable[[], None]) -> None:
        if self.board.shown:
            tell()
        else:
            self.say(NO_PROMPT)

    def action_helpful(self) -> None:
        self._judge(self._call.helpful)

    def action_not_helpful(self) -> None:
        self._judge(self._call.not_helpful)

    def action_mute(self) -> None:
        self._judge(self._call.mute)

    def action_pin(self) -> None:
        if self._is_on():
            self.query_one(Foot).ask_for_word()

    @on(Foot.Named)
    def _pin(self, message: Foot.Named) -> None:
        self.query_one(Foot).stop_asking()
        self.set_focus(None)
        if message.words is not None and self._is_on():
            self._call.pin(message.words)
            self.say("Pinned for later.")

    def action_swap(self) -> None:
        if self._is_on():
            self._call.swap()

    def action_pause(self) -> None:
        if self._is_on():
            is_paused = self.board.phase is Phase.PAUSED
            (self._call.resume if is_paused else self._call.pause)()

    def action_consent(self) -> None:
        if self.board.has_consent:
            self.say("Consent is noted already.")
        elif self._is_on() and self._is_sure(
            "Did the customer agree to a recording? {key} again notes it.", "live.consent"
        ):
            self._call.consent()

    def action_end(self) -> None:
        if self._is_on() and self._is_sure("End the call? {key} again ends it.", "live.end"):
            self._call.end()
            self.say("Ending the call…", stays=True)

    def action_copy(self) -> None:
        if self.outcome is None or not self.outcome.wrap_up:
            self.say(page.SILENT if self.outcome else "The wrap-up comes once the call is over.")
            return
        self.app.copy_to_clipboard(self.outcome.wrap_up)
        self.say("Copied. If your terminal cannot, select the text with the mouse.")

    def action_review(self) -> None:
        if self.outcome is None:
            self.say("The review comes once the call is over.")
        elif self.outcome.reviewed is None:
            self.say(page.SILENT)
        else:
            outside = self._outside(self.outcome) if self._outside else None
            self.app.push_screen(ReviewScreen(self.outcome.reviewed, outside))

    def action_scroll(self, by: int) -> None:
        if self.board.phase is Phase.ENDED and not self.query_one(Tail).display:
            shown = self.query_one(page.Page)
            shown.scroll_relative(y=by * max(1, shown.size.height - 2), animate=False)
        else:
            self.query_one(Tail).scroll_rows(by)

    def action_back(self) -> None:
        self.query_one(Foot).be_quiet()
        self.query_one(Tail).go_to(None)

    def action_help(self) -> None:
        self.app.push_screen(Help(self._keys))

    def action_quit(self) -> None:
        """Leave; while a call is on, ask, and end it in order first."""
        if self._is_leaving or not (self.board.phase.is_on or self.board.phase is Phase.FINISHING):
            self.app.exit()
        elif self.board.phase is Phase.FINISHING or self._is_sure(
            "The call is still on. {key} again ends it and leaves.", "live.quit"
        ):
            self._is_leaving = True
            self._call.end()
            self.say("Ending the call, then leaving…", stays=True)
