"""What happens on a live call, a line of text each, for people without the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.call import Ended, Finding, Heard
from coach.call.live import (
    Consented,
    Disturbed,
    Found,
    Happening,
    Paused,
    Pinned,
    Resumed,
    Shown,
    Swapped,
)
from coach.call.masked_live import LiveMask
from coach.export.wording import SIDES, clock, how_sure, plain_name, visible


@dataclass(slots=True)
class LiveText:
    """Turns the happenings of one call, given in order, into lines. Numbers are hidden."""

    unmasked: bool = False
    _mask: LiveMask = field(default_factory=LiveMask)
    _told: set[tuple[str, int]] = field(default_factory=set)

    def lines(self, happening: Happening) -> Iterator[str]:  # noqa: C901 - one a kind
        """None for what only a screen shows."""
        match happening:
            case Heard(said):
                masked = self._mask.take(said)
                side = SIDES[said.speaker].capitalize()
                text = said.text if self.unmasked else masked.text
                yield _line(said.start, f"{side:<9} {visible(text)}")
            case Found(finding):
                yield from self._finding(finding)
            case Shown(prompt, at):
                yield _line(at, f"{'Prompt':<9} {visible(prompt.cue)} - {visible(prompt.say)}")
            case Disturbed(_, text, at):
                yield _line(at, visible(text))
            case Paused(at):
                yield _line(at, "Paused. Nothing is heard or kept.")
            case Resumed(at):
                yield _line(at, "The call goes on.")
            case Swapped(at):
                self._mask = LiveMask()
                self._told.clear()
                yield _line(at, "Agent and customer were the other way round. From the start:")
            case Consented(at):
                yield _line(at, "Consent is noted.")
            case Pinned(words, at):
                yield _line(at, f"Pinned    {visible(words)}")
            case Ended(now):
                yield _line(now, "The call is over.")
            case _:
                return

    def _finding(self, finding: Finding) -> Iterator[str]:
        """A finding is told when it is new, not each time that it grows."""
        if finding.identity in self._told:
            return
        self._told.add(finding.identity)
        why = finding.why if self.unmasked else self._mask.text(finding.why)
        sure = how_sure(finding.confidence)
        name = plain_name(finding.pattern).capitalize()
        more = f" ({sure})" if sure else ""
        yield _line(finding.span.start, f"{'Noticed':<9} {name}: {visible(why)}{more}")


def _line(at: float, text: str) -> str:
    return f"{clock(at):>7}  {text}"
