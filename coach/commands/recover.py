"""`coach live --recover`: calls that were cut off, brought back."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from coach.call import CoachError, InputError, ReviewedCall
from coach.commands import print_json
from coach.export.as_json import as_object
from coach.export.report import Report
from coach.export.wording import clock
from coach.pipeline.recovering import recover
from coach.store.reading import KeptCall, read_journal, unfinished

NONE_LEFT = "No call was cut off: there is nothing to bring back."


def unfinished_calls(folder: Path) -> tuple[str, ...]:
    """One line on calls that were cut off; nothing when there is none."""
    found = unfinished(folder)
    if not found:
        return ()
    many = f"{len(found)} calls were" if len(found) > 1 else "A call was"
    when = _when(found[0])
    latest = f", the last{when}" if len(found) > 1 else when
    return (f"{many} cut off{latest}. To bring back: coach live --recover",)


def _when(path: Path) -> str:
    try:
        return f" {read_journal(path).began:%d %B, %H:%M}"
    except InputError:
        return ""


def bring_back(folder: Path, *, as_json: bool, unmasked: bool) -> None:
    """Bring back all that were cut off, and show the latest; with JSON each of them.

    InputError when nothing of any can be brought back.
    """
    found = unfinished(folder)
    latest: ReviewedCall | None = None
    failed: CoachError | None = None
    for path in found:
        try:
            reviewed, kept = recover(path)
        except CoachError as error:
            click.echo(str(error), err=True)
            failed = error
            continue
        click.echo(_line(kept), err=True)
        if as_json:
            print_json(as_object(reviewed, unmasked=unmasked))
        latest = latest or reviewed
    if not found:
        click.echo(NONE_LEFT, err=True)
    elif latest is not None and not as_json:
        Console().print(Report(latest, unmasked=unmasked))
    if failed is not None and latest is None:
        sys.exit(failed.exit_code)


def _line(kept: KeptCall) -> str:
    said = len(kept.utterances)
    what = f"{clock(kept.until)}, {said} utterance{'' if said == 1 else 's'}"
    return f"{kept.began:%d %B, %H:%M}  {what}  {kept.path}"
