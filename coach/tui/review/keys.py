"""The keys of the review screen. Each has an id by which a keymap can move it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.binding import ActiveBinding, Binding

KEYS = (
    Binding("n", "step(1)", "Next finding", id="review.next", tooltip="or match, in a search"),
    Binding(
        "p,N",
        "step(-1)",
        "Previous finding",
        id="review.previous",
        tooltip="or match, in a search",
    ),
    Binding(
        "space,enter",
        "play",
        "Play the moment",
        id="review.play",
        tooltip="again: stop",
    ),
    Binding("slash", "ask", "Search the transcript", id="review.search"),
    Binding("f", "filter", "Filter the findings", id="review.filter"),
    Binding("l", "list", "List of findings", id="review.list"),
    Binding("g", "score", "Score card", id="review.score"),
    Binding("a", "judge('agree')", "Agree with the finding", id="review.agree"),
    Binding("d", "judge('disagree')", "Disagree with the finding", id="review.disagree"),
    Binding("u", "judge('unsure')", "Unsure about the finding", id="review.unsure"),
    Binding("s", "swap", "Swap the sides", id="review.swap"),
    Binding("escape", "back", "Leave search, stop playing", id="review.back"),
    Binding("question_mark", "help", "Help", id="review.help"),
    Binding("q", "quit", "Quit", id="review.quit"),
)

GROUP = "review"

Keys = Mapping[str, tuple[str, ...]]
"""How the keys of each binding look, by id. A binding without a key is not there."""

_HINTS = (
    ("review.next", "next"),
    ("review.previous", "previous"),
    ("review.play", "play"),
    ("review.search", "search"),
    ("review.score", "score"),
    ("review.filter", "filter"),
    ("review.swap", "swap"),
    ("review.list", "list"),
    ("review.help", "help"),
    ("review.quit", "quit"),
)
_FIRST = (
    "review.help",
    "review.quit",
    "review.next",
    "review.play",
    "review.search",
    "review.list",
    "review.score",
    "review.previous",
    "review.filter",
    "review.swap",
)

SEARCH_HINTS = (("review.next", "next"), ("review.previous", "previous"), ("review.back", "done"))
GAP = 2


def shown_keys(active: Iterable[ActiveBinding], look: Callable[[Binding], str]) -> Keys:
    """The keys of every binding that has an id, as the keymap has left them."""
    keys: dict[str, tuple[str, ...]] = {}
    for bound in active:
        it = bound.binding.id
        if it:
            keys[it] = (*keys.get(it, ()), look(bound.binding))
    return keys


def hints(
    keys: Keys,
    width: int,
    named: Sequence[tuple[str, str]] = _HINTS,
    first: Sequence[str] = _FIRST,
) -> tuple[tuple[str, str], ...]:
    """The keys and words that fit into `width` cells, whole, what matters most kept longest.

    `named` are the ids with their words, as they are shown; `first` the ids by what matters most.
    """
    words = {it: (keys[it][0], word) for it, word in named if it in keys}
    kept: set[str] = set()
    room = width
    for it in first:
        if it in words and (needed := hint_width(words[it]) + GAP * bool(kept)) <= room:
            kept.add(it)
            room -= needed
    return tuple(words[it] for it, _ in named if it in kept)


def hint_width(hint: Sequence[str]) -> int:
    """A key, a space and its word."""
    return sum(map(cell_len, hint)) + 1
