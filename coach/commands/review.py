"""`coach review`: hear each input to its end, and show what was noticed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from coach.call import CoachError, ReviewedCall, Span, UsageError
from coach.commands import print_json
from coach.commands.vocabulary import vocabulary_words
from coach.export.as_json import as_object
from coach.export.report import Report
from coach.pipeline import Options, Source, reviewing, swap_sides
from coach.second_opinion import judge, load_second_opinion

if TYPE_CHECKING:
    from coach.audio.recording import Recording
    from coach.pipeline import Progress as Report_


def review_all(
    sources: Sequence[Source],
    *,
    engine: str,
    model: str,
    language: str | None,
    agent_channel: str,
    vocabulary: Path | None,
    html: Path | None,
    audio: bool,
    open_screen: bool,
    unmasked: bool,
    as_json: bool,
    second_opinion: Path | None = None,
) -> None:
    """Reviews each input in turn. One that cannot be read does not keep the others from it."""
    if open_screen:
        _refuse_to_open(len(sources), as_json=as_json)
    if audio and html is None:
        raise UsageError("--audio puts the sound into a report.", "Add --html report.html.")
    options = Options(engine, model, language, agent_channel, vocabulary_words(vocabulary))
    ask = None if second_opinion is None else load_second_opinion(second_opinion)
    failed: CoachError | None = None
    for number, source in enumerate(sources):
        try:
            with (
                _progress(quiet=as_json) as progress,
                reviewing(source, options, progress) as (heard, recording),
            ):
                reviewed = heard if ask is None else judge(heard, ask)
                if html is not None:
                    _write_html(reviewed, recording, _numbered(html, number), audio, unmasked)
                if open_screen:
                    _open(reviewed, recording, unmasked=unmasked)
                elif as_json:
                    print_json(as_object(reviewed, unmasked=unmasked))
                else:
                    Console().print(Report(reviewed, unmasked=unmasked))
        except CoachError as error:
            if len(sources) == 1:
                raise
            click.echo(f"{error.message}\n{error.hint}".strip(), err=True)
            failed = error
    if failed is not None:
        sys.exit(failed.exit_code)


def _refuse_to_open(calls: int, *, as_json: bool) -> None:
    if calls > 1:
        raise UsageError("--open shows one call.", "Name one recording or transcript.")
    if as_json:
        raise UsageError("--open shows a call and --json prints it.", "Give one of the two.")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Report_ | None]:
    """A bar on standard error while a recording is heard; nothing where nobody looks."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("listening", total=1.0)

        def report(doing: str, share: float) -> None:
            bar.update(task, description=doing, completed=share)
            if share >= 1.0:
                bar.stop()

        yield report


def _numbered(html: Path, number: int) -> Path:
    return html if number == 0 else html.with_stem(f"{html.stem}-{number + 1}")


def _write_html(
    reviewed: ReviewedCall, recording: Recording | None, to: Path, audio: bool, unmasked: bool
) -> None:
    from coach.export.as_html import as_html

    sound = None
    if audio and recording is not None:
        from coach.audio.writing import as_ogg
        from coach.call.masked import hidden_spans

        hidden = () if unmasked else hidden_spans(reviewed.utterances)
        sound = as_ogg(recording.slice(Span(0.0, recording.duration)), hidden)
    try:
        to.write_text(as_html(reviewed, sound=sound, unmasked=unmasked), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{to} cannot be written.", "Name a file in a folder of yours.") from error
    click.echo(f"Written to {to}", err=True)


def _open(reviewed: ReviewedCall, recording: Recording | None, *, unmasked: bool) -> None:
    from coach.tui.review.app import open_review

    def reread(swapped: Any) -> ReviewedCall:
        return swap_sides(reviewed) if swapped else reviewed

    open_review(reviewed, recording=recording, reread=reread, unmasked=unmasked)
