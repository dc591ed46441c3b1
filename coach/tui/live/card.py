"""The prompt: one card, the critical words first, a line to say, why, and how long it stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from coach.call.live import Disturbed, Shown, Trouble
from coach.coaching.live import GUARDS
from coach.export.wording import visible
from coach.tui.live.keys import ON_PROMPT
from coach.tui.live.lines import Lines, wrap
from coach.tui.review.keys import Keys
from coach.tui.words import fit

STEPS = 10
"""In which the rule under a prompt shrinks: no more often than something is worth a glance."""

_TROUBLES = {
    Trouble.DEVICE_LOST: "A side cannot be heard",
    Trouble.NO_PERMISSION: "The microphone gives nothing",
    Trouble.ENGINE_LOST: "The words will be late",
}
_SIDES = {"agent": "You cannot be heard", "customer": "The customer cannot be heard"}


def is_guard(shown: Shown) -> bool:
    """Whether it is about what the agent is saying at this moment."""
    return shown.prompt.id in GUARDS


def steps_left(shown: Shown, now: float) -> int:
    """How much of its time is left, 0 to `STEPS`; all of it when it does not fade."""
    whole = shown.until - shown.at
    if whole <= 0:
        return STEPS
    return min(STEPS, max(0, round((shown.until - now) / whole * STEPS)))


def card(shown: Shown, now: float, keys: Keys, width: int) -> Lines:
    """The rows of a prompt, at most `width` cells each; a guard's cue is a bar across."""
    prompt = shown.prompt
    return (
        *_cue(visible(prompt.cue), width, is_bar=is_guard(shown)),
        *wrap(Content(f"“{visible(prompt.say)}”"), width),
        *wrap(Content.styled(visible(prompt.why), "$foreground-muted"), width),
        _rule(steps_left(shown, now), width),
        _keys(keys, width),
    )


def banner(headline: str, text: str, width: int) -> Lines:
    """What the agent must know before anything else: a bar, and a sentence under it."""
    return (*_cue(headline, width, is_bar=True), *wrap(Content(visible(text)), width))


def trouble(troubles: Sequence[Disturbed], width: int) -> Lines:
    """What is wrong now, each thing once."""
    return tuple(line for it in troubles for line in banner(f"! {_name(it)}", it.text, width))


def _name(it: Disturbed) -> str:
    if it.trouble is Trouble.DEVICE_LOST and it.speaker:
        return _SIDES[it.speaker]
    return _TROUBLES.get(it.trouble, it.trouble.capitalize())


def _cue(text: str, width: int, *, is_bar: bool) -> Iterator[Content]:
    for line in wrap(Content(text), width - 2 * is_bar):
        if is_bar:
            room = " " * max(0, width - cell_len(line.plain) - 1)
            yield Content.styled(f" {line.plain}{room}", "bold reverse")
        else:
            yield Content.styled(line.plain, "bold")


def _rule(left: int, width: int) -> Content:
    return Content.styled("━" * (width * left // STEPS), "$foreground-muted")


def _keys(keys: Keys, width: int) -> Content:
    """The keys to say what one thinks of it, as many as fit."""
    parts: list[Content] = []
    for it, word in ON_PROMPT:
        if it not in keys:
            continue
        part = Content.assemble((keys[it][0], "$text-accent"), (f" {word}", "$foreground-muted"))
        if sum(shown.cell_length + 2 for shown in parts) + part.cell_length <= width:
            parts.append(part)
    return Content("  ").join(parts) if parts else Content(fit("", width))
