"""What the sidebar shows beside the words: one value, and how each happening changes it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coach.call import Ended, Heard, Partial, Speaker, Tick
from coach.call.live import (
    Consented,
    Disturbed,
    Gone,
    Happening,
    Lag,
    Level,
    Noted,
    Paused,
    Resumed,
    Shown,
    SideNotes,
    Swapped,
    Trouble,
)


class Phase(StrEnum):
    """Where a call is. FINISHING is after its last sound, until its wrap-up is there."""

    READY = "ready"
    STARTING = "starting"
    ON = "on"
    PAUSED = "paused"
    FINISHING = "finishing"
    ENDED = "ended"
    FAILED = "failed"

    @property
    def is_on(self) -> bool:
        """Whether there is a call that can be ended."""
        return self in {Phase.STARTING, Phase.ON, Phase.PAUSED}


NOTHING = SideNotes()
"""Before anything was said."""

Loudness = Mapping[Speaker, float | None]
"""The loudest of a second a side, in dB below full scale; None for a side that gives nothing."""

_ENDS: Mapping[Trouble, frozenset[Trouble]] = {
    Trouble.DEVICE_BACK: frozenset({Trouble.DEVICE_LOST, Trouble.NO_PERMISSION}),
    Trouble.ENGINE_BACK: frozenset({Trouble.ENGINE_LOST}),
    Trouble.KEPT_AGAIN: frozenset({Trouble.NOT_KEPT}),
}
"""What is over when something is back."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything but the words. `levels` are those of the last whole second: bars that stand still.

    `loudest` are those of the second that goes on. `now` is the latest moment that anything told
    of, in seconds of the call.
    """

    phase: Phase = Phase.READY
    now: float = 0.0
    levels: Loudness = field(default_factory=dict)
    lag: Lag | None = None
    troubles: tuple[Disturbed, ...] = ()
    shown: Shown | None = None
    notes: SideNotes = NOTHING
    has_consent: bool = False
    loudest: Loudness = field(default_factory=dict, repr=False)

    def after(self, happening: Happening) -> Board:
        """The board once it has happened."""
        board = _reached(self, _when(happening))
        for change in (_sound, _course, _help):
            board = change(board, happening)
        return board


def _reached(board: Board, moment: float) -> Board:
    """The clock goes on; with each whole second the levels change."""
    phase = Phase.ON if board.phase is Phase.STARTING else board.phase
    now = max(board.now, moment)
    reached = replace(board, phase=phase, now=now)
    if int(now) == int(board.now):
        return reached
    return replace(reached, levels=board.loudest or board.levels, loudest={})


def _sound(board: Board, happening: Happening) -> Board:
    """What changes in hearing the call."""
    match happening:
        case Level():
            return _louder(board, happening)
        case Lag():
            return replace(board, lag=happening)
        case Disturbed():
            return replace(board, troubles=_troubles(board.troubles, happening))
    return board


def _course(board: Board, happening: Happening) -> Board:
    """What changes in the course of the call."""
    match happening:
        case Paused():
            return replace(board, phase=Phase.PAUSED, levels={}, loudest={})
        case Resumed():
            return replace(board, phase=Phase.ON)
        case Ended():
            return replace(board, phase=Phase.FINISHING, shown=None, lag=None, troubles=())
    return board


def _help(board: Board, happening: Happening) -> Board:
    """What changes in helping the agent."""
    match happening:
        case Shown():
            return replace(board, shown=happening)
        case Gone(prompt_id) if board.shown and board.shown.prompt.id == prompt_id:
            return replace(board, shown=None)
        case Noted(notes):
            return replace(board, notes=notes)
        case Consented():
            return replace(board, has_consent=True)
        case Swapped():
            return replace(board, shown=None, notes=NOTHING, levels={}, loudest={})
    return board


def _louder(board: Board, level: Level) -> Board:
    before = board.loudest.get(level.speaker)
    heard = [dbfs for dbfs in (before, level.dbfs) if dbfs is not None]
    loudest = {**board.loudest, level.speaker: max(heard, default=None)}
    return replace(board, loudest=loudest, levels={**loudest, **board.levels})


def _when(happening: Happening) -> float:
    match happening:
        case Heard(said):
            return said.end
        case Partial():
            return happening.as_of
        case Tick(now) | Ended(now):
            return now
        case _:
            return happening.at


def _troubles(standing: Iterable[Disturbed], new: Disturbed) -> tuple[Disturbed, ...]:
    """What still stands once `new` has been said: each trouble of a side once."""
    over = _ENDS.get(new.trouble, frozenset({new.trouble}))
    left = tuple(it for it in standing if it.trouble not in over or it.speaker != new.speaker)
    return left if new.trouble in _ENDS else (*left, new)
