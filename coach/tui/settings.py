"""How somebody wants their screens: the theme, and which key does what. One table of a TOML file.

    [screen]
    theme = "textual-light"

    [screen.keys]
    live.pause = "f9"
    live.helpful = "h, f5"

Other tables of the file belong to other parts of the coach, and are left alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.keys import _character_to_key
from textual.theme import BUILTIN_THEMES

from coach.call import UsageError
from coach.tui.live.keys import KEYS as LIVE_KEYS
from coach.tui.review.keys import KEYS as REVIEW_KEYS

TABLE, KEYS = "screen", "keys"
_EXAMPLE = 'For example: live.pause = "f9"'


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """`keymap` gives keys, by Textual's names, to the ids of bindings; None is the usual theme."""

    keymap: Mapping[str, str] = field(default_factory=dict)
    theme: str | None = None


def load_screen_settings(file: Path) -> ScreenSettings:
    """What the file says of the screens. UsageError says in one sentence what is wrong."""
    screen = _table(_read(file), TABLE, file)
    for name in screen:
        if name not in {"theme", KEYS}:
            raise UsageError(f"In {file}, {name} is no setting of the screens.", _EXAMPLE)
    keymap = dict(_keys(_flat(_table(screen, KEYS, file)), file))
    for bindings in (LIVE_KEYS, REVIEW_KEYS):
        _refuse_clashes(bindings, keymap, file)
    return ScreenSettings(keymap, _theme(screen.get("theme"), file))


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"The settings in {file} cannot be read: {error.strerror}.", "Name another file."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is not written as TOML: {error}.", _EXAMPLE) from error


def _table(data: Mapping[str, Any], name: str, file: Path) -> Mapping[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise UsageError(f"In {file}, {name} is a table.", f"Write [{name}] on a line of its own.")
    return table


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """`live.pause`, whether it was written with a dot, in quotes, or in a table of its own."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _keys(given: Iterable[tuple[str, Any]], file: Path) -> Iterator[tuple[str, str]]:
    known = [str(binding.id) for binding in (*LIVE_KEYS, *REVIEW_KEYS)]
    for it, value in given:
        if it not in known:
            near = get_close_matches(it, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
            raise UsageError(f"In {file}, {it} is nothing that a key does.", hint)
        names = [_name(key) for key in value.split(",")] if isinstance(value, str) else []
        if not names or not all(names):
            raise UsageError(f"In {file}, {it} must be a key, or keys with commas.", _EXAMPLE)
        yield it, ",".join(names)


def _name(key: str) -> str:
    """Textual's name of a key: `plus` for `+`."""
    key = key.strip()
    return _character_to_key(key) if len(key) == 1 else key


def _refuse_clashes(bindings: Iterable[Binding], keymap: Mapping[str, str], file: Path) -> None:
    """On one screen a key does one thing."""
    does: dict[str, str] = {}
    for binding in bindings:
        it = str(binding.id)
        for key in map(_name, keymap.get(it, binding.key).split(",")):
            if (other := does.setdefault(key, it)) != it:
                raise UsageError(
                    f"In {file}, {other} and {it} are both on {key}.", "Give one another key."
                )


def _theme(name: Any, file: Path) -> str | None:
    if name is None:
        return None
    if isinstance(name, str) and name in BUILTIN_THEMES:
        return name
    raise UsageError(f"In {file}, theme must be one of {', '.join(sorted(BUILTIN_THEMES))}.")
