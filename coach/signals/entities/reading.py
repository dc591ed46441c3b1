"""All that is named in an utterance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from coach.call import Utterance
from coach.signals.entities.addresses import addresses
from coach.signals.entities.days import dates
from coach.signals.entities.durations import durations
from coach.signals.entities.entity import Entity, EntityKind
from coach.signals.entities.identifiers import identify
from coach.signals.entities.line import CARDINALS, Line
from coach.signals.entities.money import bare_money, money, percents
from coach.signals.entities.names import names
from coach.signals.entities.runs import runs
from coach.signals.entities.symbols import STARTERS
from coach.signals.entities.times import times
from coach.signals.entities.vocabulary import Named


def entities(said: Utterance, day: date | None = None) -> tuple[Entity, ...]:
    """What `said` names, in order and without overlap. `day` is the day of the call, if known.

    A run of digits is sorted by the words beside it alone: what was asked just before knows better
    whether ten digits are a phone number.
    """
    return _entities(tuple(word.text for word in said.words), day)


@lru_cache(maxsize=512)
def _entities(words: tuple[str, ...], day: date | None) -> tuple[Entity, ...]:
    line = Line(words)
    taken: set[int] = set()
    found: list[Entity] = []
    for kind, value, place in _candidates(line, day):
        if taken.isdisjoint(place):
            taken.update(place)
            found.append(Entity(kind, value, place, line.quote(place)))
    return tuple(sorted(found, key=lambda entity: entity.words.start))


def _candidates(line: Line, day: date | None) -> Iterator[Named]:
    """What may be named, the surest first: the first claim on a word holds."""
    yield from addresses(line)
    if _has_symbols(line):
        numbers = list(_numbers(line))
        yield from (named for named, sure in numbers if sure and _is_postcode(named))
        yield from money(line)
        yield from percents(line)
        yield from dates(line, day)
        yield from times(line)
        yield from durations(line)
        yield from (named for named, sure in numbers if sure)
        yield from bare_money(line)
        yield from (named for named, sure in numbers if not sure)
    else:
        yield from dates(line, day)
        yield from times(line)
        yield from durations(line)
    yield from names(line)


_SYMBOLS = STARTERS | CARDINALS | frozenset("bcdefghjklmnopqrstuvwxyz%$£€")


def _has_symbols(line: Line) -> bool:
    """Whether anything is there that may be a digit or a letter said on its own."""
    return line.figures or not line.said.isdisjoint(_SYMBOLS)


def _is_postcode(named: Named) -> bool:
    return named[0] is EntityKind.POSTCODE


def _numbers(line: Line) -> Iterator[tuple[Named, bool]]:
    for run in runs(line.atoms):
        identified = identify(line.atoms, run)
        if identified is not None:
            kind, value, sure = identified
            place = range(line.atoms[run.start].word, line.atoms[run.stop - 1].word + 1)
            yield (kind, value, place), sure
