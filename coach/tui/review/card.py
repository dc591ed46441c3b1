"""The card of one finding: what was said, why it is worth a look, and what could be said."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.call import Kind, Verdict
from coach.tui.review.keys import Keys
from coach.tui.review.view import FindingView
from coach.tui.review.walk import Choice, Walk
from coach.tui.words import VERDICT_SIGNS

MOST_EVIDENCE = 4
LONGEST_QUOTE = 48
"""Of evidence: all of it stands in the transcript."""

KIND_STYLES = {Kind.ANTI: "$text-accent", Kind.GOOD: "$text-success"}
_JUDGE = (
    ("review.agree", "agree"),
    ("review.disagree", "disagree"),
    ("review.unsure", "unsure"),
)
_NOTHING = {
    Choice.ALL: ("Nothing stood out", "The coach has no remark on this call."),
    Choice.CHANCES: ("No chances", "The coach saw no missed chance in this call."),
    Choice.GOOD: ("No good moves", "The coach marked no good move in this call."),
}


class Card(VerticalScroll):
    """Parts in a fixed order; those that a finding does not have are not shown."""

    PARTS = ("title", "quote", "why", "instead", "evidence", "judge")

    def compose(self) -> ComposeResult:
        for part in self.PARTS:
            yield Static(id=f"card-{part}")

    def show(self, walk: Walk, verdict: Verdict | None, keys: Keys) -> None:
        """Fill the card with the chosen finding, and what the reader said of it."""
        found = walk.finding
        parts = dict(_of(found, verdict, keys) if found else _empty(walk.choice))
        for part in self.PARTS:
            content = parts.get(part, Content())
            static = self.query_one(f"#card-{part}", Static)
            static.update(content)
            static.display = bool(content.plain)
        self.scroll_home(animate=False)


def _empty(choice: Choice) -> Iterator[tuple[str, Content]]:
    title, why = _NOTHING[choice]
    yield "title", Content.assemble((title, "bold"))
    yield "why", Content(why)


def _of(found: FindingView, verdict: Verdict | None, keys: Keys) -> Iterator[tuple[str, Content]]:
    yield (
        "title",
        Content.assemble(
            (f"{found.mark} ", KIND_STYLES[found.kind]),
            (found.name, "bold"),
            (f"  {found.time}", "$foreground-muted"),
        ),
    )
    yield "quote", Content(f"“{found.quote}”")
    yield "why", Content.assemble(found.why, (f" {found.sure}.", "$foreground-muted"))
    if found.instead:
        yield "instead", Content.assemble(("Instead  ", "$text-success"), found.instead)
    yield "evidence", _evidence(found)
    yield "judge", _judge(verdict, keys)


def _evidence(found: FindingView) -> Content:
    lines = [
        Content.assemble(
            (f"┆ {piece.time}  ", "$foreground-muted"),
            f"“{shorten(piece.quote, LONGEST_QUOTE, placeholder='…')}”",
        )
        for piece in found.evidence[:MOST_EVIDENCE]
    ]
    if (more := len(found.evidence) - MOST_EVIDENCE) > 0:
        lines.append(Content.styled(f"and {more} more", "$foreground-muted"))
    return Content("\n").join(lines)


def _judge(verdict: Verdict | None, keys: Keys) -> Content:
    """The keys to say what one thinks, or what one said."""
    if verdict is not None:
        said = f"{VERDICT_SIGNS[verdict]} You: {verdict}."
        return Content.styled(said, "bold")
    parts = [
        Content.assemble((keys[it][0], "$text-accent"), (f" {word}", "$foreground-muted"))
        for it, word in _JUDGE
        if it in keys
    ]
    return Content("  ").join(parts)
