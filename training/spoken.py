"""Labelled calls, spoken by the sample voices over the telephone, and listened to as a recording.

    python -m training.spoken FOLDER [--calls 15] [--keep FOLDER] [--misses]

Tells what is lost between the written call, the same words at the times at which they were
spoken, the same words in the pieces in which they were heard, and what the default engine heard.
Sound and words stay in a folder that is gone afterwards,
unless `--keep` names one. Needs the `voices` extra.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soxr
from rich.console import Console

from coach.audio.recording import open_recording
from coach.call import Finding, Span, Speaker, Utterance, WrittenCall, utterance
from coach.evaluation import Evaluation
from coach.evaluation.as_text import misses
from coach.evaluation.finding import Find, Found, finder, labelled_calls
from coach.hearing import Engine, hear, load_engine
from coach.transcripts import read_transcript

sys.path.insert(0, str(Path(__file__).parents[1] / "sample_calls"))

import line as telephone
from voice import RATE_HZ as SPOKEN_HZ
from voice import VOICES, Mouth

CASTS = (("heart", "bass"), ("bass", "soprano"), ("soprano", "deep"), ("deep", "heart"))
"""Who speaks for the agent and for the customer, in turn."""

LINES = {
    Speaker.AGENT: telephone.Line(("pcm_mulaw",), -22.0, -66.0),
    Speaker.CUSTOMER: telephone.Line(("libopencore_amrnb", "pcm_mulaw"), -25.0, -58.0),
}
"""A headset on a landline, and a mobile phone."""

PACES = (0.75, 1.6)
"""How slowly and how quickly a voice may speak to take as long as the turn was written to take."""

RINGS_S, RUNS_ON_S = 0.6, 0.8


def say(call: WrittenCall, mouth: Mouth, number: int) -> tuple[WrittenCall, np.ndarray, np.ndarray]:
    """The call with the times that it was spoken at, and the sound of each side, 8 kHz."""
    cast = dict(zip(Speaker, CASTS[number % len(CASTS)], strict=True))
    sounds = [
        _turn(mouth, turn, cast[turn.speaker], number * 1000 + index)
        for index, turn in enumerate(call.turns)
    ]
    starts = _starts(call.turns, [len(sound) / telephone.RATE_HZ for sound in sounds])
    turns = tuple(
        utterance(turn.speaker, turn.text, Span(start, start + len(sound) / telephone.RATE_HZ))
        for turn, start, sound in zip(call.turns, starts, sounds, strict=True)
    )
    waits = call.end - max(turn.end for turn in call.turns)
    duration = max(turn.end for turn in turns) + max(RUNS_ON_S, waits)
    sides = []
    for speaker in Speaker:
        sound = np.zeros(round(duration * telephone.RATE_HZ))
        speech = np.zeros(len(sound), bool)
        for turn, said in zip(turns, sounds, strict=True):
            if turn.speaker is speaker:
                at = round(turn.start * telephone.RATE_HZ)
                sound[at : at + len(said)] += said
                speech[at : at + len(said)] = True
        sides.append(telephone.carry(sound, speech, LINES[speaker], number))
    return replace(call, turns=turns, duration=duration), sides[0], sides[1]


def _turn(mouth: Mouth, turn: Utterance, voice: str, seed: int) -> np.ndarray:
    """The turn at a pace that makes it about as long as it was written to be."""
    plain = mouth.say(turn.text, VOICES[voice], [1.0], seed)
    pace = float(np.clip(len(plain) / SPOKEN_HZ / max(turn.span.length, 0.3), *PACES))
    spoken = mouth.say(turn.text, VOICES[voice], [pace], seed)
    return soxr.resample(spoken, SPOKEN_HZ, telephone.RATE_HZ, quality="VHQ")


def _starts(turns: Sequence[Utterance], lengths: Sequence[float]) -> list[float]:
    """When each turn begins: pauses as written, and who breaks in does so at the same word."""
    starts: list[float] = []
    for index, turn in enumerate(turns):
        if not index:
            starts.append(RINGS_S)
            continue
        last = max(range(index), key=lambda i: turns[i].end)
        before, at = turns[last], starts[last]
        if turn.start < before.end:
            share = (turn.start - before.start) / before.span.length
            start = at + max(0.0, share) * lengths[last]
        else:
            ends = max(s + length for s, length in zip(starts, lengths, strict=False))
            start = ends + turn.start - before.end
        own = [s + n for s, n, t in zip(starts, lengths, turns, strict=False) if _same(t, turn)]
        starts.append(round(max([start, *own]) * telephone.RATE_HZ) / telephone.RATE_HZ)
    return starts


def _same(one: Utterance, other: Utterance) -> bool:
    return one.speaker is other.speaker


def heard_in(sound: Path, engine: Engine) -> tuple[Utterance, ...]:
    """What the engine hears in a recording, the agent on the left."""
    with open_recording(sound, agent_channel="left") as recording:
        return hear(recording, engine, language="en").utterances


def cut_alike(spoken: WrittenCall, heard: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The words of the script in the pieces that were heard: each word in the nearest one."""
    pieces: dict[int, list[str]] = {}
    for turn in spoken.turns:
        near = [i for i, said in enumerate(heard) if said.speaker is turn.speaker]
        for word in turn.words if near else ():
            place = max(near, key=lambda i: _shared(heard[i].span, word.span))
            pieces.setdefault(place, []).append(word.text)
    return tuple(
        utterance(heard[place].speaker, " ".join(words), heard[place].span)
        for place, words in sorted(pieces.items())
    )


