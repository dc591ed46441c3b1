"""The laws that every detector keeps, as functions to which a broken one can be fed.

A law takes an `Ear`: what opens a listener for a written call. That of the product knows nothing
of the call but its setting; a broken one may know more than it should. A law that does not hold
raises AssertionError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from coach.call import (
    Event,
    Finding,
    Heard,
    Speaker,
    Utterance,
    Word,
    WrittenCall,
    events,
    to_ms,
)
from coach.detectors import Pattern
from coach.ledger import Conversation
from coach.listening import Listener, listen
from coach.signals import SignalReader

SAME = 0.01
"""Confidences this near are the same."""

ANYBODYS_TURN = frozenset({"dead-air"})
"""Patterns that the catalogue does not locate at a turn of the agent."""


class Listens(Protocol):
    """What a law needs of a listener."""

    switched_off: dict[str, str]
    noticed: dict[tuple[str, int], Finding]

    def take(self, event: Event) -> tuple[Finding, ...]: ...


Ear = Callable[[WrittenCall], Listens]


def ear(reader: SignalReader, patterns: Sequence[Pattern] | None = None) -> Ear:
    """The listening of the product, to some patterns or to all."""
    return lambda call: Listener.to(call.setting, reader, patterns)


def events_of(call: WrittenCall) -> list[Event]:
    heard = tuple(call.turns[i] for i in call.order)
    return list(events(heard, call.end, call.ended_by))


def heard_in(ear: Ear, call: WrittenCall) -> tuple[Finding, ...]:
    """What is noticed in a call that is listened to from its beginning to its end."""
    listener = ear(call)
    found = listen(events_of(call), listener)  # type: ignore[arg-type]
    assert not listener.switched_off, f"failed: {listener.switched_off}"
    return found


def never_fails(ear: Ear, call: WrittenCall) -> None:
    """No detector raises."""
    listener = ear(call)
    for event in events_of(call):
        listener.take(event)
    assert not listener.switched_off, f"failed: {listener.switched_off}"


def same_live_and_recorded(ear: Ear, call: WrittenCall, meanwhile: WrittenCall) -> None:
    """What is noticed live, one event at a time, is what is noticed in the recording.

    Live, another call goes on at the same desk, and is listened to by the same detectors.
    """
    recorded = heard_in(ear, call)
    live, other = ear(call), ear(meanwhile)
    noticed: dict[tuple[str, int], Finding] = {}
    elsewhere = iter(events_of(meanwhile))
    for event in events_of(call):
        noticed.update({finding.identity: finding for finding in live.take(event)})
        if (happens := next(elsewhere, None)) is not None:
            other.take(happens)
    _same(recorded, noticed.values(), "live it is not as recorded")


def no_peeking(ear: Ear, call: WrittenCall, otherwise: WrittenCall) -> None:
    """Up to the moment at which two calls part, the same is noticed in both, event by event."""
    one, two = ear(call), ear(otherwise)
    for event, twin in zip(events_of(call), events_of(otherwise), strict=False):
        if event != twin:
            break
        _same(one.take(event), two.take(twin), f"what comes after {_moment(event)} is known")


def shifts(ear: Ear, call: WrittenCall, by: float) -> None:
    """A call that begins later has the same findings, later."""
    later = heard_in(ear, shifted(call, by))
    _same(heard_in(ear, call), later, f"{by} seconds later it is not the same", by)


def style_does_not_matter(
    ear: Ear, call: WrittenCall, dress: Callable[[str], str], name: str
) -> None:
    """A recogniser that writes other capitals, or no punctuation, changes no finding."""
    _same(heard_in(ear, call), heard_in(ear, dressed(call, dress)), f"{name} makes a difference")


def splits(ear: Ear, call: WrittenCall, cuts: Callable[[Utterance], Sequence[int]]) -> None:
    """A turn that is committed in several utterances has the findings of the whole turn."""
    pieces, turn_of = split(call, cuts)
    whole = {(f.pattern, call.order[f.anchor]) for f in heard_in(ear, call)}
    parts = {(f.pattern, turn_of[pieces.order[f.anchor]]) for f in heard_in(ear, pieces)}
    assert whole == parts, f"only whole: {whole - parts}; only in parts: {parts - whole}"


def only_reads(reader: SignalReader, patterns: Iterable[Pattern], call: WrittenCall) -> None:
    """A detector leaves the conversation as it was shown it."""
    changed: list[str] = []

    def watched(pattern: Pattern) -> Pattern:
        def notice(talk: Conversation) -> Iterable[Finding]:
            before = repr(talk)
            found = tuple(pattern.listen(talk))
            if repr(talk) != before:
                changed.append(pattern.slug)
            return found

        return replace(pattern, listen=notice)

    heard_in(ear(reader, [watched(pattern) for pattern in patterns]), call)
    assert not changed, f"the conversation was changed by {sorted(set(changed))}"


def well_made(ear: Ear, call: WrittenCall) -> None:
    """A finding points to speech that was heard, quotes it, and stands once, at its turn."""
    listener = ear(call)
    heard: list[Utterance] = []
    for event in events_of(call):
        if isinstance(event, Heard):
            heard.append(event.utterance)
        found = listener.take(event)
        identities = [finding.identity for finding in found]
        assert len(set(identities)) == len(identities), f"twice at once: {identities}"
        for finding in found:
            _well_made(finding, heard, now=_moment(event))


def _well_made(finding: Finding, heard: Sequence[Utterance], now: float) -> None:
    what = f"{finding.pattern} at {finding.anchor}"
    assert 0 <= finding.anchor < len(heard), f"{what} points to nothing"
    said = heard[finding.anchor]
    by_agent = said.speaker is Speaker.AGENT
    assert by_agent or finding.pattern in ANYBODYS_TURN, f"{what} points to the customer"
    assert finding.quote, f"{what} has no quote"
    assert f" {finding.quote} " in f" {said.text} ", f"{what} quotes what was not said"
    assert 0.0 < finding.confidence <= 1.0, f"{what} has no good confidence"
    assert 0.0 <= finding.span.start <= finding.span.end <= now, f"{what} lies ahead"
    assert finding.why.endswith("."), f"{what} does not say why in a sentence"
    assert all(piece.quote for piece in finding.evidence), f"{what} has empty evidence"
    assert all(0 <= piece.start <= now for piece in finding.evidence), f"{what} rests on the future"


def says_nothing_of_nothing(ear: Ear, call: WrittenCall) -> None:
    """A call in which nobody speaks has no findings, however long it is."""
    empty = WrittenCall((), call.setting, call.ended_by, duration=300.0)
    assert not heard_in(ear, empty), "something is found in silence"


def _moment(event: Event) -> float:
    return event.utterance.end if isinstance(event, Heard) else event.now


def _same(first: Iterable[Finding], second: Iterable[Finding], law: str, by: float = 0.0) -> None:
    """The same findings but for their words, the second `by` seconds later than the first."""
    one, two = ({f.identity: f for f in found} for found in (first, second))
    assert one.keys() == two.keys(), f"{law}: {sorted(one.keys() ^ two.keys())}"
    for identity, finding in one.items():
        twin = two[identity]
        assert finding.span.shift(by) == twin.span, f"{law}: {identity} has another span"
        gap = abs(finding.confidence - twin.confidence)
        assert gap <= SAME, f"{law}: {identity} differs in confidence by {gap:.3f}"
        assert len(finding.evidence) == len(twin.evidence), f"{law}: {identity} rests on other"
        for piece, late in zip(finding.evidence, twin.evidence, strict=True):
            before_the_call = piece.start == late.start == 0.0
            moved = late.start == to_ms(piece.start + by)
            assert moved or before_the_call, f"{law}: {identity} rests on another moment"


@dataclass(frozen=True)
class Dress:
    """A way to write the same words."""

    name: str
    wear: Callable[[str], str]


def bare(word: str) -> str:
    """The word without the punctuation around it; a sign that stands alone stays."""
    return word.strip(".,;:!?…\"“”()[]'–—-") or word


def curly(word: str) -> str:
    return word.replace("'", "’")


DRESSES = (
    Dress("capitals", str.upper),
    Dress("small letters", str.lower),
    Dress("a capital at each word", str.capitalize),
    Dress("no punctuation", bare),
    Dress("small letters without punctuation", lambda word: bare(word.lower())),
    Dress("a comma after each word", lambda word: bare(word) + ","),
    Dress("curly apostrophes", curly),
)


def shifted(call: WrittenCall, by: float) -> WrittenCall:
    duration = None if call.duration is None else call.duration + by
    return replace(
        call,
        turns=tuple(
            _with_words(turn, (replace(w, span=w.span.shift(by)) for w in turn.words))
            for turn in call.turns
        ),
        duration=duration,
    )


def dressed(call: WrittenCall, wear: Callable[[str], str]) -> WrittenCall:
    return replace(
        call,
        turns=tuple(
            _with_words(turn, (replace(w, text=wear(w.text)) for w in turn.words))
            for turn in call.turns
        ),
    )


def split(
    call: WrittenCall, cuts: Callable[[Utterance], Sequence[int]]
) -> tuple[WrittenCall, list[int]]:
    """The call with turns cut before some of their words, and the turn of each new utterance."""
    pieces: list[Utterance] = []
    turn_of: list[int] = []
    for number, turn in enumerate(call.turns):
        places = [0, *cuts(turn), len(turn.words)]
        for start, stop in pairwise(places):
            pieces.append(Utterance(turn.speaker, turn.words[start:stop]))
            turn_of.append(number)
    return replace(call, turns=tuple(pieces), marks=()), turn_of


def _with_words(turn: Utterance, words: Iterable[Word]) -> Utterance:
    return Utterance(turn.speaker, tuple(words))


def joined(calls: Sequence[WrittenCall], gaps: Sequence[float]) -> WrittenCall:
    """The calls one after the other as one call, each after a gap. It ends as the last one does."""
    turns: list[Utterance] = []
    clock = 0.0
    for call, gap in zip(calls, gaps, strict=True):
        begins = clock + gap if turns else 0.0
        turns += shifted(call, begins).turns
        clock = max([begins, *(turn.end for turn in turns)])
    settings = [call.setting for call in calls]
    setting = replace(
        settings[0],
        known_facts=tuple(fact for setting in settings for fact in setting.known_facts),
        history=tuple(said for setting in settings for said in setting.history),
    )
    return WrittenCall(tuple(turns), setting, calls[-1].ended_by)
