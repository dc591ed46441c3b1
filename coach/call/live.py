"""What happens while a call goes on, beside what was said: for the screen, the log, programs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coach.call.call import Ended, Heard, Tick
from coach.call.coaching import Prompt
from coach.call.finding import Finding
from coach.call.speech import Partial, Speaker


@dataclass(frozen=True, slots=True)
class Level:
    """How loud one side is, in dB below full scale. None for a side that gives nothing at all."""

    speaker: Speaker
    dbfs: float | None
    at: float


class Shed(StrEnum):
    """What is left out while the machine is too slow. Finals are never left out."""

    NOTHING = "nothing"
    SOME_PARTIALS = "some partials"
    PARTIALS = "partials"


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the words are behind the voices, in seconds, and what is left out to catch up."""

    behind_s: float
    shed: Shed
    at: float


class Trouble(StrEnum):
    """What can go wrong with a side, the engine or the disk, while the call goes on."""

    DEVICE_LOST = "device lost"
    DEVICE_BACK = "device back"
    NO_PERMISSION = "no permission"
    ENGINE_LOST = "engine lost"
    ENGINE_BACK = "engine back"
    NOT_KEPT = "not kept"
    """The words cannot be written to disk."""
    KEPT_AGAIN = "kept again"
    SOUND_NOT_KEPT = "sound not kept"
    COACH_FAILED = "coach failed"
    """A fault of the coach's own: something may be missed, the words are heard and kept."""


@dataclass(frozen=True, slots=True)
class Disturbed:
    """Something went wrong, or is right again. `text` is one sentence for the agent."""

    trouble: Trouble
    text: str
    at: float
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing is heard from now on. The clock of the call stands still until it is resumed."""

    at: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """The call is heard again."""

    at: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A prompt, filled, comes on the screen.

    `answers` is the identity of the finding, None for a prompt before the mistake. `until` is when
    it will fade, in seconds of the call. `on_trust` when its pattern is not measured to be precise
    enough to prompt, and the settings let it come all the same.
    """

    prompt: Prompt
    at: float
    until: float
    answers: tuple[str, int] | None = None
    on_trust: bool = False


class Why(StrEnum):
    """Why a prompt left the screen."""

    FADED = "faded"
    HELPFUL = "helpful"
    NOT_HELPFUL = "not helpful"
    MUTED = "muted"
    DONE = "done"
    """What it asked for was done."""
    OUTRANKED = "outranked"
    """A guard took its place."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Gone:
    """A prompt left the screen."""

    prompt_id: str
    at: float
    why: Why


@dataclass(frozen=True, slots=True)
class Given:
    """Something the customer has given. `shown` is masked; `at` is None when before the call.

    `lit` while the agent is asking for it.
    """

    kind: str
    shown: str
    at: float | None
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """What the agent has promised, in their words, and by when, None while nobody said."""

    what: str
    when: str | None
    at: float


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A question or concern of the customer that nobody has answered. `kind` is the act's."""

    kind: str
    words: str
    at: float


@dataclass(frozen=True, slots=True)
class Check:
    """One line of what belongs before goodbye: done, not done, or not needed on this call."""

    name: str
    done: bool
    needed: bool = True


@dataclass(frozen=True, slots=True)
class SideNotes:
    """What stands beside the prompt: all that a sidebar shows of the call so far."""

    given: tuple[Given, ...] = ()
    promised: tuple[Promised, ...] = ()
    still_open: tuple[StillOpen, ...] = ()
    before_goodbye: tuple[Check, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes have changed."""

    notes: SideNotes
    at: float


@dataclass(frozen=True, slots=True)
class Found:
    """A detector noticed something, or what it noticed has grown."""

    finding: Finding
    at: float


@dataclass(frozen=True, slots=True)
class Pinned:
    """A moment that the agent wants to come back to, with a word of their own."""

    words: str
    at: float


@dataclass(frozen=True, slots=True)
class Swapped:
    """Agent and customer are exchanged from the start: forget what was shown, it comes again."""

    at: float


@dataclass(frozen=True, slots=True)
class Consented:
    """The agent noted that the customer agrees to being recorded. Sound is kept from now on."""

    at: float


Audible = Heard | Partial | Tick | Level | Lag | Disturbed | Paused | Resumed | Ended
"""What comes out of hearing a call live."""

Happening = Audible | Found | Shown | Gone | Noted | Pinned | Swapped | Consented
"""Everything that screens, logs and programs may take, in the order in which it happened."""


class Controls(Protocol):
    """What the agent may do while a call goes on. Each returns at once, from any thread."""

    def helpful(self) -> None: ...

    def not_helpful(self) -> None: ...

    def mute(self) -> None:
        """No more prompts for the pattern of the one on the screen, until the call is over."""

    def pin(self, words: str) -> None: ...

    def swap(self) -> None: ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def consent(self) -> None: ...

    def end(self) -> None: ...
