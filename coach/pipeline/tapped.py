"""A source that somebody else listens in on, such as the one who keeps its sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coach.audio.source import Block, Source
from coach.call.live import Disturbed


class Tapped:
    """A source whose blocks go to `take` as well, on the thread that asks for them."""

    def __init__(self, source: Source, take: Callable[[Block], None]) -> None:
        self.name = source.name
        self._source = source
        self._take = take

    @property
    def elapsed(self) -> float:
        return self._source.elapsed

    def blocks(self) -> Iterator[Block | Disturbed]:
        for block in self._source.blocks():
            if isinstance(block, Block):
                self._take(block)
            yield block

    def pause(self) -> None:
        self._source.pause()

    def resume(self) -> None:
        self._source.resume()

    def close(self) -> None:
        self._source.close()
