"""The engine in a process of its own: started, asked, watched, and started again when it dies."""

from __future__ import annotations

from pathlib import Path
from typing import Self


class EngineProcess:
    """One of the engines of `load_engine`, loaded and warm once `start` has returned.

    `name` as in "faster-whisper base int8". Neither torch nor CTranslate2 is loaded here.
    """

    def __init__(
        self,
        engine: str = "faster-whisper",
        model: str = "base",
        *,
        models_dir: Path | None = None,
    ) -> None:
        self.name = f"{engine} {model}"
        self.is_multilingual = True
        self._models_dir = models_dir

    def start(self) -> Self:
        """Load the model and warm up. UsageError or MachineError when that cannot be done."""
        raise NotImplementedError

    def stop(self) -> None:
        """End the process. May be called twice."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
