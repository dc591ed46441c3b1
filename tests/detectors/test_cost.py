"""The cost of one more event does not grow with the call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import cycle, islice

import pytest
from counting import Counting, count_in
from laws import events_of, joined
from seeds import every_example, fillers

from coach.call import Ended, Finding
from coach.detectors import Pattern, discover
from coach.ledger import Conversation
from coach.listening import Listener
from coach.signals import SignalReader

TURNS = 1_000


def looks(
    reader: SignalReader, patterns: Sequence[Pattern], turns: int = TURNS
) -> tuple[list[int], dict[str, list[int]]]:
    """At each event of a long call, how much the ledger and each pattern looked at."""
    parts = list(islice(cycle([*every_example(), *fillers()]), turns // 3))
    setting = type(parts[0].setting)()
    call = joined([replace(part, setting=setting) for part in parts], [0.8] * len(parts))
    call = replace(call, turns=call.turns[:turns])
    by_pattern: dict[str, list[int]] = {pattern.slug: [] for pattern in patterns}

    def counted(pattern: Pattern) -> Pattern:
        def notice(talk: Conversation) -> Iterable[Finding]:
            before = Counting.looked
            found = tuple(pattern.listen(talk))
            by_pattern[pattern.slug].append(Counting.looked - before)
            return found

        return replace(pattern, listen=notice)

    listener = Listener.to(setting, reader, [counted(pattern) for pattern in patterns])
    count_in(listener.conversation)
    ledger: list[int] = []
    for event in events_of(call):
        if isinstance(event, Ended):
            break
        before = Counting.looked
        listener.take(event)
        ledger.append(Counting.looked - before - sum(seen[-1] for seen in by_pattern.values()))
    assert len(listener.conversation.readings) == len(call.turns)
    return ledger, by_pattern


def flat(seen: Sequence[int]) -> None:
    """The most that is looked at late in the call is hardly more than in its first half."""
    early, late = max(seen[: len(seen) // 2]), max(seen[-len(seen) // 4 :])
    assert late <= early * 1.2 + 5, f"{early} early in the call, {late} at its end"


@pytest.fixture(scope="module")
def long_call(reader: SignalReader) -> tuple[list[int], dict[str, list[int]]]:
    return looks(reader, discover())


def test_the_ledger_costs_the_same(long_call: tuple[list[int], dict[str, list[int]]]) -> None:
    """What the ledger looks at for one more event is the same early and late in a call."""
    flat(long_call[0])


@pytest.mark.parametrize("slug", [pattern.slug for pattern in discover()])
def test_a_pattern_costs_the_same(
    long_call: tuple[list[int], dict[str, list[int]]], slug: str
) -> None:
    """What a pattern looks at for one more event is the same early and late in a call.

    At the end of the call, once, it may look at all of it.
    """
    flat(long_call[1][slug])


def test_reading_it_all_again_is_caught(reader: SignalReader) -> None:
    """A detector that goes through all turns at each event is seen to grow."""

    def goes_through_all(talk: Conversation) -> Iterable[Finding]:
        assert all(turn.texts for turn in talk.turns.all)
        return ()

    slow = replace(discover()[0], listen=goes_through_all)
    _, by_pattern = looks(reader, [slow], turns=300)
    with pytest.raises(AssertionError, match="early in the call"):
        flat(by_pattern[slow.slug])
