"""`coach prompts`: what can be shown beside a call, and whether it is fit to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.text import Text

from coach.call import Prompt
from coach.coaching.live import GUARDS
from coach.coaching.prompt_check import MOMENTS, Problem, Wrong, only_for_review, problems
from coach.coaching.prompts import load_prompts
from coach.commands import print_json
from coach.measured import NEEDED, may_prompt, measured

BEFORE, AFTER = "Before the mistake", "After a finding"


def show(folder: Path | None = None, *, as_json: bool = False) -> None:
    """Every prompt: when it is shown, its cue, what to say, and why. InputError as it loads."""
    prompts = load_prompts(folder)
    if as_json:
        print_json([asdict(prompt) for prompt in prompts])
        return
    console = Console(highlight=False)
    for moment, title in (("before", BEFORE), ("after", AFTER)):
        console.print(Text(title, style="bold underline"), end="\n\n")
        for prompt in prompts:
            if prompt.moment == moment:
                console.print(_card(prompt), end="\n\n")
    for name, reason in only_for_review(folder).items():
        console.print(Text.assemble((name, "bold"), f" is only for the review. {reason}"))


def check(folder: Path | None = None, *, as_json: bool = False) -> list[Problem]:
    """Prints what is wrong with the prompts of a folder, or with those that come with the coach.

    None is exit code 0, any is 2. A live prompt whose pattern is not precise enough at present is
    told in a note, and is nothing wrong: figures move with every measurement, the prompt's words
    do not, and while a call goes on the measured precision decides.
    """
    found = list(problems(folder))
    notes = list(_waiting(folder)) if all(p.wrong is not Wrong.UNREADABLE for p in found) else []
    if as_json:
        rows = [*((problem, False) for problem in found), *((note, True) for note in notes)]
        print_json([{**asdict(problem), "note": is_note} for problem, is_note in rows])
        return found
    console = Console(highlight=False)
    for problem in found:
        console.print(Text.assemble((problem.about, "bold"), f": {problem.wrong}. {problem.text}"))
    for note in notes:
        console.print(Text.assemble("Note: ", (note.about, "bold"), f" {note.text}", style="dim"))
    if not found:
        console.print(f"{len(load_prompts(folder))} prompts, and nothing wrong with them.")
    return found


def _waiting(folder: Path | None) -> Iterator[Problem]:
    """Live prompts that do not come by themselves yet: their pattern is found too imprecisely."""
    for prompt in load_prompts(folder):
        if _waits(prompt):
            text = f"waits for the review: {_how_precise(prompt.pattern)}."
            yield Problem(Wrong.MAY_NOT_PROMPT, prompt.id, text)


def _waits(prompt: Prompt) -> bool:
    return prompt.live and prompt.id not in GUARDS and not may_prompt(prompt.pattern)


def _how_precise(slug: str) -> str:
    figures = measured().get(slug)
    if figures is None or figures.precision is None:
        return f"it is not known how precisely {slug} is found"
    return (
        f"{slug} is right {figures.precision:.0%} of the time, and {NEEDED:.0%} is needed".replace(
            "%", "\N{NO-BREAK SPACE}%"
        )
    )


def _card(prompt: Prompt) -> Text:
    rest = f"rests {prompt.rests_for_s:.0f} s" if prompt.live else "not live"
    if _waits(prompt):
        rest = "waits for the review"
    when = f"when {MOMENTS[prompt.id]}" if prompt.id in MOMENTS else f"after {prompt.pattern}"
    return Text.assemble(
        (prompt.id, "bold"),
        (f", {rest}\n  {when}\n", "dim"),
        (f"  {prompt.cue}\n", "cyan"),
        f"  “{prompt.say}”\n",
        (f"  {prompt.why}", "dim"),
    )
