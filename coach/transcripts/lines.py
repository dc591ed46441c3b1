"""Lines of a transcript with the names that the file gives, made into a call with two sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.call import (
    InputError,
    Roles,
    Setting,
    Span,
    Utterance,
    Word,
    WrittenCall,
    spread,
)
from coach.transcripts.roles import is_person, settle

DECLARED = Roles("declared", 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """What one name said at one place of the file. `words` have times of their own, or none."""

    name: str
    text: str
    span: Span
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A call as read from a file, the format it was in, and plain remarks on the reading."""

    call: WrittenCall
    format: str
    roles: Roles
    notes: tuple[str, ...] = ()


def timed(words: Sequence[tuple[str, float, float, float | None]]) -> tuple[Word, ...]:
    """Words from text, start, end and confidence, kept in their order: time never runs back."""
    made: list[Word] = []
    earliest = 0.0
    for text, start, end, confidence in words:
        start = max(start, earliest)  # noqa: PLW2901 - the same start, mended
        made.append(Word(text, Span(start, max(start, end)), confidence))
        earliest = start
    return tuple(made)


def transcript(
    lines: Sequence[Line],
    form: str,
    *,
    title: str = "",
    setting: Setting | None = None,
    duration: float | None = None,
    notes: Sequence[str] = (),
) -> Transcript:
    """The call that the lines make. Lines without words, or by a machine, are left out and told.

    InputError when nothing is left.
    """
    remarks = list(notes)
    spoken = [line for line in lines if line.text]
    people = [line for line in spoken if is_person(line.name)]
    if len(people) < len(spoken):
        remarks.append(f"{_lines(len(spoken) - len(people))} by a machine left out.")
    if not people:
        raise InputError(
            f"The {form} transcript has no words in it.", "Check the export's settings."
        )
    said: dict[str, list[str]] = {}
    for line in people:
        said.setdefault(line.name, []).append(line.text)
    sides, roles = settle(said)
    if len(set(sides.values())) < 2:
        remarks.append("Only one side of the call has any words.")
    turns = tuple(
        Utterance(sides[line.name], line.words or spread(line.text, line.span)) for line in people
    )
    call = WrittenCall(turns=turns, setting=setting or Setting(), title=title, duration=duration)
    return Transcript(call, form, roles, tuple(remarks))


def _lines(count: int) -> str:
    return "1 line was" if count == 1 else f"{count} lines were"
