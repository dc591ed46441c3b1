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
    """Speech that is over. `span` is padded on both sides, `voiced` is not."""

    span: Span
    voiced: Span


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

    @property
    def now(self) -> float:
        """Seconds of sound pushed so far."""
        return to_ms(self._samples / RATE_HZ)

    def push(self, samples: Samples) -> list[Started | Spoken]:
        self._samples += len(samples)
        return self._step(self._network.push(samples).tolist())

    def finish(self) -> list[Started | Spoken]:
        """The end of the sound, which also ends whatever is being said."""
        events = self._step(self._network.finish().tolist())
        if self.state in {Voice.SPEAKING, Voice.STOPPING}:
            events.append(self._stop())
        self.state = Voice.QUIET
        return events

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
            return None
        if probability >= LEAVE:
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
            return self._stop()
        else:
            self.state = Voice.STOPPING
        return None

    def _is_speech(self) -> bool:
        lasts = self._frame - self._onset + 1
        return lasts >= (SPEECH_FRAMES if self._peak >= SURE else DOUBTFUL_FRAMES)

    def _start(self) -> float:
        return to_ms(max(self._free_from, self._onset * FRAME_S - PRE_ROLL_S))

    def _stop(self) -> Spoken:
        self.state = Voice.QUIET
        end = min((self._latest + 1) * FRAME_S, self.now)
        padded = Span(self._start(), min(end + TAIL_S, self.now))
        self._free_from = padded.end
        return Spoken(padded, Span(self._onset * FRAME_S, end))


def speech_in(blocks: Iterable[Samples]) -> tuple[Spoken, ...]:
    """All speech of a channel that comes in blocks, in order."""
    activity = VoiceActivity()
    events = [event for block in blocks for event in activity.push(block)]
    events += activity.finish()
    return tuple(event for event in events if isinstance(event, Spoken))
