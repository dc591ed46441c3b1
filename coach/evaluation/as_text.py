"""An evaluation as a terminal shows it: figures, what was false or missed, and how sure is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coach.evaluation.calibration import Bin, expected_error
from coach.evaluation.misses import Around, Miss, Wrong

COLUMNS = ("tp", "fp", "fn", "precision", "recall", "f1")
BAR = 40
"""Characters from never to always."""


def figures(title: str, rows: Mapping[str, Any], together: Mapping[str, Any]) -> Table:
    """Counts and figures, a pattern a line."""
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("pattern", no_wrap=True)
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for slug, row in {**rows, "all together": together}.items():
        table.add_row(slug, *("–" if row[c] is None else str(row[c]) for c in COLUMNS))
    return table


def calibration(bins: Sequence[Bin]) -> RenderableType:
    """Of findings so sure, how many are true: a bar of what is true, `|` where it should end."""
    table = Table(title="Of findings so sure, so many are true", title_justify="left", box=None)
    for column in ("from", "to", "sure", "findings", "true"):
        table.add_column(column, justify="right")
    table.add_column("true, and | as sure as it was said", no_wrap=True)
    for one in bins:
        table.add_row(
            f"{one.low:.1f}",
            f"{one.high:.1f}",
            f"{one.confidence:.2f}",
            str(one.findings),
            f"{one.true:.2f}",
            _bar(one),
        )
    error = expected_error(bins)
    if error is None:
        return Text("Nothing was found, so there is nothing to say of how sure is true.")
    return Group(table, Text(f"expected calibration error {error:.3f}"))


def _bar(one: Bin) -> str:
    cells = list(("█" * round(one.true * BAR)).ljust(BAR + 1))
    cells[round(one.confidence * BAR)] = "|"
    return "".join(cells).rstrip()


def misses(wrong: Sequence[Miss]) -> Iterator[RenderableType]:
    """Each false or missed finding with the turns around it, its own turn marked."""
    for one in wrong:
        yield Group(
            Text(""),
            _head(one),
            *(Padding(_turn(near, one), (0, 0, 0, 2)) for near in one.context),
            *([Padding(_acts(one), (0, 0, 0, 2))] if one.acts else []),
        )


def _head(one: Miss) -> Text:
    style = "red" if one.kind is Wrong.FALSE else "yellow"
    head = Text.assemble(
        (str(one.kind), style), f" {one.pattern} in {one.case}, {one.turn}:", style="bold"
    )
    if one.confidence is not None:
        head.append(f" {one.why} ({one.confidence:.0%} sure)".replace("%", " %"), "not bold")
    return head


def _turn(near: Around, one: Miss) -> Table:
    """Marker, time, speaker, then the words with what is labelled and what was found there."""
    anchor = near.turn == one.turn
    row = Table.grid(padding=(0, 1))
    row.add_column(width=1)
    row.add_column(width=6, justify="right")
    row.add_column(width=8)
    row.add_column(overflow="fold")
    words = Text(near.text, "" if anchor else "dim")
    if near.labels:
        words.append(f"  <- {', '.join(near.labels)}", "green")
    if near.found:
        words.append(f"  found: {', '.join(near.found)}", "cyan")
    minutes, seconds = divmod(int(near.start), 60)
    time = f"{minutes}:{seconds:02d}"
    row.add_row("▶" if anchor else " ", time, str(near.speaker), words)
    return row


def _acts(one: Miss) -> Text:
    read = ", ".join(f"{act} {chance:.2f}" for act, chance in one.acts)
    return Text(f"          read as: {read}", "dim")
