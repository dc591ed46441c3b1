"""The coach's own shelf of models: folders in its cache, each with a record of what is in it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from coach.call import MachineError
from coach.hearing.checksums import cache_dir, check, digest_of
from coach.hearing.models import EngineName

RECORD = "record.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Where the files of a folder came from, and their checksums when they were written."""

    made_from: str
    files: dict[str, str] = field(default_factory=dict)


def shelf(engine: EngineName, name: str) -> Path:
    """The folder of a model, there or not."""
    return cache_dir() / "models" / engine / name


def on_shelf(engine: EngineName, name: str) -> Path | None:
    """The folder, if it is there and complete. Its checksums are another matter: `vouch`."""
    folder = shelf(engine, name)
    return folder if (folder / RECORD).is_file() else None


def vouch(folder: Path) -> None:
    """Raise MachineError unless all files of the folder are as they were written."""
    try:
        record = Record(**json.loads((folder / RECORD).read_text(encoding="utf-8")))
        for name, sha256 in record.files.items():
            check(folder / name, sha256)
    except (OSError, ValueError, TypeError) as error:
        raise MachineError(
            f"The model in {folder} is not complete ({error}).",
            "Delete the folder: it will be made again.",
        ) from error


def put(engine: EngineName, name: str, made_from: str, fill: Callable[[Path], None]) -> Path:
    """Fill a new folder and put it on the shelf in one move. Whoever comes second finds it there.

    `fill` gets an empty folder. Nothing is left behind when it fails.
    """
    folder = shelf(engine, name)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder.parent))
    except OSError as error:
        raise MachineError(
            f"The cache cannot be written: {error}.",
            "Make room, or move the cache with the environment variable COACH_CACHE.",
        ) from error
    try:
        fill(part)
        sums = {file.name: digest_of(file) for file in sorted(part.iterdir())}
        record = json.dumps(asdict(Record(made_from, sums)), indent=1)
        (part / RECORD).write_text(record, encoding="utf-8")
        if not (folder / RECORD).is_file():
            shutil.rmtree(folder, ignore_errors=True)
            _move(part, folder)
    except OSError as error:
        raise MachineError(
            f"The model {name} could not be written: {error}.",
            "Make room on the disk, or move the cache with COACH_CACHE.",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _move(part: Path, folder: Path) -> None:
    try:
        part.rename(folder)
    except OSError:
        # Somebody else put the same model there in the meantime.
        if not (folder / RECORD).is_file():
            raise
