"""The keys of the sidebar as commands of the palette."""

from coach.tui.live.keys import GROUP, KEYS
from coach.tui.palette import KeyCommands


class LiveCommands(KeyCommands):
    group = GROUP
    keys = KEYS
