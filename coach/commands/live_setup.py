"""What a live call is made of, from what `coach live` was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.source import Source
from coach.call import Setting
from coach.call.live import Audible
from coach.coaching.settings import CoachingSettings
from coach.pipeline.inbox import AHEAD
from coach.pipeline.keeping import Keeping
from coach.pipeline.live import LiveCall
from coach.pipeline.outcome import About
from coach.store.journal import Journal

if TYPE_CHECKING:
    from coach.audio.recording import Recording


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """What `coach live` was asked for; None for what was not said."""

    agent_device: str | None = None
    customer_device: str | None = None
    device: str | None = None
    replay: tuple[Path, ...] = ()
    speed: float = 1.0
    engine: str = "faster-whisper"
    model: str = "base"
    language: str | None = None
    vocabulary: Path | None = None
    agent_channel: str = "auto"
    settings: Path | None = None
    preset: str | None = None
    quiet: bool = False
    calls: Path | None = None
    record: bool = False
    consented: bool = False
    known: tuple[str, ...] = ()
    headless: bool = False
    as_json: bool = False
    unmasked: bool = False


@dataclass(frozen=True, slots=True)
class Hearable:
    """Where the sound comes from, what it is called, and whether it is known who is who.

    `recording` is the one that is played, None for devices.
    """

    source: Source
    names: tuple[str, ...]
    declared: bool
    recording: Recording | None = None


@contextmanager
def open_source(options: LiveOptions) -> Iterator[Hearable]:
    """The devices or the recording that were named, for as long as the block lasts.

    InputError for a recording that cannot be read, MachineError for a device that is not there.
    """
    if options.replay:
        from coach.audio.recording import open_pair, open_recording
        from coach.audio.replay import Replay

        name = " + ".join(file.name for file in options.replay)
        if len(options.replay) == 2:
            opened = open_pair(*options.replay)
        else:
            opened = open_recording(options.replay[0], agent_channel=options.agent_channel)
        with opened as recording:
            declared = recording.roles.how == "declared"
            replay = Replay(recording, options.speed, name=name)
            yield Hearable(replay, (name,), declared, recording)
        return
    from coach.audio.chosen import open_chosen, open_devices
    from coach.audio.devices import Channel, Seat

    if options.device and options.agent_channel != "auto":
        left, right = Seat(options.device, Channel.LEFT), Seat(options.device, Channel.RIGHT)
        sides = (left, right) if options.agent_channel == "left" else (right, left)
        capture = open_devices(*sides)
    else:
        capture = open_chosen(options.agent_device, options.customer_device, stereo=options.device)
    declared = options.device is None or options.agent_channel != "auto"
    yield Hearable(capture, tuple(capture.name.split(" and ")), declared)


def live_call(
    options: LiveOptions,
    hearable: Hearable,
    about: About,
    *,
    setting: Setting,
    coaching: CoachingSettings,
    vocabulary: Sequence[str],
    folder: Path,
) -> LiveCall:
    """The call, ready to be run. MachineError when the signals model is not there."""
    from coach.coaching.live import LiveCoach
    from coach.coaching.prompts import load_prompts
    from coach.coaching.wrap_up import wrap_up
    from coach.hearing.live import EngineProcess, hear_live
    from coach.listening import Listener
    from coach.signals import SignalReader

    waits = bool(options.replay) and not options.speed
    reader, prompts = SignalReader(), load_prompts()
    engine = EngineProcess(options.engine, options.model)

    def hears(tapped: Source) -> Iterator[Audible]:
        with engine:
            yield from hear_live(
                tapped, engine, language=options.language, vocabulary=vocabulary, waits=waits
            )

    def journal() -> Journal:
        return Journal(
            folder,
            source=hearable.source.name,
            engine=engine.name,
            setting=setting,
            settings=sha256(repr(coaching).encode()).hexdigest()[:16],
            roles="declared" if hearable.declared else "guessed",
        )

    return LiveCall(
        hearable.source,
        hears,
        lambda: LiveCoach(Listener.to(setting, reader), prompts, coaching),
        about,
        keeping=Keeping(journal, has_sound=options.record),
        declared=hearable.declared,
        wrap_up=lambda coach: wrap_up(coach.listener.conversation, reader),
        engine_name=lambda: engine.name,
        ahead=1 if waits else AHEAD,
    )