def listened(spoken: WrittenCall, said: tuple[Utterance, ...], find: Find) -> Found:
    """What is found in what was heard of a call, put back to the turns of the script."""
    call = WrittenCall(said, spoken.setting, duration=spoken.duration)
    found = find(call)
    placed = [
        replace(finding, anchor=place)
        for finding in found.findings
        if (place := _place(spoken, call.turns[call.order[finding.anchor]])) is not None
    ]
    return Found(_once(placed))


def _place(spoken: WrittenCall, said: Utterance) -> int | None:
    """The turn of the same side that an utterance lies in, counted as turns were heard."""
    best = max(
        (i for i, turn in enumerate(spoken.turns) if turn.speaker is said.speaker),
        key=lambda i: _shared(spoken.turns[i].span, said.span),
        default=None,
    )
    return None if best is None else spoken.order.index(best)


def _shared(one: Span, other: Span) -> float:
    """Seconds in common; below 0 the gap between them."""
    return min(one.end, other.end) - max(one.start, other.start)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """A turn heard in pieces may be found twice: the surest stands."""
    surest: dict[tuple[str, int], Finding] = {}
    for finding in sorted(findings, key=lambda f: f.confidence):
        surest[finding.identity] = finding
    return list(surest.values())


def wrong_words(spoken: Sequence[WrittenCall], heard: Sequence[Sequence[Utterance]]) -> float:
    """The word error rate, 0..1, side by side over whole calls."""
    import jiwer  # noqa: PLC0415 - only here
    from whisper_normalizer.english import EnglishTextNormalizer  # noqa: PLC0415 - same

    normal = EnglishTextNormalizer()
    pairs = [
        tuple(normal(" ".join(t.text for t in turns if t.speaker is s)) for turns in (a.turns, b))
        for a, b in zip(spoken, heard, strict=True)
        for s in Speaker
    ]
    return float(jiwer.wer([truth for truth, _ in pairs], [said for _, said in pairs]))


def main() -> None:
    parser = argparse.ArgumentParser(description="What is lost when labelled calls are spoken.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calls", type=int, default=15)
    parser.add_argument("--keep", type=Path, help="a folder for the sound")
    parser.add_argument("--misses", action="store_true", help="what was false or missed as heard")
    options = parser.parse_args()
    paths = labelled_calls(options.folder)
    chosen = paths[:: max(1, len(paths) // options.calls)][: options.calls]
    mouth, engine, find = Mouth(), load_engine("faster-whisper", "base"), finder()
    ways = {name: Evaluation() for name in ("as written", "as spoken", "as cut", "as heard")}
    spoken_calls, heard_calls = [], []
    began, seconds = time.monotonic(), 0.0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for number, path in enumerate(chosen):
            call = read_transcript(path)
            spoken, left, right = say(call, mouth, number)
            sound = folder / f"{path.stem}.flac"
            telephone.write_file(str(sound), left, right, 0)
            heard = heard_in(sound, engine)
            cut = cut_alike(spoken, heard)
            ways["as written"].add(path.stem, call, find(call))
            ways["as spoken"].add(path.stem, spoken, find(spoken))
            ways["as cut"].add(path.stem, spoken, listened(spoken, cut, find))
            ways["as heard"].add(path.stem, spoken, listened(spoken, heard, find))
            spoken_calls.append(spoken)
            heard_calls.append(heard)
            seconds += spoken.end
    if options.misses:
        for one in misses(ways["as heard"].misses):
            Console(highlight=False).print(one)
    tell(ways)
    print(
        f"{len(chosen)} calls, {seconds / 60:.0f} minutes of sound, word errors "
        f"{wrong_words(spoken_calls, heard_calls):.1%}; took {time.monotonic() - began:.0f} s"
    )


def tell(ways: dict[str, Evaluation]) -> None:
    """Figures of all patterns together, then of each pattern in which the ways differ."""
    told = {name: result.as_json() for name, result in ways.items()}
    for group in ("micro", "good_micro"):
        for name, result in told.items():
            row = result[group]
            figures = "  ".join(f"{key} {row[key]}" for key in ("precision", "recall", "f1"))
            print(f"{'chances' if group == 'micro' else 'good':8} {name:11} {figures}")
    for slug in [*told["as written"]["patterns"], *told["as written"]["good"]]:
        rows = [(r["patterns"] | r["good"])[slug] for r in told.values()]
        counts = [f"{row['tp']}/{row['fp']}/{row['fn']}" for row in rows]
        if len(set(counts)) > 1:
            print(f"  {slug:28} {'  '.join(counts)}")


if __name__ == "__main__":
    main()
