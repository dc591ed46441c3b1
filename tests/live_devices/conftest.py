"""One PulseAudio for each test, which everything that the test starts finds too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pulse
import pytest


@pytest.fixture
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pulse.Pulse]:
    """Without PulseAudio the test is skipped, but never where `CI` is set: there it fails."""
    lacks = pulse.missing()
    if lacks:
        reason = f"not installed: {', '.join(lacks)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder: Path = tmp_path_factory.mktemp("pa")
    with pulse.running(folder) as started, pytest.MonkeyPatch.context() as patch:
        for key, value in started.env.items():
            patch.setenv(key, value)
        yield started
