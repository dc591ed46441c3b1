"""The keys of the sidebar as commands of the palette."""

from __future__ import annotations

from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from coach.tui.live.keys import GROUP, KEYS


def title_of(binding: Binding) -> str:
    """`call: Pin this moment`."""
    return f"{GROUP}: {binding.description}"


class LiveCommands(Provider):
    """Everything that a key does, found by its words."""

    async def discover(self) -> Hits:
        for binding in KEYS:
            yield DiscoveryHit(
                title_of(binding),
                partial(self.screen.run_action, binding.action),
                help=binding.tooltip or None,
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for binding in KEYS:
            title = title_of(binding)
            if (score := matcher.match(title)) > 0:
                yield Hit(
                    score,
                    matcher.highlight(title),
                    partial(self.screen.run_action, binding.action),
                    help=binding.tooltip or None,
                )
