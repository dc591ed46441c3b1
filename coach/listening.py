"""The one loop that listens, live or recorded: events in, findings out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coach.call import Event, Finding, Heard, Setting, Speaker, Utterance
from coach.detectors import Pattern, discover
from coach.ledger import Conversation, Understood
from coach.measured import calibrated
from coach.signals import SignalReader, entities

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Listener:
    """Feeds events to the conversation and asks every detector what it notices.

    `noticed` holds each finding once, as it last was; `switched_off` the patterns whose detector
    failed on this call, with the reason. A failing detector never ends a call. `calibrate` turns
    how sure a detector is into how often it is right.
    """

    conversation: Conversation
    reader: SignalReader
    patterns: Sequence[Pattern]
    noticed: dict[tuple[str, int], Finding] = field(default_factory=dict)
    switched_off: dict[str, str] = field(default_factory=dict)
    calibrate: Callable[[str, float], float] = calibrated

    @classmethod
    def to(
        cls,
        setting: Setting,
        reader: SignalReader | None = None,
        patterns: Sequence[Pattern] | None = None,
    ) -> Listener:
        """A listener at the start of a call, with every pattern of the catalogue by default."""
        return cls(
            Conversation.begin(setting),
            reader or SignalReader(),
            discover() if patterns is None else patterns,
        )

    def take(self, event: Event) -> tuple[Finding, ...]:
        """What the event brings to notice: findings that are new, or have grown."""
        understood = self._understand(event.utterance) if isinstance(event, Heard) else None
        self.conversation.take(event, understood)
        return tuple(self.notice())

    def _understand(self, said: Utterance) -> Understood:
        talk = self.conversation
        reading = self.reader.read(said, talk.context(said.speaker))
        rereadings = {}
        if said.speaker is Speaker.AGENT:
            rereadings = {
                matter.key: self.reader.acts(said, matter.text) for matter in talk.to_reread()
            }
        named = entities(said, talk.call.setting.day)
        return Understood(reading, named, self._together(said), rereadings)

    def _together(self, said: Utterance) -> tuple[float, ...] | None:
        """The acts of the whole turn with these words, when they go on with one."""
        turns = self.conversation.turns
        turn = turns.going_on(said)
        whole = None if turn is None else turn.with_tail(said)
        if turn is None or whole is None:
            return None
        before = turns.before(turn, said.speaker.other)
        return self.reader.acts(whole, before.text if before else "")

    def notice(self) -> Iterator[Finding]:
        """Ask every detector what the latest event brought to light."""
        for pattern in self.patterns:
            if pattern.slug in self.switched_off:
                continue
            try:
                found = tuple(pattern.listen(self.conversation))
            except Exception as error:
                log.exception("%s is switched off for this call", pattern.slug)
                self.switched_off[pattern.slug] = str(error) or type(error).__name__
                continue
            for finding in found:
                whole = replace(
                    finding,
                    kind=pattern.kind,
                    instead=finding.instead or pattern.instead,
                    confidence=self.calibrate(pattern.slug, finding.confidence),
                )
                if self.noticed.get(whole.identity) != whole:
                    self.noticed[whole.identity] = whole
                    yield whole


def listen(events: Iterable[Event], listener: Listener) -> tuple[Finding, ...]:
    """Everything noticed in a call, each finding once, in the order of the call."""
    for event in events:
        listener.take(event)
    return tuple(sorted(listener.noticed.values(), key=lambda f: (f.span, f.pattern)))
