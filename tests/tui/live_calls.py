"""Calls that go on as long as a test wants, for the sidebar."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import Any

from textual.pilot import Pilot
from tui_calls import parcel

from coach.call import Ended, Heard, Partial, Prompt, Span, Speaker, Tick, spread, utterance
from coach.call.live import (
    Check,
    Consented,
    Given,
    Happening,
    Level,
    Noted,
    Paused,
    Pinned,
    Promised,
    Resumed,
    Shown,
    SideNotes,
    StillOpen,
    Swapped,
)
from coach.coaching.prompts import fill, load_prompts
from coach.pipeline.outcome import About, Outcome

DEVICES = About(
    hears=("Headset microphone", "Monitor of headset"),
    engine="faster-whisper base int8",
    keeps_sound=True,
)
REPLAY = About(hears=("larkspur-parcel.flac",), engine="written", starts_at_once=True)
WRAP_UP = """\
Reason: the parcel has not come
Done: order looked up, address checked
Promised: the driver brings it on Thursday, before noon
Next step: none"""


class HeldCall:
    """Tells `happenings`, then whatever the test tells through `tell`, until it is ended.

    `asked` is what the keys asked of it, in order; each is answered as a real call answers.
    """

    def __init__(
        self,
        happenings: Sequence[Happening] = (),
        about: About = REPLAY,
        outcome: Outcome | None = None,
    ) -> None:
        self.about = about
        self.asked: list[tuple[str, ...]] = []
        self.told = threading.Event()
        self._happenings = happenings
        self._outcome = outcome or Outcome(WRAP_UP, parcel())
        self._over = threading.Event()
        self._sink: Callable[[Happening], None] | None = None
        self.failure: Exception | None = None
        self.now = 0.0

    def run(self, sink: Callable[[Happening], None]) -> Outcome:
        self._sink = sink
        if self.failure:
            self.told.set()
            raise self.failure
        self.tell(*self._happenings)
        self.told.set()
        self._over.wait()
        self.tell(Ended(self.now))
        return self._outcome

    def tell(self, *happenings: Happening) -> None:
        assert self._sink
        for happening in happenings:
            self.now = max(self.now, getattr(happening, "at", self.now))
            self._sink(happening)

    def _ask(self, *what: str) -> None:
        self.asked.append(what)

    def helpful(self) -> None:
        self._ask("helpful")

    def not_helpful(self) -> None:
        self._ask("not helpful")

    def mute(self) -> None:
        self._ask("mute")

    def pin(self, words: str) -> None:
        self._ask("pin", words)
        self.tell(Pinned(words, self.now))

    def swap(self) -> None:
        self._ask("swap")
        self.tell(Swapped(self.now))

    def pause(self) -> None:
        self._ask("pause")
        self.tell(Paused(self.now))

    def resume(self) -> None:
        self._ask("resume")
        self.tell(Resumed(self.now))

    def consent(self) -> None:
        self._ask("consent")
        self.tell(Consented(self.now))

    def end(self) -> None:
        self._ask("end")
        self._over.set()


async def settle(pilot: Pilot[Any], call: HeldCall) -> None:
    """Wait until everything that the call told has been drawn."""
    await asyncio.to_thread(call.told.wait, 10)
    for _ in range(3):
        await pilot.pause()


def words(speaker: Speaker, text: str, start: float, end: float) -> Partial:
    """Provisional words over a span."""
    return Partial(speaker, spread(text, Span(start, end)), end)


def prompt(name: str, **values: str) -> Prompt:
    """A prompt as it is shipped, filled."""
    return fill(next(it for it in load_prompts() if it.id == name), **values)


GIVEN = Given("order number", "ending 0179", 7.0)
NOTES = SideNotes(
    given=(
        GIVEN,
        Given("name", "Ines Okafor", 2.0),
        Given("postcode", "SE1 7TH", None),
    ),
    promised=(Promised("the driver brings it to you", "Thursday, before noon", 61.0),),
    still_open=(StillOpen("question", "Will it be there for the wedding?", 48.0),),
    before_goodbye=(
        Check("settled", done=False),
        Check("next step and when", done=True),
        Check("anything else", done=False),
        Check("thanks", done=False, needed=False),
    ),
)


def levels(at: float, agent: float | None = -25.0, customer: float | None = -60.0) -> list[Level]:
    """How loud both sides are."""
    return [Level(Speaker.AGENT, agent, at), Level(Speaker.CUSTOMER, customer, at)]


def going_on() -> list[Happening]:
    """The parcel call until its 83rd second, with the agent in the middle of a sentence."""
    said = [Heard(it) for it in parcel().utterances if it.end < 75.0]
    begun = "Right, and could I take your order"
    return [
        *said,
        Noted(NOTES, 75.0),
        *levels(81.5),
        Tick(82.0),
        *levels(82.5),
        words(Speaker.AGENT, begun, 80.5, 82.8),
        *levels(83.0),
    ]


def shown(name: str = "feeling-voiced", at: float = 83.0, **values: str) -> Shown:
    """A prompt with two thirds of its time left at `at`."""
    return Shown(prompt(name, **values), at - 4.0, at + 8.0)


def say(speaker: Speaker, text: str, start: float, end: float) -> Heard:
    """Committed words over a span."""
    return Heard(utterance(speaker, text, Span(start, end)))
