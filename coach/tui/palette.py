"""The keys of a screen as commands of the palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider


class KeyCommands(Provider):
    """Everything that a key does, found by its words. A screen says which `keys` it has.

    They are called after their `group`: `review: Next finding`.
    """

    group: ClassVar[str]
    keys: ClassVar[Sequence[Binding]]

    @classmethod
    def title_of(cls, binding: Binding) -> str:
        return f"{cls.group}: {binding.description}"

    async def discover(self) -> Hits:
        for binding in self.keys:
            yield DiscoveryHit(
                self.title_of(binding),
                partial(self.screen.run_action, binding.action),
                help=binding.tooltip or None,
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for binding in self.keys:
            title = self.title_of(binding)
            if (score := matcher.match(title)) > 0:
                yield Hit(
                    score,
                    matcher.highlight(title),
                    partial(self.screen.run_action, binding.action),
                    help=binding.tooltip or None,
                )
