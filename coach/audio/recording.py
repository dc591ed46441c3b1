"""A recorded call: the sound of each side at 16 kHz, kept on disk, and when each side spoke."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from coach.audio.channels import Channels, SharedChannel
from coach.audio.reading import read_pair, read_recording
from coach.audio.sound import RATE_HZ, Samples, Sound, TwoSides
from coach.audio.vad import Spoken
from coach.call import Roles, Span, Speaker, UsageError, to_ms

__all__ = ["RATE_HZ", "Recording", "open_pair", "open_recording"]

AGENT_CHANNELS = ("auto", "left", "right")


class Recording:
    """One recorded call, to be used in a `with` block; its sound lies in unnamed temporary files.

    `duration` is in seconds. Times outside the recording read as silence.
    """

    def __init__(
        self, channels: Channels, *, agent: int, roles: Roles, remarks: tuple[str, ...] = ()
    ) -> None:
        self._channels = channels
        self._agent = agent
        self._remarks = remarks
        self.roles = roles
        self.duration = to_ms(channels.length / RATE_HZ)
        self.is_mono = isinstance(channels, SharedChannel)

    @property
    def sides(self) -> tuple[Speaker, ...]:
        """The sides that can be heard apart: one, when one channel holds no two voices."""
        return tuple(side for side in Speaker if self._seat(side) < len(self._channels.speech))

    @property
    def notes(self) -> tuple[str, ...]:
        """Plain remarks on the recording, one sentence each. Listens to all of it once."""
        return (*self._remarks, *self._channels.remarks)

    def samples(self, speaker: Speaker, span: Span) -> Samples:
        """What one side's channel carries in `span`, float32 at 16 kHz; zeros where nothing.

        In a mono recording the channel is silenced where only the other side speaks.
        """
        start, stop = round(span.start * RATE_HZ), round(span.end * RATE_HZ)
        return self._channels.read(self._seat(speaker), start, stop)

    def slice(self, span: Span) -> TwoSides:
        """Both sides in `span`, to be played or written to a file."""
        return TwoSides(
            Sound(self.samples(Speaker.AGENT, span)), Sound(self.samples(Speaker.CUSTOMER, span))
        )

    def speech(self, speaker: Speaker) -> tuple[Span, ...]:
        """Where one side speaks: disjoint, in order, with 300 ms of pre-roll and a short tail."""
        return tuple(said.span for said in self._said(speaker))

    def voiced(self, speaker: Speaker) -> tuple[Span, ...]:
        """The same spans, one for one, without the padding: for clamping words and measuring."""
        return tuple(said.voiced for said in self._said(speaker))

    def spoken(self, speaker: Speaker) -> tuple[Spoken, ...]:
        """The same stretches with their pauses, divided where the other side took its turn."""
        return self._said(speaker)

    def swapped(self, roles: Roles | None = None) -> Recording:
        """The same call with the sides exchanged. Shares the sound: closing one closes both."""
        return Recording(
            self._channels,
            agent=1 - self._agent,
            roles=roles or self.roles,
            remarks=self._remarks,
        )

    def close(self) -> None:
        self._channels.close()

    def _seat(self, speaker: Speaker) -> int:
        return self._agent if speaker is Speaker.AGENT else 1 - self._agent

    def _said(self, speaker: Speaker) -> tuple[Spoken, ...]:
        seat = self._seat(speaker)
        return self._channels.speech[seat] if seat < len(self._channels.speech) else ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_recording(source: Path, *, agent_channel: str = "auto") -> Recording:
    """Decode one file. `agent_channel` is left, right or auto.

    On auto the left channel, or the first to speak in a mono recording, is taken for the agent
    with confidence 0.5: sound alone cannot say.
    """
    if agent_channel not in AGENT_CHANNELS:
        raise UsageError(
            f"There is no agent channel {agent_channel!r}.", f"Use {', '.join(AGENT_CHANNELS)}."
        )
    channels, remarks = read_recording(source)
    if isinstance(channels, SharedChannel):
        roles = Roles("guessed", 0.5, "Two voices in one channel: who is the agent is a guess.")
        if agent_channel != "auto":
            remarks = (*remarks, f"There is no {agent_channel} channel of its own in this call.")
        return Recording(channels, agent=0, roles=roles, remarks=remarks)
    if agent_channel == "auto":
        roles = Roles("guessed", 0.5, "The agent is taken to be in the left channel.")
    else:
        roles = Roles("declared", 1.0)
    return Recording(channels, agent=int(agent_channel == "right"), roles=roles, remarks=remarks)


def open_pair(agent: Path, customer: Path) -> Recording:
    """Decode two files, one a side, that began at the same moment."""
    channels, remarks = read_pair(agent, customer)
    if isinstance(channels, SharedChannel):
        roles = Roles("guessed", 0.5, "Two voices in one channel: who is the agent is a guess.")
    else:
        roles = Roles("declared", 1.0)
    return Recording(channels, agent=0, roles=roles, remarks=remarks)
