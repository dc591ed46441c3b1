"""`coach models`: which speech models are here, where, and how big they are."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
from rich.table import Table

from coach.commands import print_json
from coach.hearing.models import engine_named
from coach.hearing.weights import fetch, list_models


def show(*, as_json: bool) -> None:
    """Every model that can be had, those that are here first."""
    models = list_models()
    if as_json:
        print_json([model.as_json() for model in models])
        return
    table = Table(box=None, pad_edge=False)
    for column in ("model", "engine", "size"):
        table.add_column(column, justify="right" if column == "size" else "left", no_wrap=True)
    table.add_column("where", overflow="fold")
    for model in sorted(models, key=lambda m: (m.path is None, m.size)):
        where = (
            f"{model.source}: {model.path}" if model.path else f"coach models fetch {model.name}"
        )
        table.add_row(model.name, str(model.engine), f"{model.size / 1e6:,.0f} MB", where)
    Console().print(table)


def fetch_model(name: str, engine: str) -> None:
    """Fetches a model with a bar, and says where it went."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"fetching {name}", total=None)

        def report(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole or None)

        path = fetch(name, engine_named(engine), report)
    Console().print(f"{name} for {engine} is in {path}", soft_wrap=True)
