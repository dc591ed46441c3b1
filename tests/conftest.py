"""What every test may use: one way to generate, and one signals model in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from coach.signals import SignalReader
    from coach.signals.reader import Passage

settings.register_profile(
    "coach",
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("coach")


@pytest.fixture(scope="session")
def reader() -> SignalReader:
    """The real model, which reads the same passages once only."""
    from coach.signals import SignalReader  # noqa: PLC0415 - most tests need no model

    class RememberingReader(SignalReader):
        def __init__(self) -> None:
            super().__init__()
            self._known: dict[tuple[Passage, ...], tuple] = {}

        def _run(self, passages: Sequence[Passage]) -> tuple:
            key = tuple(passages)
            if key not in self._known:
                self._known[key] = super()._run(passages)
            return self._known[key]

    return RememberingReader()
