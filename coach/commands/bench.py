"""`coach bench`: the figures of the README, measured again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from coach.bench import degraded, engines, listening, live, soak
from coach.call import UsageError
from coach.commands import print_json

BENCHES: dict[str, Callable[[], dict[str, Any]]] = {
    "engines": engines.engines,
    "wer": engines.wer,
    "detectors": listening.detectors,
    "signals": listening.signals,
}


OF_CALLS: dict[str, Callable[[Sequence[str]], dict[str, Any]]] = {
    "engines": engines.engines,
    "live": live.live,
}
"""What is measured on recordings that are named, or else on the sample calls."""

LONG: dict[str, Callable[[], dict[str, Any]]] = {"soak": soak.soak}
"""What takes so long that it is run only when asked for by its name."""

OF_A_FOLDER: dict[str, Callable[[Path | None], dict[str, Any]]] = {"degraded": degraded.degraded}
"""What is measured on a folder of labelled calls: only when asked for by its name."""


def run(
    name: str | None,
    *,
    folder: Path | None = None,
    agent: Path | None,
    customer: Path | None,
    as_json: bool,
) -> None:
    """One bench by its name, or in turn all that need no folder, and no time as calls do."""
    known = [*BENCHES, *OF_A_FOLDER, "live", *LONG]
    if name is not None and name not in known:
        raise UsageError(f"There is no bench called {name}.", f"There are {', '.join(known)}.")
    for chosen in [name] if name else list(BENCHES):
        if chosen in OF_A_FOLDER:
            result = OF_A_FOLDER[chosen](folder)
        elif chosen in OF_CALLS:
            sources = [",".join(str(file) for file in (agent, customer) if file is not None)]
            result = OF_CALLS[chosen]([source for source in sources if source])
        else:
            result = (BENCHES | LONG)[chosen]()
        if as_json:
            print_json(result)
        else:
            _show(result)


def _show(result: dict[str, Any]) -> None:
    rows = result.get("rows") or [{k: v for k, v in result.items() if k != "bench"}]
    about = [f"{k} {v}" for k, v in result.items() if k not in {"bench", "rows"}]
    title = f"{result['bench']}: {', '.join(about)}" if "rows" in result else result["bench"]
    table = Table(title=title, title_justify="left", box=None)
    for column in rows[0]:
        table.add_column(column.replace("_", " "), justify="right")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table)
