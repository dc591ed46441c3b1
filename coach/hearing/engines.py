"""An engine by its name, with its model found and loaded."""

from __future__ import annotations

from pathlib import Path

from coach.hearing.download import Progress
from coach.hearing.engine import Engine
from coach.hearing.models import EngineName, engine_named
from coach.hearing.weights import fetch


def load_engine(
    engine: str = "faster-whisper",
    model: str = "base",
    *,
    models_dir: Path | None = None,
    progress: Progress | None = None,
) -> Engine:
    """An engine ready to transcribe; its weights are downloaded if they are nowhere here.

    `model` is a name or a path. UsageError for an unknown name, MachineError without weights.
    Only one of the engines may be loaded in a process: their thread pools do not get along.
    """
    name = engine_named(engine)
    path = fetch(model, name, progress, models_dir=models_dir)
    called = Path(model).stem
    if name is EngineName.OPENAI_WHISPER:
        from coach.hearing.openai_engine import OpenAIWhisper  # noqa: PLC0415 - loads torch

        return OpenAIWhisper(path, called)
    if name is EngineName.TRANSFORMERS:
        from coach.hearing.transformers_engine import Transformers  # noqa: PLC0415 - loads torch

        return Transformers(path, called)
    from coach.hearing.faster_whisper_engine import FasterWhisper  # noqa: PLC0415 - CTranslate2

    return FasterWhisper(path, called)
