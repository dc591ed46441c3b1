"""Two voices in one channel, told apart by how they sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from coach.audio import encoder
from coach.audio.sound import RATE_HZ, Samples
from coach.audio.vad import Spoken
from coach.call import Span

Read = Callable[[int, int], Samples]
Voices = tuple[tuple[Spoken, ...], ...]

LOOK_S = 1.2
"""How much of a voice is compared at once: enough to know it, short enough to see a change."""
HOP_S = 0.25
ONE_VOICE = 0.90
"""Halves that sound more alike than this are one voice: 0.61 to 0.81 between two people on real
calls, 0.87 to 0.95 within one. In doubt two: a call has two."""
SHARPNESS = 25.0
"""How much a difference in likeness counts, against the price of a change of voice."""
CHANGE = 3.0
CHANGE_AT_PAUSE = 0.5
SHORTEST_S = 0.3
SNAP_S = 0.3
"""A change of voice is put where the sound is lowest, this far to either side."""

APART = "Both voices are in one channel: who said what is a guess from how they sound."
ALIKE = "Only one voice can be made out in the recording, so all speech is given to one side."
MISSING = (
    "Two voices in one channel cannot be told apart on this machine, so all speech is given to "
    'one side. Install what is missing: pip install "conversation-coach[mono]".'
)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a voice: in which stretch of speech, from when to when."""

    speech: int
    span: Span

    @property
    def middle(self) -> float:
        return (self.span.start + self.span.end) / 2


def tell_apart(speech: tuple[Spoken, ...], read: Read) -> tuple[Voices, str]:
    """Who speaks when, the first to speak first, and a sentence on how that was told.

    One voice only when there are not two, or when the speaker encoder is not installed.
    """
    if not speech:
        return (speech,), ""
    if not encoder.is_installed():
        return (speech,), MISSING
    looks, vectors = _look(speech, read)
    voice = _two_voices(looks, vectors)
    if voice is None:
        return (speech,), ALIKE
    if voice[0]:
        voice = 1 - voice
    sides: tuple[list[Spoken], list[Spoken]] = ([], [])
    for index, group in groupby(range(len(looks)), key=lambda i: looks[i].speech):
        inside = list(group)
        middles = [looks[i].middle for i in inside]
        for who, piece in _pieces(speech[index], middles, voice[inside].tolist(), read):
            sides[who].append(piece)
    return (tuple(sides[0]), tuple(sides[1])), APART


def _look(speech: tuple[Spoken, ...], read: Read) -> tuple[list[_Look], NDArray[np.float32]]:
    looks: list[_Look] = []
    mels: list[encoder.Mel] = []
    vectors: list[NDArray[np.float32]] = []
    size, hop = round(LOOK_S * encoder.FRAMES_PER_S), round(HOP_S * encoder.FRAMES_PER_S)
    for index, said in enumerate(speech):
        begin = said.voiced.start
        mel = encoder.mel_of(read(round(begin * RATE_HZ), round(said.voiced.end * RATE_HZ)))
        last = max(0, len(mel) - size)
        for at in sorted({*range(0, last, hop), last}):
            part = mel[at : at + size]
            start = begin + at / encoder.FRAMES_PER_S
            looks.append(_Look(index, Span(start, start + len(part) / encoder.FRAMES_PER_S)))
            mels.append(part)
        if len(mels) > 1000:
            vectors.append(encoder.embed(mels))
            mels = []
    vectors.append(encoder.embed(mels))
    return looks, np.concatenate(vectors)


def _two_voices(looks: list[_Look], vectors: NDArray[np.float32]) -> NDArray[np.int64] | None:
    """0 or 1 for every look, or None when it is one voice throughout."""
    weight = np.array([look.span.length for look in looks], np.float32)[:, None]
    whole = (weight[:, 0] >= LOOK_S * 0.9).nonzero()[0]
    if len(whole) < 2:
        whole = np.arange(len(looks))
    # The first cut is across the direction in which the voices differ most; then k-means.
    mean = vectors[whole].mean(axis=0)
    direction = np.linalg.svd(vectors[whole] - mean, full_matrices=False)[2][0]
    voice = ((vectors - mean) @ direction > 0).astype(np.int64)
    for _ in range(20):
        centres = _centres(vectors * weight, voice)
        better = (vectors @ centres.T).argmax(axis=1)
        if (better == voice).all():
            break
        voice = better
    for _ in range(3):
        centres = _centres(vectors * weight, voice)
        if not centres.any(axis=1).all() or centres[0] @ centres[1] > ONE_VOICE:
            return None
        voice = _steady(vectors @ centres.T, looks)
    return voice if 0 < voice.sum() < len(voice) else None


def _centres(vectors: NDArray[np.float32], voice: NDArray[np.int64]) -> NDArray[np.float32]:
    return encoder.unit(np.stack([vectors[voice == who].sum(axis=0) for who in (0, 1)]))


def _steady(likeness: NDArray[np.float32], looks: list[_Look]) -> NDArray[np.int64]:
    """The likeliest course of voices, when a change has its price: Viterbi on two states."""
    score = likeness.astype(np.float64) * SHARPNESS
    came_from = np.zeros((len(looks), 2), np.int64)
    best = score[0].copy()
    for i in range(1, len(looks)):
        price = CHANGE if looks[i].speech == looks[i - 1].speech else CHANGE_AT_PAUSE
        changed = best[::-1] - price > best
        came_from[i] = np.where(changed, [1, 0], [0, 1])
        best = np.maximum(best, best[::-1] - price) + score[i]
    voice = np.zeros(len(looks), np.int64)
    voice[-1] = int(best.argmax())
    for i in range(len(looks) - 1, 0, -1):
        voice[i - 1] = came_from[i, voice[i]]
    return voice


def _pieces(
    said: Spoken, middles: list[float], voice: list[int], read: Read
) -> Iterator[tuple[int, Spoken]]:
    """One stretch of speech, cut where the voice changes; the padding stays at its two ends."""
    who, padded, voiced = voice[0], said.span.start, said.voiced.start
    for before, after, then in zip(middles, middles[1:], voice[1:], strict=False):
        if then == who:
            continue
        cut = _lowest((before + after) / 2, read)
        if cut > said.voiced.end - SHORTEST_S:
            break
        if cut >= voiced + SHORTEST_S:
            yield who, Spoken(Span(padded, cut), Span(voiced, cut))
            padded = voiced = cut
        who = then
    yield who, Spoken(Span(padded, said.span.end), Span(voiced, said.voiced.end))


def _lowest(moment: float, read: Read) -> float:
    """The quietest 50 ms around a moment."""
    start = max(0, round((moment - SNAP_S) * RATE_HZ))
    sound = read(start, round((moment + SNAP_S) * RATE_HZ)) ** 2
    step = RATE_HZ // 20
    energy = np.convolve(sound, np.ones(step), "valid")
    return (start + int(energy.argmin()) + step // 2) / RATE_HZ
