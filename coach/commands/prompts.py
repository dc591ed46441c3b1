"""`coach prompts`: what can be shown beside a call, and whether it is fit to be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.text import Text

from coach.call import Prompt
from coach.coaching.prompt_check import MOMENTS, Problem, only_for_review, problems
from coach.coaching.prompts import load_prompts
from coach.commands import print_json

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


def check(
    folder: Path | None = None,
    *,
    may_prompt: Callable[[str], bool] = lambda _: True,
    as_json: bool = False,
) -> list[Problem]:
    """Prints what is wrong with the prompts of a folder, or with those that come with the coach.

    None is exit code 0, any is 2. `may_prompt` says whether a pattern may prompt live.
    """
    found = list(problems(folder, may_prompt))
    if as_json:
        print_json([asdict(problem) for problem in found])
        return found
    console = Console(highlight=False)
    for problem in found:
        console.print(Text.assemble((problem.about, "bold"), f": {problem.wrong}. {problem.text}"))
    if not found:
        console.print(f"{len(load_prompts(folder))} prompts, and nothing wrong with them.")
    return found


def _card(prompt: Prompt) -> Text:
    rest = f"rests {prompt.rests_for_s:.0f} s" if prompt.live else "not live"
    when = f"when {MOMENTS[prompt.id]}" if prompt.id in MOMENTS else f"after {prompt.pattern}"
    return Text.assemble(
        (prompt.id, "bold"),
        (f", {rest}\n  {when}\n", "dim"),
        (f"  {prompt.cue}\n", "cyan"),
        f"  “{prompt.say}”\n",
        (f"  {prompt.why}", "dim"),
    )
