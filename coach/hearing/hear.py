"""A recording to utterances: both sides heard, in order, and who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from coach.audio import Recording
from coach.call import Roles, Utterance, Word
from coach.hearing.covering import transcribe_all, unplaced
from coach.hearing.engine import Engine, mean_languages
from coach.hearing.languages import check_language
from coach.hearing.packing import Plan, pack, window_of
from coach.hearing.roles import guess_roles
from coach.hearing.utterances import Saying, sayings, to_utterances
from coach.hearing.windows import Piece, Samples, Window

Progress = Callable[[str, float], None]
"""What is being done, and how much of it is, 0..1."""

GROUP = 32
"""Windows in memory at once: about ten minutes of speech."""
SURE_OF_LANGUAGE = 0.5
SURE_OF_ROLES = 0.9


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was said, in the order in which it ended.

    `recording` has its sides as in `utterances`: they were exchanged when the words said so.
    """

    utterances: tuple[Utterance, ...]
    recording: Recording
    roles: Roles
    engine: str
    language: str
    notes: tuple[str, ...]


def hear(
    recording: Recording,
    engine: Engine,
    *,
    language: str | None = None,
    vocabulary: Sequence[str] = (),
    progress: Progress | None = None,
) -> Hearing:
    """Transcribe both sides. Memory does not grow with the call, but for the words themselves.

    `language` is a code such as "en", detected when None. UsageError when the model has not got it.
    """
    report = progress or _no_progress
    report("finding speech", 0.0)
    check_language(language, engine)
    said = _sayings(recording)
    plans = list(_plans(recording, said, engine.full_s))
    notes = list(recording.notes)
    if language is None:
        language, sure = _detect(recording, engine, plans)
        if sure < SURE_OF_LANGUAGE:
            notes.append(f"The language is a guess: {language}, with a confidence of {sure:.2f}.")
    words: dict[Piece, Sequence[Word]] = {}
    done = 0.0
    whole = sum(plan[-1].ends_at for plan in plans)
    for windows in _cut_all(recording, plans):
        report("transcribing", done / whole)
        found = transcribe_all(engine, windows, language=language, vocabulary=vocabulary)
        words |= {unplaced(piece): found.of(piece) for window in windows for piece in window.pieces}
        done += sum(window.length for window in windows)
    utterances = to_utterances(said, words)
    report("transcribing", 1.0)
    return _with_roles(recording, utterances, engine.name, language, notes)


def _with_roles(
    recording: Recording,
    utterances: tuple[Utterance, ...],
    engine: str,
    language: str,
    notes: list[str],
) -> Hearing:
    """Exchange the sides when nobody declared them and the words say that they are wrong."""
    guess = guess_roles(utterances)
    roles = recording.roles
    if roles.how == "declared":
        if guess.is_swapped and guess.confidence > SURE_OF_ROLES:
            notes.append("By the words, agent and customer are the other way round.")
    else:
        roles = Roles("guessed", round(guess.confidence, 2), "Who is the agent is a guess.")
        if guess.is_swapped:
            recording = recording.swapped(roles)
            utterances = tuple(replace(said, speaker=said.speaker.other) for said in utterances)
    return Hearing(utterances, recording, roles, engine, language, tuple(notes))


def windows_of(recording: Recording, full_s: float) -> Iterator[list[Window]]:
    """All speech of a recording in windows of up to `full_s`, a group at a time."""
    return _cut_all(recording, list(_plans(recording, _sayings(recording), full_s)))


def _sayings(recording: Recording) -> list[Saying]:
    """Everything that both sides say, a side after the other."""

    def read(piece: Piece) -> Samples:
        return recording.samples(piece.speaker, piece.span)

    return [
        saying for side in recording.sides for saying in sayings(side, recording.spoken(side), read)
    ]


def _plans(recording: Recording, said: Sequence[Saying], full_s: float) -> Iterator[Plan]:
    """All windows, in the order in which they begin. A mono recording is one lane for both."""
    lanes = [
        [piece for saying in said if saying[0].speaker is side for piece in saying]
        for side in recording.sides
    ]
    if recording.is_mono:
        lanes = [sorted((piece for lane in lanes for piece in lane), key=lambda p: p.span)]
    plans = [plan for lane in lanes for plan in pack(lane, full_s)]
    yield from sorted(plans, key=lambda plan: plan[0].span)


def _cut_all(recording: Recording, plans: Sequence[Plan]) -> Iterator[list[Window]]:
    """Some at a time; in a group the longest first, so that batches are alike and end together."""
    waiting = iter(plans)
    while group := list(islice(waiting, GROUP)):
        group.sort(key=lambda plan: plan[-1].ends_at, reverse=True)
        yield [_cut(recording, plan) for plan in group]


def _cut(recording: Recording, plan: Plan) -> Window:
    return window_of(plan, lambda piece: recording.samples(piece.speaker, piece.span))


def _detect(recording: Recording, engine: Engine, plans: Sequence[Plan]) -> tuple[str, float]:
    """The language of the first speech of each side, and how sure that is."""
    firsts = {plan[0].speaker: plan for plan in reversed(plans)}
    if not firsts or not engine.is_multilingual:
        return "en", 1.0
    found = [engine.languages([_cut(recording, plan)]) for plan in firsts.values()]
    likely = mean_languages(found)
    best = max(likely, key=lambda code: likely[code])
    return best, likely[best]


def _no_progress(what: str, share: float) -> None:
    del what, share
