"""One recogniser for all tests of hearing, and a cache of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.hearing import Engine
from coach.hearing.faster_whisper_engine import FasterWhisper
from coach.hearing.models import EngineName
from coach.hearing.weights import fetch


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE", str(shared_cache))
    monkeypatch.delenv("COACH_MODELS", raising=False)


@pytest.fixture(scope="session")
def tiny(shared_cache: Path) -> Iterator[Engine]:
    """The smallest real recogniser: tiny.en on CTranslate2."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE", str(shared_cache))
        yield FasterWhisper(fetch("tiny.en", EngineName.FASTER_WHISPER), "tiny.en")
