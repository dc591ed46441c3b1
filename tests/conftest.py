"""What every test may use: one way to generate, and one signals model in memory."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, settings

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

Run = tuple[list[tuple[float, ...]], list[list[float]]]


class RememberingReader(SignalReader):
    """The real model, which reads the same passages once only."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[tuple[Passage, ...], Run] = {}

    def _run(self, passages: Sequence[Passage]) -> Run:
        key = tuple(passages)
        if key not in self._read:
            self._read[key] = super()._run(passages)
        return self._read[key]


@pytest.fixture(scope="session")
def reader() -> SignalReader:
    return RememberingReader()
