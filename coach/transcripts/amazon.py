"""Amazon Connect Contact Lens and Amazon Transcribe Call Analytics, which are close kin.

Contact Lens names a participant and gives times a turn; Call Analytics gives times and confidence
a word too (`Items`). The list that Contact Lens's real-time interface returns (`Segments`) is read
as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.call import InputError, Word
from coach.transcripts.fields import (
    LONGEST_S,
    clean,
    confidence_of,
    list_of,
    number_of,
    object_of,
    span_of,
    text_of,
    time_of,
)
from coach.transcripts.lines import Line, Transcript, timed, transcript

CONTACT_LENS = "Contact Lens"
CALL_ANALYTICS = "Call Analytics"
PER_SECOND = 1000.0


def is_amazon(data: dict[str, Any]) -> bool:
    return isinstance(data.get("Transcript"), list) or isinstance(data.get("Segments"), list)


def read(data: dict[str, Any]) -> Transcript:
    """The call of a Contact Lens or Call Analytics file."""
    if data.get("Channel") == "CHAT":
        raise InputError("This is a chat, not a call.", "Coach listens to calls only.")
    rows = list_of(data.get("Transcript"), "`Transcript`") or [
        row["Transcript"]
        for row in list_of(data.get("Segments"), "`Segments`")
        if isinstance(row, dict) and "Transcript" in row
    ]
    names = dict(_participants(data))
    lines = [_line(row, f"Turn {index}", names) for index, row in enumerate(rows)]
    form = CALL_ANALYTICS if any(line.words for line in lines) else CONTACT_LENS
    return transcript(lines, form, duration=_duration(data))


def _participants(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The role of each participant's id."""
    for row in list_of(data.get("Participants"), "`Participants`"):
        fields = object_of(row, "A participant")
        name, role = fields.get("ParticipantId"), fields.get("ParticipantRole")
        if isinstance(name, str) and isinstance(role, str):
            yield name, role


def _line(row: Any, where: str, names: dict[str, str]) -> Line:
    fields = object_of(row, where)
    start = time_of(
        fields.get("BeginOffsetMillis"), where, "BeginOffsetMillis", per_second=PER_SECOND
    )
    end = time_of(fields.get("EndOffsetMillis"), where, "EndOffsetMillis", per_second=PER_SECOND)
    who = fields.get("ParticipantId")
    role = fields.get("ParticipantRole") or (names.get(who, who) if isinstance(who, str) else None)
    return Line(
        name=text_of(role, where, "ParticipantRole"),
        text=text_of(fields.get("Content"), where, "Content"),
        span=span_of(start, end, where),
        words=_words(list_of(fields.get("Items"), f"{where}: `Items`")),
    )


def _words(items: list[Any]) -> tuple[Word, ...]:
    """The words with their times; none when the items have no usable times.

    Punctuation is an item without a time: it goes to the word before it.
    """
    words: list[tuple[str, float, float, float | None]] = []
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("Content"), str):
            return ()
        text = clean(item["Content"]).replace(" ", "-")
        if item.get("Type") == "punctuation":
            if words:
                words[-1] = (words[-1][0] + text, *words[-1][1:])
            continue
        start, end = (
            number_of(item.get(name)) for name in ("BeginOffsetMillis", "EndOffsetMillis")
        )
        if start is None or end is None or not 0 <= start <= end <= LONGEST_S * PER_SECOND:
            return ()
        if text:
            confidence = confidence_of(item.get("Confidence"))
            words.append((text, start / PER_SECOND, end / PER_SECOND, confidence))
    return timed(words)


def _duration(data: dict[str, Any]) -> float | None:
    told = data.get("ConversationCharacteristics")
    if not isinstance(told, dict):
        return None
    millis = number_of(told.get("TotalConversationDurationMillis"))
    in_range = millis is not None and 0 <= millis <= LONGEST_S * PER_SECOND
    return millis / PER_SECOND if millis is not None and in_range else None
