"""A call captured from sound devices: the agent's microphone and what the customer says."""

from __future__ import annotations

import platform
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait

import numpy as np

from coach.audio.clock import CallClock
from coach.audio.devices import Device
from coach.audio.lane import Lane, in_step
from coach.audio.sound import RATE_HZ, Samples
from coach.audio.source import Block
from coach.audio.tap import Looking, Lost, Opened, Piece, Said, Tap
from coach.call import MachineError, Speaker
from coach.call.live import Disturbed, Trouble

BLOCK = 1024
"""Samples in a block: 64 ms, two windows of the speech detector."""
STARTING_S = 60.0
"""All devices must be open by then, or the call does not begin."""
NOTICE_S = 0.05
"""How long a change may go unnoticed while no device gives sound."""
NOTHING_S = 3.0
"""A microphone that gives exact zeros for so long is kept from giving more."""


@dataclass(slots=True)
class Recorded:
    """A device in use: whose sides lie on which of its channels, and whether it gives sound."""

    device: Device
    sides: tuple[tuple[Speaker, int], ...]
    tap: Tap | None = None
    is_open: bool = False
    is_lost: bool = False
    zeros: int = 0

    @property
    def channels(self) -> int:
        return 1 if self.sides[0][1] < 0 else 2


@dataclass(slots=True)
class Capture:
    """Both sides from devices, as a `Source`; see `coach.audio.chosen`.

    Each device is recorded by a process of its own. One that is lost is looked for by its name,
    and its side is silent until it is back. In a pause the devices are let go.
    """

    name: str
    devices: Sequence[Recorded]
    _clock: CallClock = field(default_factory=CallClock)
    _lanes: dict[Speaker, Lane] = field(default_factory=lambda: {side: Lane() for side in Speaker})
    _paused: threading.Event = field(default_factory=threading.Event)
    _permission_said: bool = False

    @property
    def elapsed(self) -> float:
        """Seconds of the call, from the moment at which all devices were open."""
        return self._clock.elapsed

    def pause(self) -> None:
        self._clock.pause()
        self._paused.set()

    def resume(self) -> None:
        self._paused.clear()
        self._clock.resume()

    def close(self) -> None:
        self._clock.close()

    def blocks(self) -> Iterator[Block | Disturbed]:
        """Agent and customer in turn, 64 ms each, and what goes wrong with a device.

        Raises MachineError when a device cannot be opened at the start.
        """
        try:
            for one in self.devices:
                one.tap = Tap(one.device, one.channels)
                one.tap.go()
            self._wait_for_all()
            self._clock.start()
            while not self._clock.closed:
                yield from self._heard()
                yield from self._blocks(BLOCK)
                if self._paused.is_set():
                    yield from self._let_go()
            yield from self._blocks(1)
        finally:
            for one in self.devices:
                if one.tap is not None:
                    one.tap.close()
                    one.tap = None

    def _wait_for_all(self) -> None:
        until = time.monotonic() + STARTING_S
        while not all(one.is_open for one in self.devices) and not self._clock.closed:
            for one, said in self._said():
                match said:
                    case Opened():
                        one.is_open = True
                    case Looking(reason, hint):
                        raise MachineError(reason, hint)
                    case Lost(reason):
                        raise MachineError(
                            f"{one.device.name} cannot be recorded. {reason}",
                            "Connect it again, or choose another: coach devices --choose",
                        )
            if time.monotonic() > until:
                raise MachineError(
                    "The sound devices do not open.", "Restart the sound system, then try again."
                )

    def _said(self) -> Iterator[tuple[Recorded, Said]]:
        """What the devices say, at once when one does, else after `NOTICE_S`."""
        taps = [(one, one.tap) for one in self.devices if one.tap is not None]
        wait([tap.connection for _, tap in taps if not tap.connection.closed], NOTICE_S)
        for one, tap in taps:
            if tap.connection.closed:
                if tap.may_begin_again:
                    tap.begin_again()
                    tap.go()
                continue
            for said in tap.said():
                yield one, said
                if isinstance(said, Lost):
                    tap.close()
                    break

    def _heard(self) -> Iterator[Disturbed]:
        """Lay out what has come; silence for a device that is lost."""
        for one, said in self._said():
            match said:
                case Piece(samples, end):
                    yield from self._lay_out(one, samples, end)
                case Opened():
                    yield from self._back(one)
                case Lost(_):
                    yield from self._gone(one)
        for one in self.devices:
            if one.is_lost:
                for side, _ in one.sides:
                    self._lanes[side].fill(self._clock.elapsed)

    def _lay_out(self, one: Recorded, samples: Samples, end: float) -> Iterator[Disturbed]:
        start = end - len(samples) / RATE_HZ
        for since, until, at in self._clock.heard(start, end):
            first, last = round((since - start) * RATE_HZ), round((until - start) * RATE_HZ)
            for side, channel in one.sides:
                part = samples[first:last, max(0, channel)]
                self._lanes[side].take(np.ascontiguousarray(part), at)
        if platform.system() == "Darwin" and one.sides[0][0] is Speaker.AGENT:
            one.zeros = 0 if samples.any() else one.zeros + len(samples)
            if one.zeros > NOTHING_S * RATE_HZ and not self._permission_said:
                self._permission_said = True
                yield self._disturbed(one, Trouble.NO_PERMISSION)

    def _gone(self, one: Recorded) -> Iterator[Disturbed]:
        one.is_open = False
        if not one.is_lost:
            one.is_lost = True
            yield self._disturbed(one, Trouble.DEVICE_LOST)

    def _back(self, one: Recorded) -> Iterator[Disturbed]:
        one.is_open = True
        for side, _ in one.sides:
            self._lanes[side].begin_again()
        if one.is_lost:
            one.is_lost = False
            yield self._disturbed(one, Trouble.DEVICE_BACK)

    def _disturbed(self, one: Recorded, trouble: Trouble) -> Disturbed:
        whose = [side for side, _ in one.sides]
        what = "the sound device"
        if len(whose) == 1:
            what = "your microphone" if whose[0] is Speaker.AGENT else "the customer's sound"
        text = {
            Trouble.DEVICE_LOST: f"Nothing comes from {what} ({one.device.name}). Looking for it.",
            Trouble.DEVICE_BACK: f"Sound comes from {what} ({one.device.name}) again.",
            Trouble.NO_PERMISSION: (
                "Your microphone gives no sound at all. Let the terminal use it: System Settings, "
                "Privacy & Security, Microphone."
            ),
        }[trouble]
        speaker = whose[0] if len(whose) == 1 else None
        return Disturbed(trouble, text, self._clock.elapsed, speaker)

    def _blocks(self, size: int) -> Iterator[Block]:
        order = tuple(Speaker)
        if size == 1:
            size = min(lane.held for lane in self._lanes.values())
        if size:
            for index, at, samples in in_step(tuple(self._lanes[side] for side in order), size):
                yield Block(order[index], samples, at)

    def _let_go(self) -> Iterator[Disturbed]:
        """Until the call is heard again: no device is open, and new processes stand ready."""
        yield from self._heard()
        for one in self.devices:
            if one.tap is not None:
                one.tap.begin_again()
            one.is_open = False
        while self._paused.is_set() and not self._clock.closed:
            time.sleep(NOTICE_S)
        for one in self.devices:
            if one.tap is not None:
                one.tap.go()
