"""How much a team wants to be helped during a call: one table of one TOML file.

    [coaching]
    gap_s = 15
    budget = 4
    muted = ["monologue"]

    [coaching.presets.newcomers]
    budget = 8

Other tables of the file belong to other parts of the coach, and are left alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coach.call import UsageError
from coach.coaching.prompt_check import MOMENTS
from coach.detectors import discover

TABLE = "coaching"
PRESETS = "presets"
_AN_HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class CoachingSettings:
    """What may be shown during a call, how often, and for how long.

    `gap_s` is the quiet between two prompts, `budget` how many may come in a call; the guards
    need neither. `quiet` shows nothing, and keeps everything for the review. `muted` are patterns
    or prompts that never come; `may_prompt` patterns that come although they are not measured to
    be precise enough. `stale_s` is how long a prompt waits for a good moment.

    A prompt stays for `notice_s` and the time that its characters take at `characters_per_s`, but
    never less than `shortest_s` nor more than `longest_s`: somebody who listens at the same time
    reads about as fast as a subtitle is read.
    """

    gap_s: float = 15.0
    budget: int = 4
    quiet: bool = False
    muted: frozenset[str] = frozenset()
    may_prompt: frozenset[str] = frozenset()
    stale_s: float = 6.0
    notice_s: float = 4.0
    characters_per_s: float = 15.0
    shortest_s: float = 6.0
    longest_s: float = 20.0

    def stays_for(self, characters: int) -> float:
        """Seconds that a card with so many characters stays on the screen."""
        wanted = self.notice_s + characters / self.characters_per_s
        return min(self.longest_s, max(self.shortest_s, wanted))


def load_settings(file: Path, preset: str | None = None) -> CoachingSettings:
    """What a team's file says, with the changes of one of its presets when it is named.

    What the file leaves out keeps its default. UsageError says in one sentence what is wrong.
    """
    table = _table(_read(file), TABLE, file)
    presets = _table(table, PRESETS, file)
    made = _change(CoachingSettings(), {k: v for k, v in table.items() if k != PRESETS}, file)
    for name in presets:
        _change(made, _table(presets, name, file), file)
    if preset is None:
        return made
    if preset not in presets:
        there = f"There are {', '.join(presets)}." if presets else "It has no presets."
        raise UsageError(f"{file} has no preset called {preset}.", there)
    return _change(made, _table(presets, preset, file), file)


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"The settings in {file} cannot be read: {error.strerror}.", "Name another file."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{file} is not written as TOML: {error}.", "For example: gap_s = 20"
        ) from error


def _table(data: Mapping[str, Any], name: str, file: Path) -> Mapping[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise UsageError(f"In {file}, {name} is a table.", f"Write [{name}] on a line of its own.")
    return table


def _change(settings: CoachingSettings, changes: Mapping[str, Any], file: Path) -> CoachingSettings:
    """The settings with the fields that a table names."""
    known = [field.name for field in fields(CoachingSettings)]
    made: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
            raise UsageError(f"In {file}, {name} is no setting of the coaching.", hint)
        read, what = FIELDS[name]
        try:
            made[name] = read(value)
        except ValueError as error:
            raise UsageError(f"In {file}, {name} must be {what}.", str(error)) from None
    changed = replace(settings, **made)
    if changed.shortest_s > changed.longest_s:
        raise UsageError(f"In {file}, shortest_s is more than longest_s.", "Exchange the two.")
    return changed


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("For example 15")  # noqa: TRY004 - one way to be wrong
    if not 0 <= value <= _AN_HOUR_S:
        raise ValueError("15 is usual.")
    return float(value)


def _speed(value: Any) -> float:
    if (speed := _seconds(value)) < 1:
        raise ValueError("15 is usual.")
    return speed


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _AN_HOUR_S:
        raise ValueError("4 is usual, 0 leaves only the guards.")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("Without quotation marks.")  # noqa: TRY004 - one way to be wrong
    return value


def _names(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError('For example ["monologue", "ask-guard"]')
    known = {pattern.slug for pattern in discover()} | MOMENTS.keys()
    for name in value:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "`coach patterns` lists them."
            raise ValueError(f"{name} is none: {hint}")
    return frozenset(value)


SECONDS = (_seconds, "a number of seconds, at most an hour")
NAMES = (_names, "a list of patterns or moments")
FIELDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "gap_s": SECONDS,
    "budget": (_count, "a whole number of prompts a call"),
    "quiet": (_yes_or_no, "true or false"),
    "muted": NAMES,
    "may_prompt": NAMES,
    "stale_s": SECONDS,
    "notice_s": SECONDS,
    "characters_per_s": (_speed, "a number of characters a second, at least 1"),
    "shortest_s": SECONDS,
    "longest_s": SECONDS,
}
