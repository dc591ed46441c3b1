"""`coach live`: hear a call while it goes on, and help."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from coach.call import Fact, MachineError, Setting, UsageError
from coach.coaching.settings import CoachingSettings, load_settings
from coach.commands.live_setup import Hearable, LiveOptions, live_call, open_source
from coach.commands.recover import unfinished_calls
from coach.commands.vocabulary import vocabulary_words
from coach.pipeline import swap_sides
from coach.pipeline.live import LiveCall
from coach.pipeline.outcome import About, Outcome
from coach.store.places import calls_folder

ENDS_WITHIN_S = 30.0
"""How long it may take to write up the last words when the screen is left."""


def run(options: LiveOptions) -> None:
    """Hear one call, and return when it is over and on disk."""
    _check(options)
    coaching, setting = _coaching(options), _setting(options)
    words = vocabulary_words(options.vocabulary)
    folder = calls_folder(options.calls)
    unfinished = unfinished_calls(folder)
    with open_source(options) as hearable:
        about = About(
            hearable.names,
            f"{options.engine} {options.model}",
            starts_at_once=bool(options.replay),
            keeps_sound=options.record,
            remarks=unfinished,
        )
        call = live_call(
            options,
            hearable,
            about,
            setting=setting,
            coaching=coaching,
            vocabulary=words,
            folder=folder,
        )
        if options.consented:
            call.consent()
        if not options.headless:
            _show(call, hearable, options.settings)
            return
        from coach.commands.headless import print_call

        for line in unfinished:
            click.echo(line, err=True)
        print_call(call, as_json=options.as_json, unmasked=options.unmasked)


def _check(options: LiveOptions) -> None:
    """UsageError for options that do not go together."""
    devices = (options.agent_device, options.customer_device)
    if options.replay and any((*devices, options.device)):
        raise UsageError("A recording is played or devices are heard, not both.", "Name one.")
    if options.device and any(devices):
        raise UsageError("--device is for both sides at once.", "Leave the other two out.")
    if len(options.replay) > 2:
        raise UsageError(
            "A call has two sides.", "Name one stereo file, or the agent's and the customer's."
        )
    if options.speed != 1.0 and not options.replay:
        raise UsageError("Only a recording has a speed.", "Add --replay FILE.")
    if options.as_json and not options.headless:
        raise UsageError("--json needs --headless: the screen is for people.", "Add --headless.")
    if options.consented and not options.record:
        raise UsageError("--consented is for keeping the sound.", "Add --record.")
    if not options.headless and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The sidebar needs a terminal.", "Add --headless for lines of text.")


def _coaching(options: LiveOptions) -> CoachingSettings:
    if options.preset and options.settings is None:
        raise UsageError("A preset stands in a file of settings.", "Name it with --settings.")
    made = load_settings(options.settings, options.preset) if options.settings else None
    made = made or CoachingSettings()
    return replace(made, quiet=True) if options.quiet else made


def _setting(options: LiveOptions) -> Setting:
    facts = []
    for known in options.known:
        kind, equals, value = known.partition("=")
        if not (kind.strip() and equals and value.strip()):
            raise UsageError(
                f"{known!r} is no fact.", "For example: --known account_number=40718852"
            )
        facts.append(Fact(kind.strip(), value.strip()))
    # A recording was made on a day that nobody told; a review does not know it either.
    day = None if options.replay else datetime.now().astimezone().date()
    return Setting(tuple(facts), day=day)


def _show(call: LiveCall, hearable: Hearable, settings: Path | None) -> None:
    """The sidebar, until the agent leaves it; then what is left of the call."""
    from coach.audio.recording import open_recording
    from coach.tui.live.app import open_live
    from coach.tui.review.outside import Outside
    from coach.tui.review.playing import SoundCard
    from coach.tui.settings import ScreenSettings, load_screen_settings

    screens = ScreenSettings() if settings is None else load_screen_settings(settings)

    with ExitStack() as undo:

        def outside(outcome: Outcome) -> Outside:
            recording = hearable.recording
            if recording is None and outcome.sound is not None:
                recording = undo.enter_context(open_recording(outcome.sound))
            player = SoundCard(recording) if recording else None
            if (reviewed := outcome.reviewed) is None:
                return Outside(player)
            return Outside(player, lambda swapped: swap_sides(reviewed) if swapped else reviewed)

        screen = open_live(call, outside=outside, keymap=screens.keymap, theme=screens.theme)
        call.end()
        call.wait(ENDS_WITHIN_S)
    if screen.failure:
        raise MachineError(screen.failure)
    if screen.outcome is not None:
        tell_what_is_left(screen.outcome)


def tell_what_is_left(outcome: Outcome) -> None:
    """The wrap-up, and where the call is kept."""
    if outcome.wrap_up:
        click.echo(outcome.wrap_up)
    if outcome.kept is not None:
        click.echo(f"Kept in {outcome.kept}", err=True)
