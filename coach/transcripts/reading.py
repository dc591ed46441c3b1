"""A transcript file, whatever its format: known by what is in it, not by its name alone."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path
from typing import Any

from coach.call import InputError, WrittenCall
from coach.call.notation import parse
from coach.transcripts import amazon, case, vcon, vtt
from coach.transcripts.fields import LONGEST_S, clean
from coach.transcripts.lines import DECLARED, Transcript

LARGEST_BYTES = 64_000_000
"""Twenty times the words of a two-hour call with all their times."""

NOTATION = "notation"
SUFFIXES = frozenset([".json", ".vcon", ".vtt", ".call"])

_HEAD_BYTES = 65_536
_NOTATION_LINE = re.compile(
    r"^\s*(?:\[[\d:.\s-]+\]\s*)?(?:agent|customer)\s*:", re.IGNORECASE | re.MULTILINE
)
_KNOWN = "Coach reads case JSON, WebVTT, Contact Lens, Call Analytics, vCon and the plain notation."


def read_transcript(path: Path | str) -> WrittenCall:
    """The call written in a file. InputError says what is wrong with it, and where."""
    return read(path).call


def is_transcript(path: Path | str) -> bool:
    """Whether a file looks like a transcript: by its first words, or by its name if it is text."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            head = _decoded(file.read(_HEAD_BYTES), whole=False)
    except (OSError, ValueError):
        return False
    return path.suffix.lower() in SUFFIXES or _looks_known(head)


def _looks_known(text: str) -> bool:
    return text.startswith("{") or vtt.is_vtt(text) or _NOTATION_LINE.search(text) is not None


def read(path: Path | str) -> Transcript:
    """The call, the format it was written in, who is who, and remarks on the reading."""
    path = Path(path)
    try:
        return _read(_text(path), path.name)
    except InputError as wrong:
        if path.name in wrong.message:
            raise
        raise InputError(f"{path.name} cannot be read. {wrong.message}", wrong.hint) from wrong


def _text(path: Path) -> str:
    if path.is_dir():
        raise InputError(f"{path.name} is a folder.", "Give a file.")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError("It is larger than any transcript.", "Is it a recording?")
        return _decoded(path.read_bytes(), whole=True)
    except FileNotFoundError:
        raise InputError(f"There is no file {path.name}.", f"Looked in {path.parent}.") from None
    except OSError as wrong:
        raise InputError(f"The system says: {wrong.strerror}.", "Check the file.") from wrong
    except ValueError:
        raise InputError("It is not text.", f"{_KNOWN} Save text as UTF-8.") from None


def _decoded(data: bytes, *, whole: bool) -> str:
    """The text of a file, in UTF-8, or UTF-16 with its mark. ValueError for anything else."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    decoder = codecs.getincrementaldecoder("utf-16" if utf16 else "utf-8-sig")()
    text = decoder.decode(data, final=whole)
    if "\0" in text:
        raise ValueError("binary")
    return text.lstrip()


def _read(text: str, name: str) -> Transcript:
    if not text:
        raise InputError("It is empty.", _KNOWN)
    if vtt.is_vtt(text):
        found = vtt.read(text)
    elif text.startswith("{"):
        found = _read_json(text)
    elif _NOTATION_LINE.search(text):
        lines = "\n".join(clean(line) for line in text.splitlines())
        found = Transcript(parse(lines, name), NOTATION, DECLARED)
    else:
        raise InputError("It is text, but no transcript that Coach knows.", _KNOWN)
    if not found.call.turns:
        raise InputError("It has no turns.", _KNOWN)
    if not found.call.end <= LONGEST_S:
        raise InputError(
            "It is longer than a day.", "Times are seconds from the start of the call."
        )
    return found


def _read_json(text: str) -> Transcript:
    try:
        data: dict[str, Any] = json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as wrong:
        raise InputError(
            f"It is no valid JSON: line {wrong.lineno}, column {wrong.colno}.", "Is it cut off?"
        ) from None
    except (ValueError, RecursionError):
        raise InputError(
            "Its JSON is too deep or its numbers too long.", "Export it again."
        ) from None
    if "turns" in data:
        return case.read(data)
    if amazon.is_amazon(data):
        return amazon.read(data)
    if vcon.is_vcon(data):
        return vcon.read(data)
    if isinstance(data.get("results"), dict):
        raise InputError(
            "It is a plain Amazon Transcribe file, which does not say who is the agent.",
            "Use Call Analytics or Contact Lens, or review the recording itself.",
        )
    raise InputError("It is JSON, but no transcript that Coach knows.", _KNOWN)
