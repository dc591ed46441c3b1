"""From files to channels: what is on each, whether they are really two, and what is wrong."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from coach.audio.channels import Channels, OwnChannels, SharedChannel
from coach.audio.decoding import Decoder
from coach.audio.levels import is_same
from coach.audio.sound import RATE_HZ
from coach.audio.tape import Tape

Read = tuple[Channels, tuple[str, ...]]
"""The channels of a call, and remarks on what was read, one sentence each."""


def read_recording(source: Path) -> Read:
    """One file. Of more than two channels the first two are taken."""
    with ExitStack() as undo, Decoder(source) as decoder:
        tapes = [_tape(undo) for _ in range(min(2, decoder.channels))]
        for block in decoder.blocks():
            for index, tape in enumerate(tapes):
                tape.write(block[:, index])
        remarks = list(decoder.problems)
        if decoder.channels > 2:
            remarks.append(f"Of its {decoder.channels} channels the first two are used.")
        channels: Channels = SharedChannel(tapes[0])
        if len(tapes) == 2:
            if is_same(*tapes):
                tapes[1].close()
                remarks.append(
                    "Both channels carry the same sound, so the call is treated as mono."
                )
            else:
                channels = OwnChannels(tapes, ("The left channel", "The right channel"))
        undo.pop_all()
        return channels, tuple(remarks)


def read_pair(agent: Path, customer: Path) -> Read:
    """Two files, one a side: each is mixed down to one channel."""
    with ExitStack() as undo:
        tapes, remarks = [], []
        for source in (agent, customer):
            tape = _tape(undo)
            with Decoder(source) as decoder:
                for block in decoder.blocks():
                    tape.write(block.mean(axis=1))
                remarks += decoder.problems
            tapes.append(tape)
        names = ("The agent's recording", "The customer's recording")
        longer = (tapes[0].length - tapes[1].length) / RATE_HZ
        if abs(longer) > 1.0:
            remarks.append(
                f"{names[longer > 0]} is {abs(longer):.0f} s shorter than the other; "
                "the rest is taken as silence."
            )
        same = is_same(*tapes)
        undo.pop_all()
        if not same:
            return OwnChannels(tapes, names), tuple(remarks)
        tapes[1].close()
        remarks.append("Both files carry the same sound, so the call is treated as mono.")
        return SharedChannel(tapes[0]), tuple(remarks)


def _tape(undo: ExitStack) -> Tape:
    tape = Tape()
    undo.callback(tape.close)
    return tape
