"""The transcript broken into rows of a given width. Quick, because a long call has thousands."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from coach.call import Kind, Speaker
from coach.tui.review.view import CallView, Moment

NARROWEST = 8
_LABELS = {Speaker.AGENT: "Agent: ", Speaker.CUSTOMER: "Customer: "}


class Row(NamedTuple):
    """Characters `start` to `end` (not included) of what is shown of a moment."""

    moment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A moment's line of text: a label where the speaker changes, the words, finding marks.

    `tags` are where each mark starts and ends (not included), and the kind of its finding.
    """

    text: str
    words_from: int
    tags: tuple[tuple[int, int, Kind], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All rows in order. `first[i]` is the row in which moment `i` begins."""

    shown: tuple[Shown, ...]
    rows: tuple[Row, ...]
    first: tuple[int, ...]

    def rows_of(self, moment: int) -> range:
        after = self.first[moment + 1] if moment + 1 < len(self.first) else len(self.rows)
        return range(self.first[moment], after)


def lay_out(view: CallView, width: int, numbers: Container[int]) -> Layout:
    """The call in rows of at most `width` cells; marks only for the findings in `numbers`."""
    shown = tuple(_show(view, numbers))
    rows: list[Row] = []
    first: list[int] = []
    for index, line in enumerate(shown):
        first.append(len(rows))
        rows.extend(Row(index, start, end) for start, end in break_lines(line.text, width))
    return Layout(shown, tuple(rows), tuple(first))


def _show(view: CallView, numbers: Container[int]) -> Iterator[Shown]:
    marked = {it.number: it for it in view.findings if it.number in numbers}
    before: Moment | None = None
    for moment in view.moments:
        same = before is not None and before.speaker is moment.speaker
        label = "" if same else _LABELS[moment.speaker]
        text = f"{label}{moment.text}"
        tags = []
        for number in moment.findings:
            if number in marked:
                tag, start = marked[number].mark, len(text) + 1
                tags.append((start, start + len(tag), marked[number].kind))
                text = f"{text} {tag}"
        yield Shown(text, len(label), tuple(tags))
        before = moment


def break_lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends: broken at spaces, inside a word only if it is too long."""
    width = max(NARROWEST, width)
    plain = text.isascii() or cell_len(text) == len(text)
    start, length = 0, len(text)
    while start < length:
        room = start + (width if plain else _characters_in(text, start, width))
        if room >= length:
            yield start, length
            return
        space = text.rfind(" ", start, room + 1)
        end = space if space > start else room
        yield start, end
        start = end + 1 if text[end] == " " else end
    if length == 0:
        yield 0, 0


def _characters_in(text: Sequence[str], start: int, width: int) -> int:
    """How many characters from `start` on fit into `width` cells; at least one."""
    cells = 0
    for count in range(len(text) - start):
        cells += cell_len(text[start + count])
        if cells > width:
            return max(1, count)
    return len(text) - start
