"""The engine in a process of its own: started, asked, watched, and started again when it dies."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Self

from coach.call import MachineError
from coach.hearing.download import Progress
from coach.hearing.engines import load_engine
from coach.hearing.live.jobs import Answer, Back, Downloading, Failed, Job, Lost, News, Ready
from coach.hearing.live.worker import Load, serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.hearing.engine import Engine

PATIENCE_S = 30.0
"""An answer that takes longer does not come any more. Each time that was thought, it is waited
twice as long the next: a machine that is busy elsewhere is slow, and not hung."""
_LOOKS_S = 2.0
"""How often it is looked whether an answer is overdue."""
_GRACE_S = 2.0
"""A process that is asked to end may take so long to tidy up."""
_TRIES = 3
"""So often a job is asked, or an engine started, before it is given up."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    job: Job
    since: float = field(default_factory=time.monotonic)
    times: int = 1


class EngineProcess:
    """One of the engines of `load_engine`, or what `load` makes; loaded once `start` returns.

    `name` as in "faster-whisper base int8". Neither torch nor CTranslate2 is loaded here. Ctrl-C
    does not reach the process. It serves one call after the other, one at a time.
    """

    def __init__(
        self,
        engine: str = "faster-whisper",
        model: str = "base",
        *,
        models_dir: Path | None = None,
        load: Load | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self.name = f"{engine} {model}"
        self.is_multilingual = True
        self.full_s = 20.0
        self._load = load or partial(_load, engine, model, models_dir)
        self._patience_s = patience_s
        self._asked: dict[int, _Asked] = {}
        self._deliver: Callable[[News], None] = _nobody
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._ended = threading.Event()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._watcher: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process that runs now; None before the start and after the end."""
        return self._process.pid if self._process is not None else None

    def start(self, progress: Progress | None = None) -> Self:
        """Load the model and warm up. UsageError or MachineError when that cannot be done."""
        self._ended.clear()
        self._spawn(progress)
        self._watcher = threading.Thread(target=self._watch, name="engine-watcher", daemon=True)
        self._watcher.start()
        return self

    def attach(self, deliver: Callable[[News], None]) -> None:
        """Who is told what happens from now on, in another thread. What was asked is forgotten."""
        with self._lock:
            self._asked.clear()
            self._deliver = deliver

    def detach(self) -> None:
        """Nobody wants to be told any more."""
        self.attach(_nobody)

    def ask(self, job: Job) -> None:
        """The answer, or the news that there will be none, is delivered later."""
        with self._lock:
            self._asked[job.number] = _Asked(job)
            connection = self._connection
        if connection is not None:
            self._send(connection, job)

    def stop(self) -> None:
        """End the process. May be called twice."""
        self._ended.set()
        self.detach()
        with self._lock:
            connection = self._connection
        if connection is None:
            self._kill()
        else:
            self._send(connection, None)
        if self._watcher is not None:
            self._watcher.join()
            self._watcher = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _spawn(self, progress: Progress | None = None) -> None:
        """Start a process and wait until it is ready. CoachError when it never will be."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._load), name="coach-engine", daemon=True
        )
        with _surroundings():
            process.start()
        theirs.close()
        self._process = process
        try:
            ready = _first_word(ours, progress)
        except (EOFError, OSError):
            ready = Failed(MachineError("The recogniser did not start.", "Try `coach doctor`."))
        if isinstance(ready, Failed):
            ours.close()
            self._kill()
            raise ready.error
        self.name, self.is_multilingual = ready.name, ready.is_multilingual
        self.full_s = ready.full_s
        with self._lock:
            self._connection = ours
            waiting = [asked.job for asked in self._asked.values()]
            for asked in self._asked.values():
                asked.since = time.monotonic()
        for job in waiting:
            self._send(ours, job)

    def _watch(self) -> None:
        """Deliver answers; when the process is gone, have another one."""
        while not self._ended.is_set():
            self._listen()
            if self._ended.is_set():
                break
            self._deliver(Lost())
            self._count_tries()
            failure = self._revive()
            self._deliver(failure or Back())
            if failure is not None:
                break
        self._kill()

    def _listen(self) -> None:
        """Until the process dies, or an answer is overdue."""
        connection = self._connection
        assert connection is not None
        with contextlib.suppress(EOFError, OSError):
            while not self._ended.is_set():
                if connection.poll(min(_LOOKS_S, self._patience_s)):
                    self._take(connection.recv())
                elif self._is_overdue():
                    log.warning("the engine does not answer: it is started again")
                    self._patience_s *= 2
                    break
        with self._lock:
            self._connection = None
        if self._ended.is_set() and self._process is not None:
            self._process.join(_GRACE_S)
        self._kill()
        with self._sending:
            connection.close()

    def _take(self, answer: Answer) -> None:
        with self._lock:
            known = self._asked.pop(answer.number, None)
            deliver = self._deliver
        if known is not None:
            deliver(answer)

    def _is_overdue(self) -> bool:
        with self._lock:
            since = min((asked.since for asked in self._asked.values()), default=time.monotonic())
        return time.monotonic() - since > self._patience_s

    def _count_tries(self) -> None:
        """A job on which engine after engine dies is given up: the call goes on without it."""
        with self._lock:
            hopeless = [n for n, asked in self._asked.items() if asked.times >= _TRIES]
            given_up = [self._asked.pop(number).job for number in hopeless]
            for asked in self._asked.values():
                asked.times += 1
        for job in given_up:
            log.error("no engine survives job %s", job.number)
            nothing = tuple(tuple(() for _ in window.pieces) for window in job.windows)
            self._deliver(Answer(job.number, nothing, failed=True))

    def _revive(self) -> Failed | None:
        failure = Failed(MachineError("The recogniser keeps stopping.", "Try `coach doctor`."))
        for _ in range(_TRIES):
            if self._ended.is_set():
                return None
            try:
                self._spawn()
            except MachineError as error:
                failure = Failed(error)
            else:
                return None
        return failure

    def _send(self, connection: Connection, job: Job | None) -> None:
        # A process that is gone is noticed where its answers are read, and asked again then.
        with self._sending, contextlib.suppress(OSError):
            if not connection.closed:
                connection.send(job)

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()
            process.join()
        self._process = None


def _load(engine: str, model: str, models_dir: Path | None, progress: Progress) -> Engine:
    return load_engine(engine, model, models_dir=models_dir, progress=progress)


def _nobody(news: News) -> None:
    del news


def _first_word(connection: Connection, progress: Progress | None) -> Ready | Failed:
    while True:
        message = connection.recv()
        if isinstance(message, (Ready, Failed)):
            return message
        if isinstance(message, Downloading) and progress is not None:
            progress(message.done, message.whole)


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """What the child inherits: Ctrl-C is not for it, and numpy keeps to one core in it."""
    setting = "OPENBLAS_NUM_THREADS"
    before = os.environ.get(setting)
    blocks = hasattr(signal, "pthread_sigmask")
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocks else set()
    os.environ.setdefault(setting, "1")
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(setting, None)
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
