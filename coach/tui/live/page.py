"""What stands instead of the prompt before a call and after it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.export.wording import visible
from coach.pipeline.outcome import About, Outcome
from coach.tui.live.lines import joined
from coach.tui.review.keys import Keys

SIDES = ("You", "Customer")
NO_CONSENT = "Consent is not noted: sound is not kept."
NOT_KEPT = "Sound is not kept; the words are."
SILENT = "Nothing was said."
_LABEL = 10


class Page(VerticalScroll, can_focus=False):
    """Plain text, scrolled where it is too long."""

    def compose(self) -> Iterator[Static]:
        yield Static(id="page-text")

    def show(self, content: Content) -> None:
        """Show this text from its start."""
        self.query_one("#page-text", Static).update(content)
        self.scroll_home(animate=False)


def before(about: About, keys: Keys) -> Content:
    """What will be heard and how, and the key to begin."""
    return joined(_before(about, keys))


def getting_ready(about: About) -> Content:
    """While the engine wakes up."""
    return joined((Content.styled("Getting ready…", "bold"), Content(), *_facts(about)))


def after(outcome: Outcome) -> Content:
    """The wrap-up as it will be copied."""
    if not outcome.wrap_up:
        return joined((Content.styled("The call is over", "bold"), Content(), Content(SILENT)))
    lines = (Content(visible(line)) for line in outcome.wrap_up.splitlines())
    return joined((Content.styled("Wrap-up", "bold"), Content(), *lines, *_kept(outcome)))


def failed(sentence: str) -> Content:
    """What went wrong, and what to do next."""
    return joined((Content.styled("The call cannot be heard", "bold"), Content(visible(sentence))))


def _kept(outcome: Outcome) -> Iterator[Content]:
    if outcome.kept or outcome.sound:
        yield Content()
    for what, where in (("Words", outcome.kept), ("Sound", outcome.sound)):
        if where:
            yield Content.styled(f"{what} kept in {visible(str(where))}", "$foreground-muted")


def _before(about: About, keys: Keys) -> Iterator[Content]:
    yield Content.styled("Ready when you are", "bold")
    yield Content()
    yield from _facts(about)
    yield Content()
    for remark in about.remarks:
        yield Content(visible(remark))
    yield Content(NO_CONSENT if about.keeps_sound else NOT_KEPT)
    yield Content()
    yield Content.assemble((" ".join(keys.get("live.start", ())), "$text-accent"), " starts")


def _facts(about: About) -> Iterator[Content]:
    labels = SIDES if len(about.hears) == len(SIDES) else ("Sound",)
    for label, name in zip(labels, about.hears, strict=False):
        yield _fact(label, name)
    yield _fact("Engine", about.engine)


def _fact(label: str, value: str) -> Content:
    return Content.assemble((label.ljust(_LABEL), "$foreground-muted"), visible(value))
