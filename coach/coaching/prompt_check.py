"""What is wrong with the prompts of a folder: each of them, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coach.call import InputError, Kind, Prompt
from coach.coaching.prompts import (
    LONGEST,
    ONLY_FOR_REVIEW,
    PLACEHOLDER,
    needs,
    prompt_files,
    read_prompt,
    read_toml,
    shipped,
)
from coach.detectors import discover

MOMENTS = {
    "ask-guard": "the agent begins to ask for something already given",
    "goodbye-guard": "the agent begins to close while something is open",
    "goodbye-next-step": "the agent begins to close, and what is to come has no when or where",
    "goodbye-check": "the agent begins to close without having asked for more",
    "promise-made": "the agent has promised something without a time",
    "transfer-guard": "a transfer is asked for, or spoken of, and has not happened",
    "cancellation-voiced": "the customer cancels",
    "choice-made": "the customer makes a free choice, such as paying less",
    "complaint-made": "the customer complains formally, or asks for a manager",
    "failure-told": "the customer tells of a failure of the company",
    "feeling-voiced": "the customer voices a worry or a feeling",
    "hold-running": "an announced hold comes near two minutes",
    "no-said": "the agent has refused, and has not offered another way yet",
    "threat-made": "the customer says they may leave, or tell others",
}
"""When a prompt comes before the mistake; its id names the moment."""

ROOM = {"kind": 16, "value": 12, "given": 15, "earlier": 12, "when": 12}
QUOTE_ROOM = 20
"""Characters that a line must leave: for "last four digits", "ending 4417", and words quoted."""

_FACT = frozenset({"kind", "value", "given"})
FILLED: dict[str, frozenset[str]] = {
    "reasked-identifier": _FACT,
    "repeated-story": frozenset({"reason"}),
    "concern-not-acknowledged": frozenset({"concern"}),
    "unanswered-question": frozenset({"question"}),
    "contradicted-timeline": frozenset({"earlier", "when"}),
    "ask-guard": _FACT,
    "goodbye-guard": frozenset({"open"}),
    "goodbye-next-step": frozenset({"promise"}),
    "promise-made": frozenset({"promise"}),
    "feeling-voiced": frozenset({"concern"}),
}
"""What the ledger can fill: by pattern after a finding, by moment before the mistake."""


class Wrong(StrEnum):
    """What can be wrong."""

    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    UNUSED = "unused"
    TOO_LONG = "too long"
    PLACEHOLDER = "placeholder"
    MAY_NOT_PROMPT = "may not prompt"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right. `about` is the prompt's file, or the pattern or moment without."""

    wrong: Wrong
    about: str
    text: str


def problems(
    folder: Path | None = None, may_prompt: Callable[[str], bool] = lambda _: True
) -> Iterator[Problem]:
    """All that is wrong, file by file and then for the whole folder.

    `may_prompt` says whether a pattern is found precisely enough to prompt live.
    """
    known = frozenset(pattern.slug for pattern in discover() if pattern.kind is Kind.ANTI)
    prompts: list[Prompt] = []
    for file in prompt_files(folder):
        try:
            prompt = read_prompt(file)
        except InputError as error:
            yield Problem(Wrong.UNREADABLE, file.name, error.message)
            continue
        if any(prompt.id == other.id for other in prompts):
            yield Problem(Wrong.DUPLICATE, file.name, f"Another prompt is called {prompt.id}.")
        prompts.append(prompt)
        for wrong, text in _of_one(prompt, known, may_prompt):
            yield Problem(wrong, file.name, text)
    yield from _of_all(prompts, known, folder)


def only_for_review(folder: Path | None = None) -> dict[str, str]:
    """Patterns and moments that have no prompt on purpose, each with its reason."""
    file = (shipped() if folder is None else folder) / ONLY_FOR_REVIEW
    listed = read_toml(file) if file.is_file() else {}
    for name, reason in listed.items():
        if not isinstance(reason, str) or not reason.strip():
            raise InputError(f"{file}: {name} needs a reason.", f'{name} = "why it has no prompt"')
    return {name: " ".join(reason.split()) for name, reason in listed.items()}


def _of_one(
    prompt: Prompt, known: frozenset[str], may_prompt: Callable[[str], bool]
) -> Iterator[tuple[Wrong, str]]:
    if prompt.pattern not in known:
        yield Wrong.UNUSED, f"There is no pattern {prompt.pattern} that could be put right."
    elif prompt.live and not may_prompt(prompt.pattern):
        yield (
            Wrong.MAY_NOT_PROMPT,
            f"{prompt.pattern} is not found precisely enough to prompt live: set live = false.",
        )
    if prompt.moment == "before" and prompt.id not in MOMENTS:
        yield Wrong.UNUSED, f"There is no moment {prompt.id} to show it: {', '.join(MOMENTS)}."
    yield from _placeholders(prompt)
    for name, most in LONGEST.items():
        if (length := _length(getattr(prompt, name))) > most:
            yield Wrong.TOO_LONG, f"{name} takes {length} characters, {length - most} too many."


def _placeholders(prompt: Prompt) -> Iterator[tuple[Wrong, str]]:
    allowed = FILLED.get(prompt.id if prompt.moment == "before" else prompt.pattern, frozenset())
    can = f"only {', '.join(sorted(allowed))} can" if allowed else "nothing can"
    for name in sorted(needs(prompt) - allowed):
        yield Wrong.PLACEHOLDER, f"{{{name}}} cannot be filled here: {can}."
    for name in LONGEST:
        if set("{}") & set(PLACEHOLDER.sub("", getattr(prompt, name))):
            yield Wrong.PLACEHOLDER, f"{name} has a brace that belongs to no placeholder."


def _length(line: str) -> int:
    """Its characters once filled, with the least room that each placeholder needs."""
    rooms = sum(ROOM.get(name, QUOTE_ROOM) for name in PLACEHOLDER.findall(line))
    return len(PLACEHOLDER.sub("", line)) + rooms


def _of_all(
    prompts: Iterable[Prompt], known: frozenset[str], folder: Path | None
) -> Iterator[Problem]:
    reasons: Mapping[str, str] = {}
    try:
        reasons = only_for_review(folder)
    except InputError as error:
        yield Problem(Wrong.UNREADABLE, ONLY_FOR_REVIEW, error.message)
    covered = {prompt.pattern for prompt in prompts}
    shown = {prompt.id for prompt in prompts if prompt.moment == "before"}
    live = {name for prompt in prompts if prompt.live for name in (prompt.pattern, prompt.id)}
    for name in reasons:
        if name not in known and name not in MOMENTS:
            yield Problem(Wrong.UNUSED, ONLY_FOR_REVIEW, f"{name} is no pattern and no moment.")
        elif name in live:
            text = f"{name} is only for the review, and yet has a prompt that is live."
            yield Problem(Wrong.MAY_NOT_PROMPT, ONLY_FOR_REVIEW, text)
    for slug in sorted(known - covered - reasons.keys()):
        yield Problem(Wrong.MISSING, slug, f"No prompt, and no reason in {ONLY_FOR_REVIEW}.")
    for name in sorted(MOMENTS.keys() - shown - reasons.keys()):
        yield Problem(Wrong.MISSING, name, f"No prompt for when {MOMENTS[name]}.")
