"""The sidebar as a program of its own."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from coach.tui.live.call import LiveCall
from coach.tui.live.happened import be_ready_for_processes
from coach.tui.live.screen import LiveScreen, Outsider


class LiveApp(App[None]):
    """One call. `keymap` moves keys by the ids of `coach.tui.live.keys` and of the review's."""

    TITLE = "Coach"
    CSS_PATH = "live.tcss"  # a default screen's own sheet is not read

    def __init__(
        self,
        call: LiveCall,
        outside: Outsider | None = None,
        *,
        keymap: Mapping[str, str] | None = None,
        theme: str | None = None,
    ) -> None:
        be_ready_for_processes()
        super().__init__()
        self.animation_level = "none"
        self.live = LiveScreen(call, outside)
        if theme:
            self.theme = theme
        self.set_keymap(keymap or {})

    def get_default_screen(self) -> LiveScreen:
        return self.live

    async def action_quit(self) -> None:
        self.live.action_quit()

    def action_help_quit(self) -> None:
        """Ctrl-C with nothing selected: leave, as `q` does."""
        self.live.action_quit()


def open_live(
    call: LiveCall,
    *,
    outside: Outsider | None = None,
    keymap: Mapping[str, str] | None = None,
    theme: str | None = None,
) -> LiveScreen:
    """Show a call until the agent leaves; gives the screen, with the outcome or the failure.

    `outside` makes what the review of the call may ask for. `keymap` gives keys by the ids of
    bindings: `{"live.pause": "f9"}`.
    """
    app = LiveApp(call, outside, keymap=keymap, theme=theme)
    app.run()
    return app.live
