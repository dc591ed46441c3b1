"""Prompts: one TOML file each, that a trainer can edit, and how their lines are filled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from coach.call import InputError, Prompt, UsageError

LONGEST = {"cue": 32, "say": 90, "why": 100}
"""Characters of a line once it is filled: what a glance takes in, and what a breath can say."""

ONLY_FOR_REVIEW = "only-for-review.toml"
"""The one file of the folder that is no prompt: what has none on purpose, and why."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_A_DAY_S = 86_400
RESTS_S = 60.0


def _is_slug(value: Any) -> bool:
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_line(value: Any) -> bool:
    return _is_text(value) and value.isprintable()


def _is_rest(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= _A_DAY_S


SLUG = (_is_slug, "must be small letters and digits, joined by hyphens")
LINE = (_is_line, "must be one line of text")
TEXT = (_is_text, "must be a text")
FIELDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "id": SLUG,
    "pattern": SLUG,
    "moment": (("after", "before").__contains__, "must be “after” or “before” the mistake"),
    "cue": LINE,
    "say": LINE,
    "why": LINE,
    "rationale": TEXT,
    "source": TEXT,
    "rests_for_s": (_is_rest, "must be a number of seconds, at most a day"),
    "live": (lambda value: isinstance(value, bool), "must be true or false"),
}
NOT_NEEDED = ("rests_for_s", "live")


def load_prompts(folder: Path | None = None) -> tuple[Prompt, ...]:
    """Every prompt of a folder, by id; of the ones that come with the coach when none is named.

    InputError names the file and the field that cannot be read. Whether the prompts are good ones
    is for `coach prompts check`.
    """
    prompts: dict[str, Prompt] = {}
    for file in prompt_files(folder):
        prompt = read_prompt(file)
        if prompt.id in prompts:
            raise _wrong(file, "id", f"is “{prompt.id}”, which another file has already")
        prompts[prompt.id] = prompt
    return tuple(prompts[name] for name in sorted(prompts))


def prompt_files(folder: Path | None = None) -> tuple[Traversable, ...]:
    """The files that hold a prompt each, by name. InputError when there is no such folder."""
    place: Traversable = shipped() if folder is None else folder
    if not place.is_dir():
        raise InputError(f"{place} is no folder.", "Name the folder that holds the prompts.")
    try:
        found = [file for file in place.iterdir() if _holds_a_prompt(file.name)]
    except OSError as error:
        raise InputError(f"{place} cannot be read: {error.strerror}.") from error
    return tuple(sorted(found, key=lambda file: file.name))


def shipped() -> Traversable:
    """The folder of a clone, or else the one inside the installed package."""
    package = resources.files("coach")
    clone = Path(str(package)).parent
    if (clone / "pyproject.toml").is_file() and (clone / "prompts").is_dir():
        return clone / "prompts"
    return package / "_prompts"


def read_prompt(file: Traversable) -> Prompt:
    """The prompt that a file holds. InputError names the field that is missing or wrong."""
    data = read_toml(file)
    for name in data:
        if name in FIELDS:
            continue
        near = get_close_matches(name, FIELDS, n=1)
        known = f"did you mean {near[0]}" if near else f"there are {', '.join(FIELDS)}"
        raise _wrong(file, name, f"is no field of a prompt: {known}")
    for name, (is_right, what) in FIELDS.items():
        if name not in data and name not in NOT_NEEDED:
            raise _wrong(file, name, "is missing")
        if name in data and not is_right(data[name]):
            raise _wrong(file, name, what)
    texts = {name: " ".join(value.split()) for name, value in data.items() if _is_text(value)}
    rests_for_s = float(data.get("rests_for_s", RESTS_S))
    return Prompt(**{**data, **texts, "rests_for_s": rests_for_s})


def read_toml(file: Traversable) -> dict[str, Any]:
    """What a TOML file says. InputError when it cannot be read or is no TOML."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        hint = 'A line of text stands in quotation marks: cue = "Say you\'re still there"'
        raise InputError(f"{file} is not written as TOML: {error}.", hint) from error


def needs(prompt: Prompt) -> frozenset[str]:
    """The placeholders of its lines: "value" for {value}."""
    return frozenset(PLACEHOLDER.findall(f"{prompt.cue}\n{prompt.say}\n{prompt.why}"))


def fill(prompt: Prompt, /, **values: str | None) -> Prompt:
    """The prompt with its placeholders filled; what is too long for a line ends in “…”.

    Values are shown as they are given, so mask them before. A prompt is filled whole or not at
    all: UsageError when a value is missing, None or blank. Values without a placeholder are left.
    """
    given = {name: " ".join(value.split()) for name, value in values.items() if value}
    missing = sorted(name for name in needs(prompt) if not given.get(name))
    if missing:
        raise UsageError(
            f"The prompt {prompt.id} needs a value for {', '.join(missing)}.",
            "Show another one, or none.",
        )
    lines = {name: _fill(getattr(prompt, name), given, most) for name, most in LONGEST.items()}
    return replace(prompt, **lines)  # type: ignore[arg-type]  # all of them lines of text


def _fill(line: str, values: Mapping[str, str], most: int) -> str:
    """Short values keep their length, long ones share what room is left."""
    names = sorted(PLACEHOLDER.findall(line), key=lambda name: len(values[name]))
    room = most - len(PLACEHOLDER.sub("", line))
    shown: dict[str, str] = {}
    for left, name in zip(range(len(names), 0, -1), names, strict=True):
        shown.setdefault(name, _shorten(values[name], max(1, room // left)))
        room -= len(shown[name])
    return PLACEHOLDER.sub(lambda match: shown[match[1]], line)


def _shorten(text: str, most: int) -> str:
    """Cut after a word where one ends in the second half of the room."""
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0]
    cut = words if len(words) * 2 >= most else text[: most - 1]
    return cut.rstrip(" ,.;:–-") + "…"


def _holds_a_prompt(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".") and name != ONLY_FOR_REVIEW


def _wrong(file: Traversable, name: str, what: str) -> InputError:
    return InputError(f"{file}: {name} {what}.", "`coach prompts check` lists all that is wrong.")
