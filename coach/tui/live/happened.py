"""The call's own thread, and the messages by which it tells the screen."""

from __future__ import annotations

import logging
import sys
import threading
from multiprocessing import resource_tracker

from textual.message import Message
from textual.message_pump import MessagePump

from coach.call import CoachError, Partial
from coach.call.live import Happening, Level
from coach.pipeline.outcome import Outcome
from coach.tui.live.call import LiveCall

log = logging.getLogger(__name__)

BROKEN = "The coach has stopped because of a fault of its own. Please tell those who look after it:"


class Happened(Message):
    """Something happened in the call.

    Of provisional words and of levels only the newest matters: one that waits gives way to the
    next one of its side.
    """

    def __init__(self, happening: Happening) -> None:
        super().__init__()
        self.happening = happening

    def can_replace(self, message: Message) -> bool:
        if not isinstance(message, Happened):
            return False
        this, next_one = self.happening, message.happening
        return (
            isinstance(this, Partial | Level)
            and isinstance(next_one, Partial | Level)
            and type(this) is type(next_one)
            and this.speaker is next_one.speaker
        )


class Finished(Message):
    """The call is over: with its outcome, or with what went wrong in a sentence."""

    def __init__(self, outcome: Outcome | None, failure: str = "") -> None:
        super().__init__()
        self.outcome = outcome
        self.failure = failure


def be_ready_for_processes() -> None:
    """Let a call start processes of its own while the screen is on.

    The helper of multiprocessing wants the file descriptor of standard error, and what Textual
    puts in its place has none: so it is started before.
    """
    if sys.platform != "win32":
        resource_tracker.ensure_running()


def run_for(screen: MessagePump, call: LiveCall) -> threading.Thread:
    """Start the call on a thread of its own; everything that happens is posted to `screen`."""

    def tell(happening: Happening) -> None:
        screen.post_message(Happened(happening))

    def run() -> None:
        outcome, failure = None, ""
        try:
            outcome = call.run(tell)
        except CoachError as error:
            failure = str(error)
        except Exception as error:
            log.exception("the call stopped")
            failure = f"{BROKEN} {type(error).__name__}: {error}"
        screen.post_message(Finished(outcome, failure))

    thread = threading.Thread(target=run, name="call", daemon=True)
    thread.start()
    return thread
