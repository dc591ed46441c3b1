"""Where a second opinion comes from: one table of the settings file.

    [second_opinion]
    base_url = "http://localhost:11434/v1"
    model = "llama3.1:8b"
    timeout_s = 20

    # and, when they are wanted
    between = [0.35, 0.75]
    key_variable = "COACH_SECOND_OPINION_KEY"
    anywhere = false

Ollama, vLLM and llama.cpp all speak this protocol. `anywhere = true` lets the words of a call leave
the private network: without it an address on the internet is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from coach.call import UsageError

TABLE = "second_opinion"
EXAMPLE = 'Write [second_opinion] with base_url = "http://localhost:11434/v1" and a model.'
LONGEST_S = 600.0


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """An endpoint that speaks the protocol of OpenAI's chat completions, and what it is asked.

    Findings whose confidence lies `between` are judged, at most `at_most` of a call. `timeout_s` is
    for one of them. `key_variable` names an environment variable with a key, "" for none.
    """

    base_url: str
    model: str
    timeout_s: float = 20.0
    between: tuple[float, float] = (0.35, 0.75)
    at_most: int = 20
    key_variable: str = ""
    anywhere: bool = False

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""


def load_second_opinion(file: Path) -> SecondOpinion:
    """The endpoint that a settings file names. UsageError says in one sentence what is wrong."""
    table = _table(file)
    known = [field.name for field in fields(SecondOpinion)]
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
            raise UsageError(f"In {file}, {name} is no setting of the second opinion.", hint)
    for name in ("base_url", "model"):
        if name not in table:
            raise UsageError(f"In {file}, the second opinion lacks {name}.", EXAMPLE)
    made = {name: _value(name, value, file) for name, value in table.items()}
    return SecondOpinion(**made)


def _table(file: Path) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"The settings in {file} cannot be read: {error.strerror}.", "Name another file."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is not written as TOML: {error}.", EXAMPLE) from error
    table = data.get(TABLE)
    if not isinstance(table, dict):
        raise UsageError(f"{file} names no second opinion.", EXAMPLE)
    return table


def _value(name: str, value: Any, file: Path) -> Any:
    match name:
        case "base_url" if isinstance(value, str) and _is_address(value):
            return value.rstrip("/")
        case "model" | "key_variable" if isinstance(value, str) and value.isprintable():
            return value
        case "timeout_s" if _is_number(value) and 0 < value <= LONGEST_S:
            return float(value)
        case "at_most" if type(value) is int and value >= 0:
            return value
        case "anywhere" if isinstance(value, bool):
            return value
        case "between" if isinstance(value, list) and [*map(_is_number, value)] == [True, True]:
            if 0.0 <= value[0] <= value[1] <= 1.0:
                return (float(value[0]), float(value[1]))
    raise UsageError(f"In {file}, {name} must be {WHAT[name]}.", EXAMPLE)


WHAT = {
    "base_url": "an address such as http://localhost:11434/v1",
    "model": "the name of a model, in quotation marks",
    "key_variable": "the name of an environment variable, in quotation marks",
    "timeout_s": f"a number of seconds, at most {LONGEST_S:.0f}",
    "at_most": "a whole number of findings",
    "anywhere": "true or false, without quotation marks",
    "between": "two confidences such as [0.35, 0.75]",
}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
