"""Both sides together: echoes are left out, and speech is divided where turns are taken."""

from __future__ import annotations

from coach.audio import Samples, Spoken
from coach.audio.bleed import without_bleed
from coach.audio.turns import PORTION_S, at_turns, portions
from coach.call import Speaker
from coach.hearing.live.side import Side
from coach.hearing.utterances import quiet_in
from coach.hearing.windows import Piece

_FORGETS_S = 5.0
LOOKS_S = 0.2
"""How often it is looked whether a turn was taken."""


class Talk:
    """Takes sound of both sides as it comes; its `sides` know what is said."""

    def __init__(self) -> None:
        self.sides = {speaker: Side(speaker) for speaker in Speaker}
        self._forgot = 0.0
        self._looked = dict.fromkeys(Speaker, 0.0)
        self._said: dict[Speaker, tuple[Spoken, tuple[Spoken, ...]]] = {}

    @property
    def now(self) -> float:
        """Seconds of the call up to which the sound of both sides has come."""
        return min(side.now for side in self.sides.values())

    def hear(self, speaker: Speaker, samples: Samples) -> None:
        side = self.sides[speaker]
        for event in side.hear(samples):
            if isinstance(event, Spoken):
                self._end(side, event)
        for each in self.sides.values():
            self._divide(each)
        if self.now - self._forgot > _FORGETS_S:
            self._forgot = self.now
            needed = min(each.needs for each in self.sides.values())
            for each in self.sides.values():
                each.forget(needed)

    def break_off(self, *, for_good: bool) -> None:
        """Whatever is being said is over, because the call is, or because it pauses."""
        for side in self.sides.values():
            events = side.activity.finish() if for_good else side.activity.break_off()
            for event in events:
                if isinstance(event, Spoken):
                    self._end(side, event)
        moment = max(side.now for side in self.sides.values())
        for side in self.sides.values():
            side.broken_off = moment

    def being_said(self, speaker: Speaker) -> list[Piece]:
        """What one side is saying and what is not certain of it yet, as if it were over now."""
        side = self.sides[speaker]
        said = side.current
        if said is None:
            return []
        before, own = self._said.get(speaker, (None, ()))
        if said != before:
            own = self._own(side, said)
            self._said[speaker] = (said, own)
        return [Piece(speaker, part.span, part.voiced) for part in own]

    def _end(self, side: Side, said: Spoken) -> None:
        left = side.over(said)
        turns = [] if left is None else self._turns(side, left)
        for turn in turns:
            side.settle(self._own(side, turn), until=turn.span.end)
        if not turns:
            side.settle((), until=said.span.end)

    def _divide(self, side: Side) -> None:
        """Settle what no longer depends on what comes."""
        said = side.with_pause
        if said is None:
            return
        other = self.sides[side.speaker.other]
        if self.now >= self._looked[side.speaker] + LOOKS_S and _are_two([said], other.voices):
            self._looked[side.speaker] = self.now
            for turn in self._turns(side, said)[:-1]:
                side.settle(self._own(side, turn), until=turn.span.end)
        said = side.current
        if said is not None and said.voiced.end > said.span.start + PORTION_S:
            for portion in list(portions(said, quiet_in(side.speaker, side.read)))[:-1]:
                side.settle_portion(self._own(side, portion), until=portion.span.end)

    def _turns(self, side: Side, said: Spoken) -> list[Spoken]:
        """The speech divided at turns, when the other voice is not just this one's echo."""
        other = self.sides[side.speaker.other]
        theirs = [voice for voice in other.voices if voice.voiced.overlap(said.voiced)]
        if not _are_two([said], theirs):
            return [said]
        heard = without_bleed(
            tuple(voice.after(said.span.start) for voice in theirs),
            tuple(side.voices),
            other.sound.read,
            side.sound.read,
        )
        return list(at_turns([said], heard))

    def _own(self, side: Side, said: Spoken) -> tuple[Spoken, ...]:
        """What of it is not the other side's echo."""
        if said.voiced.length == 0.0:
            return ()
        other = self.sides[side.speaker.other]
        return without_bleed((said,), tuple(other.voices), side.sound.read, other.sound.read)


def _are_two(said: list[Spoken], others: list[Spoken]) -> bool:
    """Whether somebody else's turn may divide what is said."""
    return len(list(at_turns(said, others))) > 1
