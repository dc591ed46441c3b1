"""The keys of the screen as commands of the palette."""

from coach.tui.palette import KeyCommands
from coach.tui.review.keys import GROUP, KEYS


class ReviewCommands(KeyCommands):
    group = GROUP
    keys = KEYS
