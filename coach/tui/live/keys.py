"""The keys of the sidebar. Each has an id by which a keymap can move it."""

from __future__ import annotations

from textual.binding import Binding

from coach.tui.live.board import Phase

KEYS = (
    Binding("space,enter", "start", "Start the call", id="live.start"),
    Binding("h,plus", "helpful", "This prompt helps", id="live.helpful"),
    Binding("n,minus", "not_helpful", "This prompt does not help", id="live.not_helpful"),
    Binding("m", "mute", "No more of these on this call", id="live.mute"),
    Binding("k", "pin", "Pin this moment", id="live.pin", tooltip="with a word of your own"),
    Binding("s", "swap", "Swap agent and customer", id="live.swap"),
    Binding("p", "pause", "Pause, or go on", id="live.pause", tooltip="nothing is heard or kept"),
    Binding("o", "consent", "Customer agrees to a recording", id="live.consent"),
    Binding("e", "end", "End the call", id="live.end"),
    Binding("c", "copy", "Copy the wrap-up", id="live.copy"),
    Binding("r", "review", "Review the call", id="live.review"),
    Binding("up,pageup", "scroll(-1)", "Earlier words", id="live.earlier"),
    Binding("down,pagedown", "scroll(1)", "Later words", id="live.later"),
    Binding("escape", "back", "Never mind; latest words", id="live.back"),
    Binding("question_mark", "help", "Help", id="live.help"),
    Binding("q", "quit", "Quit", id="live.quit"),
)

GROUP = "call"

ON_PROMPT = (
    ("live.helpful", "helpful"),
    ("live.not_helpful", "not helpful"),
    ("live.mute", "mute"),
)

_ON = (
    ("live.consent", "consent"),
    ("live.pin", "pin"),
    ("live.pause", "pause"),
    ("live.swap", "swap"),
    ("live.end", "end"),
    ("live.help", "help"),
    ("live.quit", "quit"),
)
_LEAVE = (("live.help", "help"), ("live.quit", "quit"))
HINTS = {
    Phase.READY: (("live.start", "start"), *_LEAVE),
    Phase.STARTING: _LEAVE,
    Phase.ON: _ON,
    Phase.PAUSED: (("live.pause", "go on"), ("live.end", "end"), *_LEAVE),
    Phase.FINISHING: _LEAVE,
    Phase.ENDED: (("live.copy", "copy"), ("live.review", "review"), *_LEAVE),
    Phase.FAILED: _LEAVE,
}
"""What the foot names, in this order."""

FIRST = (
    "live.start",
    "live.help",
    "live.copy",
    "live.review",
    "live.pause",
    "live.end",
    "live.pin",
    "live.consent",
    "live.swap",
    "live.quit",
)
"""What it keeps longest where there is little room."""
