"""The one place that finds weights.

Looked for in this order: a path that is given, the folder in the settings (or `COACH_MODELS`),
the coach's own cache, installed packages that carry them, and at last the ordinary download.
Weights that lie here in the format of CTranslate2 are converted for the other engines.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coach.call import UsageError
from coach.hearing.checksums import sha256_of
from coach.hearing.convert import OPENAI_FILE, to_openai, to_transformers
from coach.hearing.download import Progress, from_hub, from_openai
from coach.hearing.library import on_shelf, put, vouch
from coach.hearing.models import MODELS, EngineName, model_named
from coach.hearing.packaged import CARRIERS

_NEEDED = {
    EngineName.FASTER_WHISPER: ("model.bin", "config.json", "tokenizer.json"),
    EngineName.OPENAI_WHISPER: (OPENAI_FILE,),
    EngineName.TRANSFORMERS: ("model.safetensors", "config.json", "tokenizer.json"),
}
_LISTED = ("tiny.en", "base", "small", "medium", "large-v3-turbo", "large-v3")


class Source(StrEnum):
    """Where weights lie, or have to come from."""

    PACKAGE = "package"
    CACHE = "cache"
    PATH = "path"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class Weights:
    """A model for one engine. `path` is a folder, or a single `.pt`; None when not here yet."""

    name: str
    engine: EngineName
    source: Source
    path: Path | None
    size: int

    def as_json(self) -> dict[str, str | int | None]:
        """As `coach models --json` prints it."""
        return {
            "name": self.name,
            "engine": self.engine,
            "path": None if self.path is None else str(self.path),
            "bytes": self.size,
            "source": self.source,
        }


def list_models(models_dir: Path | None = None) -> list[Weights]:
    """What is here and what could be, per engine. Nothing is loaded, joined or converted."""
    names = [name for name in MODELS if name in _LISTED or _is_here(name, models_dir)]
    return [
        _locate(name, engine, models_dir)
        or Weights(name, engine, Source.DOWNLOAD, None, MODELS[name].size(engine))
        for name in names
        for engine in EngineName
    ]


def find(name: str, engine: EngineName, *, models_dir: Path | None = None) -> Path | None:
    """A model of this machine, checked and ready to load; None when it has to be downloaded.

    `name` is a published name or a path. Raises MachineError for a wrong checksum.
    """
    found = _locate(name, engine, models_dir)
    if found is None or found.path is None:
        return None
    if _is_native(found.path, engine):
        if found.source is Source.PACKAGE:
            CARRIERS[name].check()
        elif found.source is Source.CACHE:
            vouch(found.path)
        return found.path
    if engine is EngineName.FASTER_WHISPER:
        return put(engine, name, CARRIERS[name].packages, CARRIERS[name].unpack)
    source = find(name, EngineName.FASTER_WHISPER, models_dir=models_dir)
    assert source is not None
    return _converted(source, name, engine, own=found.source is Source.PATH)


def fetch(
    name: str,
    engine: EngineName,
    progress: Progress | None = None,
    *,
    models_dir: Path | None = None,
) -> Path:
    """A model ready to load, downloaded if need be. MachineError when it cannot be had."""
    here = find(name, engine, models_dir=models_dir)
    if here is not None:
        return here
    model = model_named(name)
    if engine is EngineName.OPENAI_WHISPER:
        return put(engine, name, "download", lambda part: from_openai(name, part, progress))
    repository = model.hub(engine)
    return put(engine, name, repository, lambda part: from_hub(repository, part, progress))


def _is_here(name: str, models_dir: Path | None) -> bool:
    return any(_locate(name, engine, models_dir) for engine in EngineName)


def _locate(name: str, engine: EngineName, models_dir: Path | None) -> Weights | None:
    """Weights for the engine, or else some that can be converted for it."""
    for kind in dict.fromkeys((engine, EngineName.FASTER_WHISPER)):
        for source, path in _places(name, kind, models_dir):
            return Weights(name, engine, source, path, _size(name, source, path))
    if _is_path(name):
        raise UsageError(
            f"{name} holds no model for {engine}.",
            f"A folder with {', '.join(_NEEDED[engine])} does.",
        )
    return None


def _places(name: str, kind: EngineName, models_dir: Path | None) -> Iterator[tuple[Source, Path]]:
    """Where a model in the format of `kind` lies, the first choice first."""
    if _is_path(name):
        if _is_native(path := Path(name).expanduser(), kind):
            yield Source.PATH, path
        return
    settings = [root for root in (models_dir, os.environ.get("COACH_MODELS")) if root]
    for root in settings:
        for inside in (f"{kind}/{name}", name, f"{kind}-{name}", f"{name}.pt"):
            if _is_native(path := Path(root, inside).expanduser(), kind):
                yield Source.PATH, path
    if (folder := on_shelf(kind, name)) is not None:
        yield Source.CACHE, folder
    if kind is EngineName.FASTER_WHISPER and name in CARRIERS and (parts := CARRIERS[name].find()):
        yield Source.PACKAGE, parts[0].parent


def _is_path(name: str) -> bool:
    return name not in MODELS and (Path(name).suffix == ".pt" or Path(name).name != name)


def _is_native(path: Path, engine: EngineName) -> bool:
    if engine is EngineName.OPENAI_WHISPER and path.suffix == ".pt":
        return path.is_file()
    return all((path / file).is_file() for file in _NEEDED[engine])


def _converted(source: Path, name: str, engine: EngineName, *, own: bool) -> Path:
    """A model of CTranslate2 made into one for `engine`. The user's own get a name of their own."""
    digest = sha256_of(source / "model.bin")
    shelved = f"{Path(name).name}-{digest[:12]}" if own else name
    if (folder := on_shelf(engine, shelved)) is not None:
        vouch(folder)
        return folder
    convert = to_openai if engine is EngineName.OPENAI_WHISPER else to_transformers
    return put(engine, shelved, f"model.bin {digest}", lambda part: convert(source, part))


def _size(name: str, source: Source, path: Path) -> int:
    """Bytes of the weights alone, without the small files beside them."""
    if source is Source.PACKAGE:
        return sum(part.stat().st_size for part in CARRIERS[name].find() or ())
    files = [path] if path.is_file() else sorted(path.iterdir())
    kinds = {".bin", ".pt", ".safetensors"}
    return sum(file.stat().st_size for file in files if file.suffix in kinds)
