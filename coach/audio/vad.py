"""Voice activity: when somebody speaks. One machine, live or recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coach.audio.silero import ENTER, FRAME_S, LEAVE, SpeechProbability
from coach.audio.sound import RATE_HZ, Samples
from coach.call import Span, to_ms

SURE = 0.5
"""A burst that reaches this is speech after `SPEECH_FRAMES`; one that does not, after
`DOUBTFUL_FRAMES`: a bowed note or a click is not that long."""
SPEECH_FRAMES = 3
DOUBTFUL_FRAMES = 7
SILENCE_FRAMES = 15
"""About half a second: a shorter pause does not end speech."""
PRE_ROLL_S = 0.3
TAIL_S = 0.2


class Voice(StrEnum):
    """What the line is doing."""

    QUIET = "quiet"
    STARTING = "starting"
    SPEAKING = "speaking"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Started:
    """Speech began. `at` includes the pre-roll; it is where the span that follows will start."""

    at: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of speech. `span` is padded on both sides, `voiced` is not.

    `pauses` are the moments within `voiced` at which no voice was heard, however short.
    """

    span: Span
    voiced: Span
    pauses: tuple[Span, ...] = ()

    def before(self, cut: float) -> Spoken:
        """What of it was said before a moment."""
        return self._between(self.span.start, cut)

    def after(self, cut: float) -> Spoken:
        """What of it was said after a moment."""
        return self._between(cut, self.span.end)

    def _between(self, start: float, end: float) -> Spoken:
        padded = _within(self.span, start, end)
        voiced = _within(self.voiced, start, end)
        first, last = voiced.start, voiced.end
        for pause in self.pauses:
            if pause.start <= first < pause.end:
                first = min(pause.end, padded.end)
            if pause.start < last <= pause.end:
                last = max(pause.start, padded.start)
        voiced = Span(first, max(first, last))
        kept = tuple(p for p in self.pauses if voiced.start < p.start and p.end < voiced.end)
        return Spoken(padded, voiced, kept)


class VoiceActivity:
    """Push the sound of one channel in blocks of any size; get what happened, in order.

    What comes out does not depend on how the sound was cut into blocks.
    """

    def __init__(self) -> None:
        self.state = Voice.QUIET
        self._network = SpeechProbability()
        self._samples = 0
        self._frame = 0
        self._onset = 0
        self._latest = 0
        self._peak = 0.0
        self._free_from = 0.0
        self._pauses: tuple[Span, ...] = ()

    @property
    def now(self) -> float:
        """Seconds of sound pushed so far."""
        return to_ms(self._samples / RATE_HZ)

    @property
    def clock(self) -> float:
        """Seconds up to which it is known whether there is a voice."""
        return to_ms(self._frame * FRAME_S)

    @property
    def silent_for(self) -> float:
        """Seconds since a voice was heard, in the middle of speech; 0.0 at any other time."""
        if self.state is not Voice.STOPPING:
            return 0.0
        return to_ms((self._frame - self._latest - 1) * FRAME_S)

    @property
    def starting(self) -> float | None:
        """When what may turn out to be speech began; None while there is no such doubt."""
        return to_ms(self._onset * FRAME_S) if self.state is Voice.STARTING else None

    @property
    def speaking(self) -> Spoken | None:
        """The speech that goes on, as if it were over now; None while nobody speaks."""
        return self._spoken() if self.state in {Voice.SPEAKING, Voice.STOPPING} else None

    def push(self, samples: Samples) -> list[Started | Spoken]:
        self._samples += len(samples)
        return self._step(self._network.push(samples).tolist())

    def finish(self) -> list[Started | Spoken]:
        """The end of the sound, which also ends whatever is being said."""
        events = self._step(self._network.finish().tolist())
        return [*events, *self.break_off()]

    def break_off(self) -> list[Started | Spoken]:
        """End whatever is being said, although the sound goes on: something else comes next."""
        spoken = self.speaking
        if spoken is not None:
            self._free_from = spoken.span.end
        self.state = Voice.QUIET
        return [] if spoken is None else [spoken]

    def _step(self, likely: list[float]) -> list[Started | Spoken]:
        events: list[Started | Spoken] = []
        for probability in likely:
            event = self._hear(probability)
            if event is not None:
                events.append(event)
            self._frame += 1
        return events

    def _hear(self, probability: float) -> Started | Spoken | None:
        if self.state is Voice.QUIET:
            if probability >= ENTER:
                self.state, self._peak = Voice.STARTING, probability
                self._onset = self._latest = self._frame
                self._pauses = ()
            return None
        if probability >= LEAVE:
            if self._frame - self._latest > 1:
                quiet = Span((self._latest + 1) * FRAME_S, self._frame * FRAME_S)
                self._pauses = (*self._pauses, quiet)
            self._latest = self._frame
            self._peak = max(self._peak, probability)
            if self.state is Voice.STARTING and not self._is_speech():
                return None
            started = self.state is Voice.STARTING
            self.state = Voice.SPEAKING
            return Started(self._start()) if started else None
        if self.state is Voice.STARTING:
            self.state = Voice.QUIET
        elif self._frame - self._latest >= SILENCE_FRAMES:
            (stopped,) = self.break_off()
            return stopped
        else:
            self.state = Voice.STOPPING
        return None

    def _is_speech(self) -> bool:
        lasts = self._frame - self._onset + 1
        return lasts >= (SPEECH_FRAMES if self._peak >= SURE else DOUBTFUL_FRAMES)

    def _start(self) -> float:
        return to_ms(max(self._free_from, self._onset * FRAME_S - PRE_ROLL_S))

    def _spoken(self) -> Spoken:
        end = min((self._latest + 1) * FRAME_S, self.now)
        padded = Span(self._start(), min(end + TAIL_S, self.now))
        return Spoken(padded, Span(self._onset * FRAME_S, end), self._pauses)


def _within(span: Span, start: float, end: float) -> Span:
    first = min(max(span.start, start), end)
    return Span(first, max(first, min(span.end, end)))


def speech_in(blocks: Iterable[Samples]) -> tuple[Spoken, ...]:
    """All speech of a channel that comes in blocks, in order."""
    activity = VoiceActivity()
    events = [event for block in blocks for event in activity.push(block)]
    events += activity.finish()
    return tuple(event for event in events if isinstance(event, Spoken))
