"""The command `coach`: parse, then call one function each."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from coach import __version__
from coach.call import CoachError, UsageError

REPORT = "Please report it. With COACH_DEBUG=1 set, the same command shows where."

FORMAT = click.option("--json", "as_json", is_flag=True, help="Print for programs.")


class Coach(click.Group):
    """Says what went wrong in one sentence with a next step, and never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CoachError as error:
            click.echo(f"{error.message}\n{error.hint}".strip(), err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if "COACH_DEBUG" in os.environ:
                raise
            click.echo(f"Something broke inside the coach: {_in_a_line(error)}\n{REPORT}", err=True)
            ctx.exit(1)


def _in_a_line(error: Exception) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


@click.group(cls=Coach, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coach")
def main() -> None:
    """Listens to both sides of a phone call, notices when a customer is not being heard, and helps.

    Everything runs on this machine; nothing leaves it.
    """


@main.command()
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--agent", type=click.Path(path_type=Path), help="The agent's side as its own file.")
@click.option("--customer", type=click.Path(path_type=Path), help="The customer's side.")
@click.option(
    "--agent-channel",
    type=click.Choice(["left", "right", "auto"]),
    default="auto",
    show_default=True,
    help="Which channel of a stereo file is the agent.",
)
@click.option("--engine", default="faster-whisper", show_default=True)
@click.option("--model", default="base", show_default=True, help="A name, or a folder of weights.")
@click.option("--language", help="Two letters, such as en. Detected when not given.")
@click.option(
    "--vocabulary",
    type=click.Path(path_type=Path),
    help="A text file of names and products, one a line, that helps recognition.",
)
@click.option("--html", type=click.Path(path_type=Path), help="Write a report as one HTML file.")
@click.option("--audio", is_flag=True, help="With --html: put the sound into the file.")
@click.option("--open", "open_screen", is_flag=True, help="Walk through the call on a screen.")
@click.option("--unmasked", is_flag=True, help="Show identifiers as they were said.")
@click.option(
    "--second-opinion",
    type=click.Path(path_type=Path),
    metavar="SETTINGS",
    help="Ask the model on your own network that this file names about findings in doubt.",
)
@FORMAT
def review(
    inputs: tuple[Path, ...],
    agent: Path | None,
    customer: Path | None,
    **options: Any,
) -> None:
    """Review recordings or transcripts: who said what, what was noticed, and a score."""
    from coach.commands.review import review_all

    review_all(_inputs(inputs, agent, customer), **options)


def _inputs(
    inputs: tuple[Path, ...], agent: Path | None, customer: Path | None
) -> list[Path | tuple[Path, Path]]:
    if (agent is None) != (customer is None):
        raise UsageError("--agent and --customer go together.", "Name a file for each side.")
    given: list[Path | tuple[Path, Path]] = list(inputs)
    if agent is not None and customer is not None:
        given.append((agent, customer))
    if not given:
        raise UsageError(
            "There is nothing to review.", "Try: coach review sample_calls/cable-box/sound.flac"
        )
    return given


@main.command()
@click.option("--agent-device", metavar="NAME", help="The agent's microphone.")
@click.option("--customer-device", metavar="NAME", help="Where the customer is heard.")
@click.option("--device", metavar="NAME", help="One stereo device for both sides.")
@click.option(
    "--replay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Play a recording as if it went on now; twice for the agent's and the customer's.",
)
@click.option(
    "--speed", type=float, default=1.0, show_default=True, help="Of --replay; 0 is without a pace."
)
@click.option("--engine", default="faster-whisper", show_default=True)
@click.option("--model", default="base", show_default=True, help="A name, or a folder of weights.")
@click.option("--language", help="Two letters, such as en. Detected when not given.")
@click.option(
    "--vocabulary",
    type=click.Path(path_type=Path),
    help="A text file of names and products, one a line, that helps recognition.",
)
@click.option(
    "--agent-channel",
    type=click.Choice(["left", "right", "auto"]),
    default="auto",
    show_default=True,
    help="Which channel of a stereo device or file is the agent.",
)
@click.option("--settings", type=click.Path(path_type=Path), help="A team's settings, as TOML.")
@click.option("--preset", metavar="NAME", help="One of the presets of --settings.")
@click.option("--quiet", is_flag=True, help="Show no prompts: keep everything for the review.")
@click.option(
    "--known", multiple=True, metavar="FACT=VALUE", help="What is known of the customer already."
)
@click.option("--calls", type=click.Path(path_type=Path), help="The folder in which calls lie.")
@click.option(
    "--record/--no-audio", help="Keep the sound once consent is noted, or only the words (default)."
)
@click.option("--consented", is_flag=True, help="Consent to recording is noted from the start.")
@click.option("--recover", is_flag=True, help="Bring back calls that were cut off.")
@click.option("--headless", is_flag=True, help="Print lines instead of showing the sidebar.")
@click.option("--unmasked", is_flag=True, help="With --headless: show identifiers as they are.")
@FORMAT
def live(recover: bool, **options: Any) -> None:
    """Hear a call while it goes on, and help the agent in the second in which it matters.

    Without --replay the sound comes from the devices named, or from those chosen before with
    `coach devices --choose`.
    """
    if recover:
        from coach.commands.recover import bring_back
        from coach.store.places import calls_folder

        folder = calls_folder(options["calls"])
        bring_back(folder, as_json=options["as_json"], unmasked=options["unmasked"])
        return
    from coach.commands.live import run
    from coach.commands.live_setup import LiveOptions

    run(LiveOptions(**options))


@main.command()
@click.argument("slug", required=False)
@click.option("--markdown", is_flag=True, help="All pages, as docs/detectors.md.")
@FORMAT
def patterns(slug: str | None, markdown: bool, as_json: bool) -> None:
    """List what the coach listens for, or show one pattern's page."""
    from coach.commands.patterns import show

    show(slug, markdown=markdown, as_json=as_json)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--misses", is_flag=True, help="Show each false and missed finding in its context.")
@click.option("--calibration", is_flag=True, help="Show whether findings are as true as sure.")
@click.option(
    "--simulate",
    type=click.FloatRange(0.0, 0.5),
    metavar="SHARE",
    help="Write the calls as a recogniser would first, this share of the words wrong: 0.05.",
)
@FORMAT
def evaluate(
    folder: Path, misses: bool, calibration: bool, simulate: float | None, as_json: bool
) -> None:
    """Score labelled calls: precision and recall of each pattern."""
    from coach.commands.evaluate import run

    run(folder, misses=misses, calibration=calibration, simulate=simulate, as_json=as_json)


@main.group(invoke_without_command=True)
@FORMAT
@click.pass_context
def models(ctx: click.Context, as_json: bool) -> None:
    """List speech models: which are here, where, and how big they are."""
    if ctx.invoked_subcommand is None:
        from coach.commands.models import show

        show(as_json=as_json)


@models.command()
@click.argument("name")
@click.option("--engine", default="faster-whisper", show_default=True)
def fetch(name: str, engine: str) -> None:
    """Fetch a model, check it, and keep it for later."""
    from coach.commands.models import fetch_model

    fetch_model(name, engine)


@main.command()
@click.argument("name", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--agent", type=click.Path(path_type=Path), help="Measure on this recording.")
@click.option("--customer", type=click.Path(path_type=Path))
@FORMAT
def bench(
    name: str | None,
    folder: Path | None,
    agent: Path | None,
    customer: Path | None,
    as_json: bool,
) -> None:
    """Measure the figures of the README again: ratios side by side, in one run.

    By their names only: `live` and `soak`, which take as long as calls do, and `degraded`, which
    wants a folder of labelled calls. `--agent` and `--customer` go with `engines` and `live`.
    """
    from coach.commands.bench import run

    run(name, folder=folder, agent=agent, customer=customer, as_json=as_json)


@main.group(invoke_without_command=True)
@FORMAT
@click.pass_context
def prompts(ctx: click.Context, as_json: bool) -> None:
    """List what the coach may say to an agent."""
    if ctx.invoked_subcommand is None:
        from coach.commands.prompts import show

        show(as_json=as_json)


@prompts.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@FORMAT
@click.pass_context
def check(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """Find prompts that are missing, unused, too long, or may not be shown."""
    from coach.commands.prompts import check as check_prompts

    ctx.exit(2 if check_prompts(folder, as_json=as_json) else 0)


@main.command()
@FORMAT
def doctor(as_json: bool) -> None:
    """Say what this machine can do, and what to install for the rest."""
    from coach.commands.doctor import examine

    examine(as_json=as_json)


@main.command()
@click.option("--choose", is_flag=True, help="Choose both sides' devices, with level meters.")
@FORMAT
def devices(choose: bool, as_json: bool) -> None:
    """List the sound devices that a live call can be heard from, or choose them."""
    from coach.commands import devices as command

    if choose:
        command.choose()
    else:
        command.show(as_json=as_json)
