"""One side of a call: its sound, its voice, and what it has said that is not committed yet."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coach.audio import RATE_HZ, Samples, Spoken, Started, VoiceActivity
from coach.audio.turns import PORTIONS, portions
from coach.audio.vad import TAIL_S
from coach.call import Span, Speaker, Word
from coach.hearing.live.agreement import Agreement
from coach.hearing.live.recent import Recent
from coach.hearing.utterances import quiet_in
from coach.hearing.windows import Piece

CONTEXT_S = 8.0
"""A short answer is heard with what the same side said before it, up to this length together: a
recogniser understands it better when it does not stand alone, and in a window of ten seconds
there is room for it. Of the sample calls' words 2.6 % are wrong with it, 2.8 % without."""
_RECENT_S = 20.0
_LOOK_BACK_S = 2.0
"""Sound, and speech, is kept for so long for the other side to be compared with."""

Words = tuple[Word, ...]


@dataclass(slots=True, eq=False)
class Saying:
    """One utterance in the making: the pieces of it whose end is certain, in order.

    `heard` is the latest hypothesis of its words, `shown` what the screen shows of that.
    """

    pieces: list[Piece] = field(default_factory=list)
    agreement: Agreement = field(default_factory=Agreement)
    heard: Words = ()
    shown: Words = ()

    @property
    def ends(self) -> float:
        """When its voice ended, of the pieces that are certain; 0.0 when there is none."""
        return self.pieces[-1].voiced.end if self.pieces else 0.0


class Side:
    """Takes the sound of one side, and divides what is said by the rules of recorded calls.

    `closed` are the utterances that are over, not committed yet, in order; `found` the words of
    pieces of sound as the engine has heard them, for good.
    """

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self.activity = VoiceActivity()
        self.sound = Recent()
        self.closed: deque[Saying] = deque()
        self.open = Saying()
        self.found: dict[Piece, Words] = {}
        self.alone: set[Piece] = set()
        """Pieces that are heard better without what was said before them."""
        self.looked = 0.0
        """Up to when the sound was, when the words of the open utterance were last asked for."""
        self.broken_off = 0.0
        """Whatever was said before this moment is over, because the call paused then."""
        self._past: deque[Spoken] = deque()
        self._before: deque[Piece] = deque(maxlen=8)
        self._settled = 0.0

    @property
    def now(self) -> float:
        """Seconds of the call up to which this side's sound has come."""
        return self.activity.now

    @property
    def voices(self) -> list[Spoken]:
        """The stretches of voice of late, whoever's they are, in order."""
        speaking = self.activity.speaking
        return [*self._past] if speaking is None else [*self._past, speaking]

    @property
    def current(self) -> Spoken | None:
        """What is being said and not divided yet, as if it were over now; None for nothing."""
        speaking = self.activity.speaking
        return None if speaking is None else self._unsettled(speaking)

    @property
    def with_pause(self) -> Spoken | None:
        """The same with the pause that the speaker makes just now, if any."""
        said, silent = self.current, self.activity.silent_for
        if said is None or silent == 0.0:
            return said
        end = self.activity.clock
        pause = Span(said.voiced.end, end)
        whole = Span(said.span.start, max(end, said.span.end))
        return Spoken(whole, Span(said.voiced.start, end), (*said.pauses, pause))

    @property
    def waiting(self) -> list[Piece]:
        """The pieces whose end is certain and that have no words yet, in order."""
        sayings = [*self.closed, self.open]
        return [p for saying in sayings for p in saying.pieces if p not in self.found]

    @property
    def is_pausing(self) -> bool:
        """Whether a piece of sound would be the same if the speech were over now."""
        return self.activity.silent_for >= TAIL_S

    @property
    def may_still_end(self) -> float:
        """Nothing more of this side can have ended before this moment, but what is closed."""
        current, starting = self.current, self.activity.starting
        if current is not None:
            return current.voiced.end
        return max(self.broken_off, self.activity.clock if starting is None else starting)

    def hear(self, samples: Samples) -> list[Started | Spoken]:
        self.sound.write(samples)
        return self.activity.push(samples)

    def over(self, said: Spoken) -> Spoken | None:
        """What of a stretch that is over was not divided yet. It is voice of the past now."""
        self._past.append(said)
        return self._unsettled(said)

    def read(self, piece: Piece) -> Samples:
        return self.sound.read(round(piece.span.start * RATE_HZ), round(piece.span.end * RATE_HZ))

    def settle(self, parts: Iterable[Spoken], *, until: float) -> None:
        """Close the open utterance with the first of the parts; each other is one of its own."""
        for number, part in enumerate(parts):
            if number > 0:
                self._close()
            for portion in portions(part, quiet_in(self.speaker, self.read)):
                self._add(portion)
        self._close()
        self._settled = until

    def settle_portion(self, parts: Iterable[Spoken], *, until: float) -> None:
        """What the open utterance has of a portion of long speech will not change any more."""
        for part in parts:
            self._add(part)
        self._settled = until
        self.looked = 0.0

    def context(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What this side said just before some pieces: as much as there is room for, in order."""
        found: list[Piece] = []
        start = pieces[0].span.start
        room = CONTEXT_S - sum(piece.span.length for piece in pieces)
        for before in reversed(self._before):
            if before.span.end <= start:
                room -= before.span.length
                if room < 0.0 or start - before.span.end > _RECENT_S:
                    break
                found.insert(0, before)
        return found

    def words(self, saying: Saying) -> list[Words] | None:
        """The words of an utterance that is over, piece by piece; None while some are missing."""
        if all(piece in self.found for piece in saying.pieces):
            return [self.found[piece] for piece in saying.pieces]
        return None

    @property
    def needs(self) -> float:
        """The moment from which on the sound is still needed."""
        sayings = [*self.closed, self.open]
        starts = [saying.pieces[0].span.start for saying in sayings if saying.pieces]
        current = self.current
        if current is not None:
            starts.append(current.span.start)
        return min([self.now, *starts])

    def forget(self, needed: float) -> None:
        """Let go of what is older than a moment, but for a little while, and for the context."""
        oldest = needed - _LOOK_BACK_S
        while self._past and self._past[0].span.end < oldest:
            self._past.popleft()
        oldest -= CONTEXT_S + _RECENT_S
        self.found = {p: words for p, words in self.found.items() if p.span.end > oldest}
        self.alone = {piece for piece in self.alone if piece.span.end > oldest}
        self.sound.forget(round(oldest * RATE_HZ))

    def _unsettled(self, said: Spoken) -> Spoken | None:
        left = said.after(self._settled) if said.span.start < self._settled else said
        return left if left.voiced.length > 0.0 else None

    def _add(self, part: Spoken) -> None:
        piece = Piece(self.speaker, part.span, part.voiced)
        self._before.append(piece)
        self.open.pieces.append(piece)
        if len(self.open.pieces) == PORTIONS:
            self._close()

    def _close(self) -> None:
        if self.open.pieces or self.open.shown:
            self.closed.append(self.open)
        self.open = Saying()
