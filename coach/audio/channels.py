"""Where the sound of a call lies, and who speaks when: a channel each, or one for both.

A seat is 0 or 1: a place at the table, before anybody has said who is the agent.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Protocol

from coach.audio.bleed import without_bleed
from coach.audio.levels import blocks, is_silent
from coach.audio.sound import RATE_HZ, Samples
from coach.audio.tape import Tape
from coach.audio.turns import at_turns
from coach.audio.vad import Spoken, speech_in
from coach.audio.voices import tell_apart

BLEED_WORTH_SAYING_S = 1.0


class Channels(Protocol):
    """What a recording needs to know of its channels."""

    @property
    def length(self) -> int:
        """In samples."""

    @property
    def speech(self) -> tuple[tuple[Spoken, ...], ...]:
        """Who speaks when: one tuple a seat that can be heard apart. Slow the first time."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a listener should know, one sentence each. Slow the first time."""

    def read(self, seat: int, start: int, stop: int) -> Samples: ...

    def close(self) -> None: ...


class OwnChannels:
    """A channel a seat. `names` as in "The left channel"."""

    def __init__(self, tapes: Sequence[Tape], names: Sequence[str]) -> None:
        self._tapes = tuple(tapes)
        self._names = tuple(names)

    @property
    def length(self) -> int:
        return max(tape.length for tape in self._tapes)

    @cached_property
    def _active(self) -> list[tuple[Spoken, ...]]:
        """Where there is a voice on each tape, whoever's it is."""
        with ThreadPoolExecutor(len(self._tapes)) as pool:
            return list(pool.map(speech_in, map(blocks, self._tapes)))

    @cached_property
    def speech(self) -> tuple[tuple[Spoken, ...], ...]:
        first, second = self._active
        one, other = self._tapes
        left = without_bleed(first, second, one.read, other.read)
        right = without_bleed(second, first, other.read, one.read)
        return tuple(at_turns(left, right)), tuple(at_turns(right, left))

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        silent = [is_silent(tape) for tape in self._tapes]
        if all(silent):
            return ("The recording is silent.",)
        remarks = []
        for seat, name in enumerate(self._names):
            said = self.speech[seat]
            if silent[seat]:
                remarks.append(f"{name} is silent.")
            elif not self._active[seat]:
                remarks.append(f"Nobody speaks in {_within(name)}.")
            elif _seconds(self._active[seat]) - _seconds(said) > BLEED_WORTH_SAYING_S:
                remarks.append(f"The other side is heard in {_within(name)}; that was left out.")
        return tuple(remarks)

    def read(self, seat: int, start: int, stop: int) -> Samples:
        return self._tapes[seat].read(start, stop)

    def close(self) -> None:
        for tape in self._tapes:
            tape.close()


class SharedChannel:
    """One channel for both seats, who are told apart by their voices where that is possible."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape

    @property
    def length(self) -> int:
        return self._tape.length

    @cached_property
    def _voices(self) -> tuple[tuple[tuple[Spoken, ...], ...], str]:
        return tell_apart(speech_in(blocks(self._tape)), self._tape.read)

    @property
    def speech(self) -> tuple[tuple[Spoken, ...], ...]:
        return self._voices[0]

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        if is_silent(self._tape):
            return ("The recording is silent.",)
        if not any(self.speech):
            return ("Nobody speaks in the recording.",)
        return (self._voices[1],)

    def read(self, seat: int, start: int, stop: int) -> Samples:
        """The channel, silenced where only the other seat speaks."""
        sound = self._tape.read(start, stop)
        if len(self.speech) == 1:
            return sound
        keep = sound.copy()
        for said in self.speech[1 - seat]:
            _between(sound, said, start)[:] = 0.0
        for said in self.speech[seat]:
            _between(sound, said, start)[:] = _between(keep, said, start)
        return sound

    def close(self) -> None:
        self._tape.close()


def _within(name: str) -> str:
    """A name in the middle of a sentence."""
    return name[0].lower() + name[1:]


def _seconds(speech: tuple[Spoken, ...]) -> float:
    return sum(said.voiced.length for said in speech)


def _between(sound: Samples, said: Spoken, start: int) -> Samples:
    """The part of `sound`, which begins at sample `start`, in which something is said: a view."""
    first = max(0, round(said.span.start * RATE_HZ) - start)
    return sound[first : max(first, round(said.span.end * RATE_HZ) - start)]
