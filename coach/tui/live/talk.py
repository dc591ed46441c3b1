"""What was said, as it may be shown: committed lines that only mask more, and provisional ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from coach.call import Partial, Speaker, Utterance, Word
from coach.call.masked import mask_utterances
from coach.export.wording import visible

LOOK_BACK = 16
"""Utterances in which a number said in pieces is put together: of both sides, about a minute."""


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance, or a moment that was pinned: then `speaker` is None."""

    speaker: Speaker | None
    at: float
    text: str


@dataclass(slots=True)
class Talk:
    """Grows one utterance at a time, at the same cost at its end as at its start.

    `changed` is the first line that is not as it was when `settle` was last called.
    """

    lines: list[Line] = field(default_factory=list)
    changed: int = 0
    _partials: dict[Speaker, Partial] = field(default_factory=dict)
    _recent: list[tuple[int, Utterance, Utterance]] = field(default_factory=list)
    _said_until: dict[Speaker, float] = field(default_factory=dict)
    _pins: list[Line] = field(default_factory=list)

    def hear(self, said: Utterance) -> None:
        """Add what was committed. What was provisional of it goes."""
        while self._pins and self._pins[0].at <= said.end:
            self._add(self._pins.pop(0))
        self._said_until[said.speaker] = said.end
        going_on = self._partials.get(said.speaker)
        if going_on and not _begins_after(going_on, said.end):
            del self._partials[said.speaker]
        self._recent = [*self._recent[1 - LOOK_BACK :], (len(self.lines), said, said)]
        self._add(Line(said.speaker, said.start, said.text))
        self._mask()

    def guess(self, partial: Partial) -> None:
        """Take provisional words, but not those that are committed already."""
        self._partials.pop(partial.speaker, None)
        until = self._said_until.get(partial.speaker, 0.0)
        left = tuple(word for word in partial.words if _middle(word) >= until)
        if left:
            self._partials[partial.speaker] = replace(partial, words=left)

    def pin(self, words: str, at: float) -> None:
        """Add the mark of a moment to come back to."""
        self._add(Line(None, at, visible(words)))

    def forget_partials(self) -> None:
        """Nothing is provisional any more."""
        self._partials.clear()

    def clear(self) -> None:
        """Forget everything but the pins: it comes again, and they find their places again."""
        self._pins += [line for line in self.lines if line.speaker is None]
        self.lines.clear()
        self._partials.clear()
        self._recent.clear()
        self._said_until.clear()
        self.changed = 0

    def settle(self) -> int:
        """The first line that has changed since the last time."""
        changed, self.changed = self.changed, len(self.lines)
        return changed

    @property
    def provisional(self) -> tuple[Line, ...]:
        """What is being said now, masked, the one who began first above."""
        going_on = sorted(self._partials.values(), key=lambda it: it.words[0].span.start)
        before = [said for _, said, _ in self._recent]
        return tuple(self._provisional(partial, before) for partial in going_on)

    def _provisional(self, partial: Partial, before: list[Utterance]) -> Line:
        said = Utterance(partial.speaker, partial.words)
        masked = mask_utterances((*before, said))[-1]
        return Line(said.speaker, said.start, visible(masked.text))

    def _add(self, line: Line) -> None:
        self.lines.append(line)
        self.changed = min(self.changed, len(self.lines) - 1)

    def _mask(self) -> None:
        """Hide in the last minute what is now known to be part of a number."""
        hidden = mask_utterances([said for _, said, _ in self._recent])
        for i, ((place, said, was), now) in enumerate(zip(self._recent, hidden, strict=True)):
            shown = replace(said, words=tuple(_more_hidden(said, was, now)))
            line = Line(said.speaker, said.start, visible(shown.text))
            if shown != was or line != self.lines[place]:
                self._recent[i] = (place, said, shown)
                self.lines[place] = line
                self.changed = min(self.changed, place)


def _middle(word: Word) -> float:
    return (word.span.start + word.span.end) / 2


def _begins_after(partial: Partial, moment: float) -> bool:
    return partial.words[0].span.start >= moment


def _more_hidden(said: Utterance, was: Utterance, now: Utterance) -> Iterator[Word]:
    """The words: one that was hidden once stays hidden when what told so is out of reach."""
    for plain, before, after in zip(said.words, was.words, now.words, strict=True):
        yield before if after.text == plain.text else after
