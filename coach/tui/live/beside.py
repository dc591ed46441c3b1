"""What stands beside the prompt: told already, promised, open, before goodbye; within some rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from rich.cells import cell_len
from textual.content import Content

from coach.call.live import Check, Given, Promised, SideNotes, StillOpen
from coach.export.wording import clock
from coach.tui.live.lines import Lines, between, safe
from coach.tui.words import fit

BEFORE = "before call"
"""Instead of a moment, for what was known before the call."""

NO_TIME = "when?"
DONE, NOT_DONE, NOT_NEEDED = "✓", "○", "–"
LIT = "▶"
REASON, TOLD, PROMISED = "Why they call", "Already told us", "You promised"
OPEN, GOODBYE = "Open", "Before goodbye"
_KEPT = (REASON, PROMISED, OPEN, TOLD, GOODBYE)
"""The sections by what goes first where there is no room; all come again after the call."""

QUESTION, CONCERN = "?", "!"
_INDENT = 2
_GAP = 2


@dataclass(slots=True)
class Section:
    """A heading and its rows in order, each with how much it matters; the rest is left out."""

    heading: str
    rows: list[tuple[float, Lines]]
    left_out: int = 0

    @property
    def height(self) -> int:
        return 1 + sum(len(lines) for _, lines in self.rows)

    def give_way(self) -> None:
        """Leave out the row that matters least."""
        self.rows.remove(min(self.rows, key=lambda row: row[0]))
        self.left_out += 1

    def lines(self, width: int) -> Iterator[Content]:
        more = f"  and {self.left_out} more" if self.left_out else ""
        heading = Content.styled(f"{self.heading}{more}", "$foreground-muted")
        yield heading.truncate(width, ellipsis=True)
        for _, lines in self.rows:
            yield from lines


def beside(notes: SideNotes, width: int, rows: int, *, is_airy: bool = False) -> Lines:
    """Everything that there is, in at most `rows` rows of `width` cells.

    `is_airy` leaves a row free between sections, where all of them have the room.

    Rows keep their order, so that nothing moves about. Where there is too little room the longest
    section gives way first, its oldest row, but not a fact that is lit; then whole sections go.
    """
    sections = [section for section in _sections(notes, width) if section.rows]
    while sum(section.height for section in sections) > rows:
        longest = max(sections[:-1], key=lambda it: len(it.rows), default=None)
        if longest is None or len(longest.rows) < 2:
            break
        longest.give_way()
    while sections and sum(section.height for section in sections) > rows:
        sections.remove(min(sections, key=lambda it: _KEPT.index(it.heading)))
    free = rows - sum(section.height for section in sections)
    gap = (Content(),) if is_airy and free >= len(sections) - 1 else ()
    parts = [(*(gap if place else ()), *it.lines(width)) for place, it in enumerate(sections)]
    return tuple(line for part in parts for line in part)


def _sections(notes: SideNotes, width: int) -> Iterator[Section]:
    if notes.reason:
        yield Section(REASON, [(0.0, (_row(" ", safe(notes.reason), "", width),))])
    yield Section(
        TOLD,
        [(inf if it.lit else it.at or 0.0, (_given(it, width),)) for it in notes.given],
    )
    yield Section(PROMISED, [(it.at, _promised(it, width)) for it in notes.promised])
    each_once = {(it.words, it.at): it for it in reversed(notes.still_open)}
    still_open = reversed(each_once.values())
    yield Section(OPEN, [(it.at, (_open(it, width),)) for it in still_open])
    yield Section(GOODBYE, [(inf, (row,)) for row in _checks(notes.before_goodbye, width)])


def _row(sign: str, left: str, right: str, width: int, style: str = "") -> Content:
    """A sign, words, and at the right edge when."""
    left, right = between(left, right, width - _INDENT)
    row = Content.assemble((f"{sign} ", style), (left, style), (right, "$foreground-muted"))
    return row.stylize(style) if style else row


def _given(it: Given, width: int) -> Content:
    when = BEFORE if it.at is None else clock(it.at)
    words = f"{it.kind.replace('_', ' ')}: {safe(it.shown)}"
    return _row(LIT if it.lit else " ", words, when, width, "bold reverse" if it.lit else "")


def _promised(it: Promised, width: int) -> Lines:
    """In one row where both fit, or else the time on a row of its own: neither is worth cutting."""
    what, when = safe(it.what), safe(it.when) if it.when else NO_TIME
    if cell_len(what) + cell_len(when) + _GAP <= width - _INDENT:
        return (_row("·", what, when, width),)
    return (_row("·", what, "", width), _row(" ", "", when, width))


def _open(it: StillOpen, width: int) -> Content:
    return _row(QUESTION if "question" in it.kind else CONCERN, safe(it.words), clock(it.at), width)


def _checks(checks: Sequence[Check], width: int) -> Iterator[Content]:
    """The checks one after the other, a check never broken."""
    row: list[Content] = []
    for check in checks:
        piece = _check(check, width - _INDENT)
        taken = sum(it.cell_length + _GAP for it in row)
        if row and taken + piece.cell_length > width:
            yield Content(" " * _GAP).join(row)
            row = []
        row.append(piece)
    if row:
        yield Content(" " * _GAP).join(row)


def _check(check: Check, width: int) -> Content:
    if not check.needed:
        return Content.styled(f"{NOT_NEEDED} {fit(check.name, width)}", "$foreground-muted")
    sign, style = (DONE, "$foreground-muted") if check.done else (NOT_DONE, "")
    return Content.styled(f"{sign} {fit(check.name, width)}", style)
