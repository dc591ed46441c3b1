"""The line at the top: the clock, how loud each side is, and how far the words are behind."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from coach.call import Speaker
from coach.call.live import Lag, Shed
from coach.export.wording import clock
from coach.tui.live.board import Board, Phase

LETTERS = {Speaker.AGENT: "A", Speaker.CUSTOMER: "C"}
BARS = ("··", "▌·", "█·", "█▌", "██")
STEPS_DBFS = (-55.0, -42.0, -32.0, -22.0)
SILENCE_DBFS = -90.0
NO_LEVEL = "--"
"""Of a side that gives nothing at all, not even silence."""

WORTH_SAYING_S = 2.0
"""Words that are less far behind are not late for a reader."""

_GAP = 2
_STATES = {
    Phase.READY: "not started",
    Phase.STARTING: "getting ready…",
    Phase.PAUSED: "paused",
    Phase.FINISHING: "writing it up…",
    Phase.ENDED: "ended",
    Phase.FAILED: "stopped",
}


def status(board: Board, width: int, *, is_kept: bool = False) -> Content:
    """One row, at most `width` cells. `is_kept` says that sound goes to disk."""
    left = Content.assemble(*_left(board, is_kept=is_kept and board.phase is Phase.ON))
    room = width - left.cell_length - _GAP
    right = next((text for text in _right(board) if len(text) <= room), "")
    gap = " " * max(0, width - left.cell_length - len(right))
    return Content.assemble(left, gap, (right, "bold")).truncate(width)


def bar(dbfs: float | None) -> str:
    """Two cells: how loud, in five steps."""
    return NO_LEVEL if dbfs is None else BARS[sum(dbfs >= step for step in STEPS_DBFS)]


def is_behind(lag: Lag | None) -> bool:
    """Whether the words are so late that the agent should know."""
    return lag is not None and (lag.behind_s >= WORTH_SAYING_S or lag.shed is Shed.PARTIALS)


def _left(board: Board, *, is_kept: bool) -> Iterator[tuple[str, str]]:
    yield clock(board.now), "bold"
    if board.phase is Phase.ON:
        for speaker, letter in LETTERS.items():
            yield f"  {letter} ", "$foreground-muted"
            yield (
                bar(_level(board, speaker)),
                "$text-primary" if speaker is Speaker.AGENT else "$text-secondary",
            )
    if is_kept:
        yield "  ● rec", "$text-error"


def _level(board: Board, speaker: Speaker) -> float | None:
    lost = any(it.speaker is speaker for it in board.troubles)
    return None if lost else board.levels.get(speaker, SILENCE_DBFS)


def _right(board: Board) -> Iterator[str]:
    """What may stand at the right, the longest first."""
    if board.phase is not Phase.ON:
        yield _STATES[board.phase]
    elif board.lag and is_behind(board.lag):
        behind = f"{max(1, round(board.lag.behind_s))} s behind"
        yield f"{behind}, catching up"
        yield behind
