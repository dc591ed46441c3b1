"""A recording or a transcript, heard to its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.call import (
    EndedBy,
    ReviewedCall,
    Roles,
    Setting,
)
from coach.pipeline.finishing import listen_to_all
from coach.pipeline.recovering import review_kept
from coach.signals import SignalReader
from coach.store.reading import is_journal, read_journal
from coach.transcripts import Transcript, is_transcript, read

if TYPE_CHECKING:
    from coach.audio.recording import Recording

Progress = Callable[[str, float], None]
"""What is being done, and how much of it, 0..1."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a recording is to be heard. `agent_channel` is left, right or auto."""

    engine: str = "faster-whisper"
    model: str = "base"
    language: str | None = None
    agent_channel: str = "auto"
    vocabulary: tuple[str, ...] = ()
    setting: Setting = field(default_factory=Setting)


Source = Path | tuple[Path, Path]
"""One file, or a file for the agent's side and one for the customer's."""


@contextmanager
def reviewing(
    source: Source, options: Options, progress: Progress | None = None
) -> Iterator[tuple[ReviewedCall, Recording | None]]:
    """An input heard to its end, with its sound for as long as the block lasts.

    The sound is None for a transcript. InputError when the input cannot be read.
    """
    began = time.monotonic()
    if isinstance(source, Path) and is_journal(source):
        yield from _kept(source)
        return
    if isinstance(source, Path) and is_transcript(source):
        yield review_transcript(read(source), source.name), None
        return
    from coach.audio.recording import open_pair, open_recording  # noqa: PLC0415 - only for sound

    if isinstance(source, Path):
        name = source.name
        opened = open_recording(source, agent_channel=options.agent_channel)
    else:
        name = " + ".join(side.name for side in source)
        opened = open_pair(*source)
    with opened as recording:
        yield review_recording(recording, name, options, began, progress)


def _kept(path: Path) -> Iterator[tuple[ReviewedCall, Recording | None]]:
    """A call that was kept while it went on, with its sound if that was kept too."""
    from coach.audio.recording import open_recording  # noqa: PLC0415 - only for sound

    kept = read_journal(path)
    reviewed = review_kept(path)
    if kept.sound is None:
        yield reviewed, None
        return
    side = "right" if kept.is_swapped else "left"
    with open_recording(kept.sound, agent_channel=side) as recording:
        yield reviewed, recording


def swap_sides(reviewed: ReviewedCall, setting: Setting | None = None) -> ReviewedCall:
    """The same call, listened to again with agent and customer exchanged."""
    ended_by = {EndedBy.AGENT: EndedBy.CUSTOMER, EndedBy.CUSTOMER: EndedBy.AGENT}
    return listen_to_all(
        reviewed.source,
        tuple(replace(said, speaker=said.speaker.other) for said in reviewed.utterances),
        turn_of=reviewed.turn_of,
        setting=setting or Setting(),
        duration=reviewed.duration,
        ended_by=ended_by.get(reviewed.ended_by, EndedBy.UNKNOWN),
        engine=reviewed.engine,
        roles=Roles("declared", 1.0, "The sides were swapped by hand."),
        notes=reviewed.notes,
        began=time.monotonic(),
    )


def review_transcript(
    transcript: Transcript, name: str, reader: SignalReader | None = None
) -> ReviewedCall:
    """A call that is already written down. Times and words are the transcript's own."""
    began = time.monotonic()
    call = transcript.call
    return listen_to_all(
        name,
        tuple(call.turns[i] for i in call.order),
        turn_of=call.order,
        setting=call.setting,
        duration=call.end,
        ended_by=call.ended_by,
        engine=transcript.format,
        roles=transcript.roles,
        notes=transcript.notes,
        began=began,
        reader=reader,
    )


def review_recording(
    recording: Recording,
    name: str,
    options: Options,
    began: float,
    progress: Progress | None = None,
) -> tuple[ReviewedCall, Recording]:
    """A recording, transcribed and listened to; and the recording with its sides as heard."""
    from coach.hearing import hear, load_engine  # noqa: PLC0415 - engines only when needed

    heard = hear(
        recording,
        load_engine(options.engine, options.model),
        language=options.language,
        vocabulary=options.vocabulary,
        progress=progress,
    )
    reviewed = listen_to_all(
        name,
        heard.utterances,
        turn_of=tuple(range(len(heard.utterances))),
        setting=options.setting,
        duration=recording.duration,
        ended_by=EndedBy.UNKNOWN,
        engine=heard.engine,
        roles=heard.roles,
        notes=heard.notes,
        began=began,
    )
    return reviewed, heard.recording
