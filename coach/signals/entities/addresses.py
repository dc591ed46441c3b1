"""E-mail and web addresses, written or said with "at" and "dot"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Atom, Line
from coach.signals.entities.symbols import DIGITS, TEENS, TENS, TIMES, element_at, text_at
from coach.signals.entities.vocabulary import FILLERS, Named, words

LONGEST_LOCAL = 12
LONGEST_DOMAIN = 10
LONGEST_LABEL = 24

_TLDS = words(
    "com net org edu gov io co uk ie au ca us info biz de fr nz in eu me tv app dev ac test "
    "it es nl ch be se no dk pl za sg ng ke am example nhs mil int shop online"
)
_SIGNS = {
    "dot": ".", "period": ".", ".": ".", "underscore": "_", "dash": "-", "hyphen": "-", "-": "-",
    "minus": "-", "plus": "+",
}  # fmt: skip
_AT = frozenset({"at", "@"})
_NUMBERS = DIGITS.keys() | TEENS.keys() | TENS.keys() | TIMES.keys()
_NOT_LOCAL = words(
    "is it's its that's at to on my the an and or our your me you us it him her them email "
    "e-mail mail address website online look looking go going find see visit so yeah yes okay "
    "ok aye check log page site was be by with via it'd that i i'm i've for from under as "
    "well there show up out said says called use used try just also of then again here one's "
    "still not no sure another have had got old new work personal best send sent write "
    "contact reach already you're lowercase uppercase sorry under"
)
_REMARKS = (("all", "one", "word"), ("one", "word"), ("all", "one"), ("all", "lowercase"))
_EMAIL = re.compile(r"[a-z\d._+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+")
_URL = re.compile(r"(?:https?://)?[a-z\d-]+(?:\.[a-z\d-]+)+(?:/\S*)?")


def addresses(line: Line) -> Iterator[Named]:
    """The addresses in an utterance."""
    said = line.atoms
    dotted = "dot" in line.said
    at = 0
    while at < len(said):
        text = said[at].text
        stop = at + 1
        if "@" in text and _EMAIL.fullmatch(text):
            yield EntityKind.EMAIL, text, _words(said, at, stop)
        elif text in _AT and (dotted or _is_domain(text_at(said, stop))):
            found = _email(said, at)
            if found is not None:
                local, domain, start, stop = found
                yield EntityKind.EMAIL, f"{local}@{domain}", _words(said, start, stop)
        elif "." in text and _is_domain(text) and text_at(said, at - 1) not in _AT:
            yield EntityKind.URL, text.rstrip("/"), _words(said, at, stop)
        at = stop
    if dotted or any(map(_is_domain, line.said)):
        yield from _sites(said)


def _words(said: Sequence[Atom], start: int, stop: int) -> range:
    return range(said[start].word, said[stop - 1].word + 1)


def _is_domain(text: str) -> bool:
    if "." not in text or not _URL.fullmatch(text):
        return False
    host = text.removeprefix("https://").removeprefix("http://").split("/")[0]
    return host.rsplit(".", 1)[-1] in _TLDS


def _email(said: Sequence[Atom], at: int) -> tuple[str, str, int, int] | None:
    """Local part, domain, and the atoms from which and up to which they are said."""
    stop, domain = _domain(said, at + 1)
    end = _before_remark(said, at)
    start = _local(said, end)
    local = "".join(piece for _, piece in _pieces(said, start, end))
    return (local, domain, start, stop) if local and domain else None


def _before_remark(said: Sequence[Atom], at: int) -> int:
    """Where "jo banks, all one word, at" leaves off the address."""
    for remark in _REMARKS:
        start = at - len(remark)
        if start > 0 and all(said[start + i].text == word for i, word in enumerate(remark)):
            return start
    return at


def _sites(said: Sequence[Atom]) -> Iterator[Named]:
    """Domains that are said on their own; those of e-mail addresses are taken already."""
    for at in range(1, len(said)):
        text = said[at].text
        if text == "dot" and text_at(said, at - 2) != "dot":
            stop, domain = _domain(said, at - 1)
            if domain:
                yield EntityKind.URL, domain, _words(said, at - 1, stop)
        elif text_at(said, at - 1) in _AT and _is_domain(text):
            yield EntityKind.URL, text.rstrip("/"), _words(said, at, at + 1)


def _domain(said: Sequence[Atom], start: int) -> tuple[int, str]:
    """Where the domain that begins at `start` stops, and its text; empty when there is none."""
    if _is_domain(text_at(said, start)):
        return start + 1, said[start].text
    best = (start, "")
    text = ""
    for stop, piece in _pieces(said, start, min(len(said), start + LONGEST_DOMAIN)):
        if piece == "." and (not text or text.endswith(".")):
            break
        if best[1] and piece != "." and not text.endswith("."):
            break
        text += piece
        if "@" in text or len(text.rsplit(".", 1)[-1]) > LONGEST_LABEL:
            break
        if "." in text and text.rsplit(".", 1)[-1] in _TLDS:
            best = (stop, text)
    return best


def _local(said: Sequence[Atom], at: int) -> int:
    """Where the part that ends at `at` starts: back through signs, symbols and two words."""
    start = at
    signed = False
    plain_words = 0
    while start > 0 and at - start < LONGEST_LOCAL:
        text = said[start - 1].text
        following = said[start].text if start < at else ""
        joined = text in _SIGNS or following in _SIGNS
        if text in FILLERS and start < at:
            start -= 1
            continue
        if not joined and not _extends(text, following, after_sign=signed):
            break
        if not joined and len(text) > 1 and not _is_number(text):
            plain_words += 1
            if plain_words > 2:
                break
        signed = signed or text in _SIGNS
        start -= 1
    while start < at and (said[start].text in _SIGNS or said[start].text in FILLERS):
        start += 1
    return start


def _extends(text: str, following: str, *, after_sign: bool) -> bool:
    """Whether a word belongs to the local part that begins after it."""
    if len(text) > 1 and (after_sign or text in _NOT_LOCAL or text.endswith("'s")):
        return False
    if "@" in text or _is_domain(text) or (len(text) == 1 and not text.isalnum()):
        return False
    before_word = len(following) > 1 and not _is_number(following)
    return not (_is_number(text) and before_word)


def _is_number(text: str) -> bool:
    return text in _NUMBERS or text.isdecimal()


def _pieces(said: Sequence[Atom], start: int, stop: int) -> Iterator[tuple[int, str]]:
    """What the atoms stand for in an address, each with the atom after it."""
    at = start
    while at < stop:
        text = said[at].text
        element = element_at(said, at) if text in _NUMBERS else None
        if text in _AT:
            yield at + 1, "@"
            return
        if element is not None and element.stop <= stop:
            at = element.stop
            yield at, element.symbols.replace("o", "0").lower()
            continue
        at += 1
        if text not in FILLERS:
            kept = "".join(c for c in text if c.isalnum() or c in "._+-")
            yield at, _SIGNS.get(text, kept)
