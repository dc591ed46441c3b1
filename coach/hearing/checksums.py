"""Files are what they should be: SHA-256, and what was checked before is not read again."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

from coach.call import MachineError

_REMEMBERED = "checked.json"


def cache_dir() -> Path:
    """Where the coach keeps what can be made or fetched again. `COACH_CACHE` moves it."""
    return Path(os.environ.get("COACH_CACHE") or user_cache_dir("coach"))


def check(path: Path, sha256: str) -> None:
    """Raise MachineError unless the file's checksum is `sha256`."""
    if sha256_of(path) != sha256:
        raise MachineError(
            f"The weights in {path} are damaged: their checksum is wrong, so they are not loaded.",
            "Delete the file, or install its package again, and run the command once more.",
        )


def sha256_of(path: Path) -> str:
    """The checksum of a file. One with the same size and time stamp as before is not read again."""
    state = [path.stat().st_size, path.stat().st_mtime_ns]
    match _remembered().get(str(path)):
        case [size, stamp, str(digest)] if [size, stamp] == state:
            return digest
    digest = digest_of(path)
    known = {**_remembered(), str(path): [*state, digest]}
    # A cache that cannot be written only costs time.
    with suppress(OSError):
        write_text(cache_dir() / _REMEMBERED, json.dumps(known, indent=1))
    return digest


def digest_of(path: Path) -> str:
    """The same, read anew."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_text(path: Path, text: str) -> None:
    """Write a small file at once, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _remembered() -> dict[str, Any]:
    try:
        known = json.loads((cache_dir() / _REMEMBERED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
