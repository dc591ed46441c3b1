"""Names that are introduced: "my name is …", "this is Dave", "Jolene speaking"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Atom, Line
from coach.signals.entities.symbols import text_at
from coach.signals.entities.vocabulary import FILLERS, Named, words

LONGEST_WORDS = 2
_SURE = (
    "name is", "name's", "my names", "surname is", "surname's", "surname", "name was",
    "name that's", "name of", "call me", "i go by", "goes by the name of",
)  # fmt: skip
_IF_KNOWN = (
    "this is", "it's", "it is", "i'm", "i am", "that's", "speaking to", "speaking with", "with",
    "talking to", "talking with", "through to", "reached", "you've got", "you got", "under",
    "here is",
)  # fmt: skip
_TITLES = words("mr mrs ms miss dr doctor mister sir madam")
_NOT_A_NAME = (
    words(
        "a an the my your his her their our its it it's is was on in at to of for from and or but "
        "not no yes yeah so that this these those there here what who how why when where which i "
        "i'm you we they he she me us them him am are be been being have has had do does did will "
        "would can could should if may might must um uh er okay ok right well just still already "
        "spelled spelt spelling with by as because about calling speaking phoning ringing down up "
        "out off over under all any some every wrong correct different same also too very really "
        "actually sorry please thanks thank good fine great lovely perfect sure account number "
        "email phone address name surname first last middle double gonna going trying wanting "
        "looking one two three four five six seven eight nine ten zero oh it'll i've i'd like "
        "then than more most only never always now today tomorrow again back listed registered "
        "written changed customer support service team department billing sales care desk line "
        "how's what's who's you're we're they're he's she's there's that's let lets let's got get "
        "getting go can't don't won't isn't wasn't didn't ma'am through somebody someone anyone "
        "nobody everybody everyone something nothing anything both everything quite pretty "
        "ridiculous terrible awful who'll he'll she'll you'll they'll until excuse hello hi hiya "
        "bye herself himself myself yourself ticket office dot at underscore"
    )
    | _TITLES
)
_ALONE = FILLERS | words("yes yeah sure it's it is oh okay yep hi hello i'm")


def _by_first_word(cues: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    split = [tuple(cue.split()) for cue in cues]
    return {cue[0]: tuple(c for c in split if c[0] == cue[0]) for cue in split}


_SURE_CUES = _by_first_word(_SURE)
_KNOWN_CUES = _by_first_word(_IF_KNOWN)


@cache
def given_names() -> frozenset[str]:
    """First names that are not also ordinary words."""
    return words((Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8"))


def names(line: Line) -> Iterator[Named]:
    """The names that an utterance introduces."""
    said = line.atoms
    known = given_names()
    for place, atom in enumerate(said):
        for cue in _SURE_CUES.get(atom.text, ()):
            if _says(said, place, cue):
                yield from _name(said, place + len(cue), known=False)
        for cue in _KNOWN_CUES.get(atom.text, ()):
            if _says(said, place, cue):
                yield from _name(said, place + len(cue), known=True)
        if atom.text in known and _speaks(said, place):
            yield _entity(said, range(place, place + 1))
    rest = [place for place, atom in enumerate(said) if atom.text not in _ALONE]
    if 1 <= len(rest) <= 3 and said[rest[0]].text in known:
        yield from _name(said, rest[0], known=True)


def _says(said: Sequence[Atom], place: int, cue: tuple[str, ...]) -> bool:
    return all(text_at(said, place + i) == word for i, word in enumerate(cue))


def _speaks(said: Sequence[Atom], place: int) -> bool:
    """As in "Jolene speaking", or "Jolene here" at the end."""
    after = text_at(said, place + 1)
    return after == "speaking" or (after == "here" and place + 2 == len(said))


def _name(said: Sequence[Atom], start: int, *, known: bool) -> Iterator[Named]:
    while text_at(said, start) in _TITLES or text_at(said, start) in FILLERS:
        start += 1
    if known and text_at(said, start) not in given_names():
        return
    stop = start
    while stop < len(said) and _may_be_name(said[stop].text):
        if said[stop].word - said[start].word >= LONGEST_WORDS + _repeats(said, start):
            break
        stop += 1
    if stop > start:
        yield _entity(said, range(start + _repeats(said, start), stop))


def _repeats(said: Sequence[Atom], start: int) -> bool:
    """As in "Marcus, Marcus Oyelaran"."""
    return said[start].text == text_at(said, start + 1)


def _may_be_name(text: str) -> bool:
    return text.replace("'", "").isalpha() and len(text) > 1 and text not in _NOT_A_NAME


def _entity(said: Sequence[Atom], place: range) -> Named:
    value = " ".join(said[i].text.title().replace("'S", "'s") for i in place)
    return EntityKind.NAME, value, range(said[place[0]].word, said[place[-1]].word + 1)
