"""vCon, the IETF's container for conversations (draft-ietf-vcon-vcon-core).

Words come from an analysis of type `transcript` or `wtf_transcription`, or, when there is none,
from dialogs of type `text`. Read with the standard library; docs/notes/0004-formats.md says why.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coach.call import InputError, Setting
from coach.call.notation import speaking_time
from coach.transcripts.fields import LONGEST_S, clean, list_of, number_of, object_of, span_of
from coach.transcripts.lines import Line, Transcript, transcript
from coach.transcripts.vcon_bodies import lines_of

FORMAT = "vCon"
_TRANSCRIPTS = frozenset(["transcript", "transcription", "wtf_transcription", "wtf-transcription"])


def is_vcon(data: dict[str, Any]) -> bool:
    """Whether it is a vCon, plain, signed or encrypted."""
    plain = "vcon" in data or (
        isinstance(data.get("parties"), list) and isinstance(data.get("dialog"), list)
    )
    return plain or ("payload" in data and "signatures" in data) or "ciphertext" in data


def read(data: dict[str, Any]) -> Transcript:
    """The call of a vCon. The signature of a signed one is not checked, and that is told."""
    notes: tuple[str, ...] = ()
    if "ciphertext" in data:
        raise InputError("The vCon is encrypted.", "Decrypt it first, then give it to Coach.")
    if "payload" in data:
        data = _unwrapped(data["payload"])
        notes = ("The vCon is signed; the signature was not checked.",)
    dialogs = [_Dialog.of(row) for row in list_of(data.get("dialog"), "`dialog`")]
    began = min((dialog.start for dialog in dialogs if dialog.start), default=None)
    parties = [
        _name(row, index) for index, row in enumerate(list_of(data.get("parties"), "`parties`"))
    ]
    lines = [*_from_analyses(data, parties, dialogs, began)] or [
        *_from_texts(parties, dialogs, began)
    ]
    if not lines:
        raise InputError(
            "The vCon carries no transcript with times.",
            "Coach reads an analysis of type `transcript` with segments, or review its recording.",
        )
    subject = data.get("subject")
    ends = [
        offset + dialog.lasts for dialog in dialogs if (offset := dialog.after(began)) is not None
    ]
    return transcript(
        sorted(lines, key=lambda line: line.span),
        FORMAT,
        title=clean(subject) if isinstance(subject, str) else "",
        setting=Setting(day=began.date() if began else None),
        duration=max((end for end in ends if 0 < end <= LONGEST_S), default=None),
        notes=notes,
    )


@dataclass(frozen=True, slots=True)
class _Dialog:
    """A part of the conversation. `start` is None when the vCon has no readable date for it."""

    fields: dict[str, Any]
    start: datetime | None
    lasts: float

    @classmethod
    def of(cls, row: Any) -> _Dialog:
        fields = object_of(row, "A dialog")
        return cls(fields, _moment(fields.get("start")), number_of(fields.get("duration")) or 0.0)

    def after(self, began: datetime | None) -> float | None:
        """Seconds from the first dialog's start. None when that is unknown."""
        if self.start is None or began is None:
            return None
        return (self.start - began).total_seconds()

    @property
    def party(self) -> int | None:
        """The one who speaks in it. None for both, or unknown."""
        who = self.fields.get("parties", self.fields.get("originator"))
        if isinstance(who, list):
            if len(who) != 1 and self.fields.get("type") != "text":
                return None
            who = who[0] if who else None
        return who if isinstance(who, int) and not isinstance(who, bool) else None


def _unwrapped(payload: Any) -> dict[str, Any]:
    if not isinstance(payload, str):
        raise InputError("The signed vCon has no readable payload.", "Export it again, unsigned.")
    try:
        text = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        return object_of(json.loads(text), "The signed vCon's payload")
    except (binascii.Error, ValueError, RecursionError):
        raise InputError(
            "The signed vCon has no readable payload.", "Export it again, unsigned."
        ) from None


def _moment(value: Any) -> datetime | None:
    """A date with a time zone; UTC when it names none. None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _name(row: Any, index: int) -> str:
    """What tells most about a party: its role, or its name."""
    fields = object_of(row, f"Party {index}")
    meta = fields.get("meta")
    told = (meta.get("role") if isinstance(meta, dict) else None, fields.get("name"))
    for name in (fields.get("role"), *told):
        if isinstance(name, str) and clean(name):
            return clean(name)
    return f"party {index}"


def _from_analyses(
    data: dict[str, Any], parties: list[str], dialogs: list[_Dialog], began: datetime | None
) -> Iterator[Line]:
    for row in list_of(data.get("analysis"), "`analysis`"):
        fields = object_of(row, "An analysis")
        if str(fields.get("type")).lower() not in _TRANSCRIPTS:
            continue
        at = fields.get("dialog")
        dialog = dialogs[at] if isinstance(at, int) and 0 <= at < len(dialogs) else None
        offset = (dialog.after(began) if dialog else None) or 0.0
        party = fields.get("party", dialog.party if dialog else None)
        yield from lines_of(_body(fields), parties, party, offset)


def _body(fields: dict[str, Any]) -> Any:
    """The body, parsed when it is JSON in a string."""
    body = fields.get("body")
    if not isinstance(body, str):
        return body
    try:
        return json.loads(body, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _from_texts(
    parties: list[str], dialogs: list[_Dialog], began: datetime | None
) -> Iterator[Line]:
    for dialog in dialogs:
        body, start = dialog.fields.get("body"), dialog.after(began)
        if dialog.fields.get("type") != "text" or not isinstance(body, str) or start is None:
            continue
        text = clean(body)
        lasts = dialog.lasts if dialog.lasts > 0 else speaking_time(text)
        if start + lasts > LONGEST_S:
            raise InputError(
                "The vCon's messages are more than a day apart.", "Split them by call."
            )
        who = dialog.party
        known = who is not None and 0 <= who < len(parties)
        name = parties[who] if known and who is not None else f"party {who}"
        yield Line(name, text, span_of(start, start + lasts, "A message"))
