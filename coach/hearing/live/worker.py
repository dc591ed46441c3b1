"""The child process that holds the engine: loads it, warms it up, answers job after job."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection

import numpy as np

from coach.call import CoachError, MachineError, Span, Speaker, Word
from coach.hearing.covering import by_piece, is_silent, transcribe_all
from coach.hearing.download import Progress
from coach.hearing.engine import Decoding, Engine
from coach.hearing.live.jobs import Answer, Downloading, Failed, Job, Ready
from coach.hearing.repeats import loops, without_repeats
from coach.hearing.windows import RATE_HZ, Piece, Window

Load = Callable[[Progress], Engine]
"""Makes the engine, in the child process; it has to be picklable."""
DEFAULT_LANGUAGE = "en"
SURE_OF_LANGUAGE = 0.5

Words = tuple[tuple[Word, ...], ...]
"""Of one window, piece by piece."""


def serve(connection: Connection, load: Load) -> None:
    """Answer until None comes, or the other end is closed.

    What libraries print goes nowhere: somebody else draws on the terminal.
    """
    _be_quiet()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        engine = _loaded(connection, load)
        while engine is not None and (job := connection.recv()) is not None:
            connection.send(answer(engine, job))
    except (EOFError, OSError):
        return


def answer(engine: Engine, job: Job) -> Answer:
    """The words of a job; of a window whose language is not known, in the likeliest one."""
    began = time.monotonic()
    words: list[Words] = []
    languages: list[Mapping[str, float]] = []
    if job.language is not None:
        words += _transcribed(engine, job.windows, job.language, job)
    for window in job.windows if job.language is None else ():
        likely = engine.languages([window])
        languages.append(likely)
        words += _transcribed(engine, (window,), likeliest(likely), job)
    return Answer(job.number, tuple(words), tuple(languages), time.monotonic() - began)


def likeliest(languages: Mapping[str, float]) -> str:
    """The likeliest language, or English when none is likely."""
    best = max(languages, key=lambda code: languages[code], default=DEFAULT_LANGUAGE)
    return best if languages.get(best, 0.0) >= SURE_OF_LANGUAGE else DEFAULT_LANGUAGE


def _transcribed(
    engine: Engine, windows: tuple[Window, ...], language: str, job: Job
) -> Iterator[Words]:
    if job.final:
        said = transcribe_all(engine, windows, language=language, vocabulary=job.vocabulary)
        for window in windows:
            yield tuple(tuple(said.of(piece)) for piece in window.pieces)
        return
    decodings = engine.transcribe(windows, language=language, vocabulary=job.vocabulary)
    for window, decoding in zip(windows, decodings, strict=True):
        found = by_piece(window, _believable(decoding))
        yield tuple(tuple(found[piece]) for piece in window.pieces)


def _believable(decoding: Decoding) -> Decoding:
    if is_silent(decoding):
        return Decoding((), decoding.logprob, decoding.no_speech)
    return without_repeats(decoding) if loops(decoding) else decoding


def _loaded(connection: Connection, load: Load) -> Engine | None:
    """The engine, once it is ready for its first job; None when that cannot be, which is told."""

    def progress(done: int, whole: int) -> None:
        connection.send(Downloading(done, whole))

    try:
        engine = load(progress)
        _warm_up(engine)
    except CoachError as error:
        connection.send(Failed(error))
    except Exception as error:  # noqa: BLE001 - whatever a library raises is told in one sentence
        reason = f"{type(error).__name__}: {error}"
        failure = MachineError(f"The recogniser did not start ({reason}).", "Try `coach doctor`.")
        connection.send(Failed(failure))
    else:
        connection.send(Ready(engine.name, engine.is_multilingual, engine.full_s))
        return engine
    return None


def _warm_up(engine: Engine) -> None:
    """The first window takes an engine longer than all others."""
    span = Span(0.0, 1.0)
    noise = np.random.default_rng(0).normal(0.0, 0.01, RATE_HZ).astype(np.float32)
    window = Window(noise, (Piece(Speaker.AGENT, span, span),))
    list(engine.transcribe([window], language=DEFAULT_LANGUAGE))


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
