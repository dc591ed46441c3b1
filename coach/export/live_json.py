"""What happens on a live call, an object each: the lines of `coach live --headless --json`.

A contract, as that of `coach review`: it may grow, nothing is renamed. Numbers are hidden as they
come, unless asked otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coach.call import Ended, Finding, Heard, Partial, Utterance
from coach.call.live import (
    Consented,
    Disturbed,
    Found,
    Gone,
    Happening,
    Lag,
    Level,
    Noted,
    Paused,
    Pinned,
    Resumed,
    Shown,
    SideNotes,
    Swapped,
)
from coach.call.masked_live import LiveMask
from coach.export.as_json import finding_object, seconds, utterance_object


@dataclass(slots=True)
class LiveLines:
    """Turns the happenings of one call, given in order, into objects."""

    unmasked: bool = False
    _mask: LiveMask = field(default_factory=LiveMask)
    _found: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    _heard: int = 0

    def line(self, happening: Happening, at: float) -> dict[str, Any] | None:
        """The object of a happening, told at second `at` of the call; None for what has none."""
        fields = self._fields(happening)
        if fields is None:
            return None
        return {"type": fields.pop("type"), "at": seconds(at), **fields}

    def _fields(self, happening: Happening) -> dict[str, Any] | None:  # noqa: PLR0911 - one a kind
        match happening:
            case Heard(said):
                return self._utterance(said)
            case Partial():
                return self._partial(happening)
            case Found(finding):
                return {"type": "finding", **self._finding(finding)}
            case Shown():
                return self._prompt(happening)
            case Gone(prompt_id, _, why):
                return {"type": "prompt_gone", "id": prompt_id, "why": str(why)}
            case Noted(notes):
                return {"type": "notes", **self._notes(notes)}
            case Swapped():
                self._mask, self._heard = LiveMask(), 0
                self._found.clear()
                return {"type": "swapped"}
            case _:
                return _plain(happening)

    def _utterance(self, said: Utterance) -> dict[str, Any]:
        masked = self._mask.take(said)
        self._heard += 1
        shown = said if self.unmasked else masked
        return {"type": "utterance", "turn": self._heard - 1, **utterance_object(shown)}

    def _partial(self, partial: Partial) -> dict[str, Any]:
        shown = partial if self.unmasked else self._mask.look(partial)
        words = shown.words
        return {
            "type": "partial",
            "speaker": str(shown.speaker),
            "start": words[0].span.start if words else seconds(shown.as_of),
            "end": words[-1].span.end if words else seconds(shown.as_of),
            "text": shown.text,
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        shown = finding_object(finding, range(finding.anchor + 1))
        for name in ("quote", "why", "instead"):
            shown[name] = self._text(shown[name])
        for piece in shown["evidence"]:
            piece["quote"] = self._text(piece["quote"])
        self._found[finding.identity] = shown
        return shown

    def _prompt(self, shown: Shown) -> dict[str, Any]:
        prompt = shown.prompt
        return {
            "type": "prompt",
            "id": prompt.id,
            "pattern": prompt.pattern,
            "cue": self._text(prompt.cue),
            "say": self._text(prompt.say),
            "why": self._text(prompt.why),
            "until": seconds(shown.until),
            "finding": self._found.get(shown.answers) if shown.answers else None,
        }

    def _notes(self, notes: SideNotes) -> dict[str, Any]:
        return {
            "reason": self._text(notes.reason),
            "given": [
                {"kind": it.kind, "shown": self._text(it.shown), "start": it.at, "lit": it.lit}
                for it in notes.given
            ],
            "promised": [
                {"what": self._text(it.what), "when": it.when, "start": it.at}
                for it in notes.promised
            ],
            "still_open": [
                {"kind": it.kind, "words": self._text(it.words), "start": it.at}
                for it in notes.still_open
            ],
            "before_goodbye": [
                {"name": it.name, "done": it.done, "needed": it.needed}
                for it in notes.before_goodbye
            ],
        }

    def _text(self, text: str) -> str:
        return text if self.unmasked else self._mask.text(text)


def _plain(happening: Happening) -> dict[str, Any] | None:  # noqa: PLR0911 - one a kind
    """What has no words of the call in it."""
    match happening:
        case Level(speaker, dbfs):
            shown = None if dbfs is None else round(float(dbfs), 1)
            return {"type": "level", "speaker": str(speaker), "dbfs": shown}
        case Lag(behind_s, shed):
            return {"type": "lag", "behind_s": seconds(behind_s), "shed": str(shed)}
        case Disturbed(trouble, text, _, speaker):
            side = None if speaker is None else str(speaker)
            return {"type": "trouble", "trouble": str(trouble), "text": text, "speaker": side}
        case Paused():
            return {"type": "paused"}
        case Resumed():
            return {"type": "resumed"}
        case Pinned(words):
            return {"type": "pinned", "words": words}
        case Consented():
            return {"type": "consented"}
        case Ended(now, by):
            return {"type": "ended", "duration_s": seconds(now), "by": str(by)}
        case _:
            return None
