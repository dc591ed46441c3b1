"""Makes the sample calls from their scripts: `python sample_calls/make.py [id ...]`.

Reads `script.call` and `about.toml` of each call, writes the sound and `as_spoken.call`: the
script with the times that the spoken words really took. The same inputs give the same files.

A script is the plain notation. A comment that begins with `#!` directs the turn below it:

    #! speed 1.3            the pace of the turn; several numbers are the paces of its sentences
    #! gap -0.9             seconds after the end of what was said so far; negative is an overlap
    #! from 12.5            seconds after the start of the turn before, while that one goes on
"""
# ruff: noqa: INP001 - a folder of recordings with the script that makes them, no package

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import soxr

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import line as telephone  # noqa: E402 - the path to the coach comes first
from voice import RATE_HZ as SPOKEN_HZ  # noqa: E402
from voice import VOICES, Mouth  # noqa: E402

from coach.call.notation import parse, write  # noqa: E402
from coach.call.span import Span, to_ms  # noqa: E402
from coach.call.speech import Speaker, Utterance, utterance  # noqa: E402
from coach.call.written import WrittenCall  # noqa: E402

RINGS_S = 0.6  # before the first word
RUNS_ON_S = 0.8  # after the last word
GAP_S = (0.25, 0.75)


@dataclass
class Direction:
    """How a turn is to be said, and when. `gap` and `start` are None where the script is silent."""

    paces: list[float] = field(default_factory=lambda: [1.0])
    silence: float = 0.0
    gap: float | None = None
    start: float | None = None


@dataclass(frozen=True)
class Line:
    """One turn as it was spoken."""

    said: Utterance
    sound: np.ndarray


def directions(source: str) -> Iterator[Direction]:
    """One for each turn of a script, in order."""
    now = Direction()
    for text in map(str.strip, source.splitlines()):
        if silence := re.match(r"\.\.\.\s*([\d.]+)\s*s$", text):
            now.silence += float(silence[1])
        elif text.startswith("#!"):
            what, *numbers = text[2:].split()
            values = [float(number) for number in numbers]
            match what:
                case "speed":
                    now.paces = values
                case "gap":
                    now.gap = values[0]
                case "from":
                    now.start = values[0]
                case _:
                    raise SystemExit(f"No such direction: {text}")
        elif re.match(r"(agent|customer)\s*:", text):
            yield now
            now = Direction()


def speak(call: WrittenCall, source: str, about: dict, mouth: Mouth) -> list[Line]:
    """Every turn of the script, said and placed."""
    seed = about["seed"]
    rng = np.random.default_rng(seed)
    lines: list[Line] = []
    clock = RINGS_S
    for index, (turn, how) in enumerate(zip(call.turns, directions(source), strict=True)):
        speaker = about["voice"][turn.speaker]
        paces = [pace * speaker.get("pace", 1.0) for pace in how.paces]
        sound = mouth.say(turn.text, VOICES[speaker["name"]], paces, seed * 1000 + index)
        sound = soxr.resample(sound, SPOKEN_HZ, telephone.RATE_HZ, quality="VHQ")
        gap = rng.uniform(*GAP_S) if lines else 0.0
        start = clock + how.silence + (gap if how.gap is None else how.gap)
        if how.start is not None:
            start = lines[-1].said.start + how.start
        start = round(start * telephone.RATE_HZ) / telephone.RATE_HZ
        span = Span(start, start + len(sound) / telephone.RATE_HZ)
        lines.append(Line(utterance(turn.speaker, turn.text, span), sound))
        clock = max(clock + how.silence, span.end)
    return lines


def side(lines: list[Line], speaker: Speaker, duration: float, about: dict) -> np.ndarray:
    """What the recorder gets from one side."""
    length = round(duration * telephone.RATE_HZ)
    sound, speech = np.zeros(length), np.zeros(length, bool)
    for said in (line for line in lines if line.said.speaker is speaker):
        start = round(said.said.start * telephone.RATE_HZ)
        sound[start : start + len(said.sound)] += said.sound
        speech[start : start + len(said.sound)] = True
    settings = about["line"][speaker]
    way = telephone.Line(tuple(settings["codecs"]), settings["level_db"], settings["noise_db"])
    seed = about["seed"] * 10 + (speaker is Speaker.CUSTOMER)
    return telephone.carry(sound, speech, way, seed)


def make(folder: Path, mouth: Mouth) -> str:
    """Writes one call's sound and its script as spoken; gives a line about it."""
    source = (folder / "script.call").read_text(encoding="utf-8")
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    call = parse(source, f"{folder.name}/script.call")
    lines = speak(call, source, about, mouth)
    duration = to_ms(max(line.said.end for line in lines) + RUNS_ON_S)
    left, right = (side(lines, speaker, duration, about) for speaker in Speaker)
    sound = folder / about["sound"]["file"]
    telephone.write_file(str(sound), left, right, about["sound"].get("bits_per_second", 0))
    spoken = replace(call, turns=tuple(line.said for line in lines), duration=duration)
    (folder / "as_spoken.call").write_text(write(spoken), encoding="utf-8")
    size = sound.stat().st_size
    return f"{folder.name}: {duration:.1f} s, {len(lines)} turns, {size // 1024} KiB\n"


def main() -> None:
    mouth = Mouth()
    known = sorted(path.parent.name for path in HERE.glob("*/script.call"))
    for name in sys.argv[1:] or known:
        if name not in known:
            raise SystemExit(f"No sample call is called '{name}'. There are: {', '.join(known)}.")
        sys.stdout.write(make(HERE / name, mouth))


if __name__ == "__main__":
    main()
