"""A journal to write to, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.call import Fact, Setting
from coach.store.journal import Journal


@pytest.fixture
def begin(tmp_path: Path) -> Callable[[], Journal]:
    def journal() -> Journal:
        known = Setting((Fact("account_number", "40718852"), Fact("pin", "1234")))
        return Journal(tmp_path, source="a test", engine="scripted", setting=known)

    return journal
