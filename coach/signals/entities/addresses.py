"""E-mail and web addresses, written or said with "at" and "dot"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Atom, Line
from coach.signals.entities.symbols import DIGITS, element_at

Named = tuple[EntityKind, str, range]

_TLDS = frozenset(
    "com net org edu gov io co uk ie au ca us info biz de fr nz in eu me tv app dev ac test "
    "example nhs mil int shop online".split()
)
_SIGNS = {
    "dot": ".", "period": ".", "point": ".", ".": ".", "underscore": "_", "dash": "-",
    "hyphen": "-", "-": "-", "minus": "-", "plus": "+",
}  # fmt: skip
_MARKS = frozenset(_SIGNS.values())
_AT = frozenset({"at", "@"})
_FILLERS = frozenset("uh um er erm".split())
_NOT_LOCAL = frozenset(
    "is it's its that's at to on my the an and or our your me you us it him her them email e-mail "
    "mail address website online uh um er so yeah yes okay ok look looking go going find see visit "
    "check log page site us's was be by with via it'd that i i'm i've for from under as well there "
    "up out said says called use used try just also of then again here one's still not no sure "
    "one another have had got old new work personal best send sent write contact reach".split()
)
LONGEST_LOCAL = 12
LONGEST_DOMAIN = 10
_EMAIL = re.compile(r"[a-z\d._+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+")
_URL = re.compile(r"(?:https?://)?(?:www\.)?[a-z\d-]+(?:\.[a-z\d-]+)+(?:/\S*)?")


def addresses(line: Line) -> Iterator[Named]:
    """The addresses in an utterance."""
    said = line.atoms
    for place, atom in enumerate(said):
        text = atom.text
        if "@" in text and _EMAIL.fullmatch(text):
            yield EntityKind.EMAIL, text, range(atom.word, atom.word + 1)
        elif "." in text and _URL.fullmatch(text) and _ends_as_domain(text):
            yield from _around_written(said, place)
    if "dot" in line.said:
        yield from _spoken(said)


def _ends_as_domain(text: str) -> bool:
    host = text.removeprefix("https://").removeprefix("http://").split("/")[0]
    return host.rsplit(".", 1)[-1] in _TLDS


def _around_written(said: Sequence[Atom], place: int) -> Iterator[Named]:
    """ "example.com" may be the end of "jo dot banks at example.com"."""
    atom = said[place]
    if place >= 2 and said[place - 1].text in _AT:
        start, local = _local(said, place - 1)
        if local:
            yield (
                EntityKind.EMAIL,
                f"{local}@{atom.text}",
                range(said[start].word, atom.word + 1),
            )
            return
    yield EntityKind.URL, atom.text.rstrip("/"), range(atom.word, atom.word + 1)


def _spoken(said: Sequence[Atom]) -> Iterator[Named]:
    at = 0
    while at < len(said):
        if said[at].text in _AT:
            stop, domain = _domain(said, at + 1)
            start, local = _local(said, at)
            if domain and local:
                words = range(said[start].word, said[stop - 1].word + 1)
                yield EntityKind.EMAIL, f"{local}@{domain}", words
                at = stop
                continue
        if said[at].text == "dot" and at:
            start = at - 1
            stop, domain = _domain(said, start)
            if domain:
                yield EntityKind.URL, domain, range(said[start].word, said[stop - 1].word + 1)
                at = stop
                continue
        at += 1


def _domain(said: Sequence[Atom], start: int) -> tuple[int, str]:
    """Where the domain that begins at `start` stops, and its text; empty when there is none."""
    text = ""
    best = (start, "")
    at = start
    while at < min(len(said), start + LONGEST_DOMAIN):
        stop, piece = _piece(said, at)
        if piece == ".":
            if not text or text.endswith("."):
                break
        elif best[1] and not text.endswith("."):
            break
        if piece not in _MARKS and len(text.rsplit(".", 1)[-1]) > 24:
            break
        text += piece
        at = stop
        if "." in text and text.rsplit(".", 1)[-1] in _TLDS:
            best = (at, text)
    return best


def _local(said: Sequence[Atom], at: int) -> tuple[int, str]:
    """Where the part before "at" starts, and its text."""
    start = at
    plain_words = 0
    while start > 0 and at - start < LONGEST_LOCAL:
        text = said[start - 1].text
        if text in _FILLERS and start < at:
            start -= 1
            continue
        joins = text in _SIGNS or (start < at and said[start].text in _SIGNS)
        spelled = len(text) == 1 or text in DIGITS or text.isdecimal() or text in _TENS_AND_TIMES
        if not joins and not spelled:
            plain_words += 1
            if text in _NOT_LOCAL or plain_words > 2:
                break
        if "." in text or "@" in text:
            break
        start -= 1
    while start < at and (said[start].text in _SIGNS or said[start].text in _FILLERS):
        start += 1
    local = ""
    place = start
    while place < at:
        place, piece = _piece(said, place)
        local += piece
    return start, local


_TENS_AND_TIMES = frozenset(
    "double triple twenty thirty forty fifty sixty seventy eighty ninety ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen".split()
)


def _piece(said: Sequence[Atom], at: int) -> tuple[int, str]:
    text = said[at].text
    if text in _SIGNS:
        return at + 1, _SIGNS[text]
    if text in _FILLERS:
        return at + 1, ""
    if text in DIGITS or text in _TENS_AND_TIMES:
        element = element_at(said, at)
        if element is not None:
            return element.stop, element.symbols.replace("o", "0")
    return at + 1, "".join(filter(str.isalnum, text))
