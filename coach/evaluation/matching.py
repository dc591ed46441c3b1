"""Which findings are true, by the rule of the labelled calls.

A finding is true when its pattern is labelled at the same turn, or at the agent's turn just before
or after it; each label counts once; a finding on a doubtful label counts neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.call import Finding, Mark, Speaker, WrittenCall


@dataclass(frozen=True, slots=True)
class Located:
    """A pattern at a turn of the written call, with the finding when it is one."""

    pattern: str
    turn: int
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """What of one call was true, false and missed. `neither` were findings on doubtful labels."""

    true: tuple[Located, ...]
    false: tuple[Located, ...]
    missed: tuple[Located, ...]
    neither: tuple[Located, ...]


def match(call: WrittenCall, found: Sequence[Located]) -> Matched:
    """Pairs findings with labels: same turn first, then the agent's turn before or after.

    From the start of the call on, so that a finding between two labels leaves the later one free.
    """
    wanted = [mark for mark in call.marks if not mark.doubtful]
    doubtful = [mark for mark in call.marks if mark.doubtful]
    pairs, rest = _pair(call, list(found), wanted)
    met, false = _pair(call, rest, doubtful, reuse=True)
    taken = {id(mark) for _, mark in pairs}
    return Matched(
        true=tuple(located for located, _ in pairs),
        false=tuple(false),
        missed=tuple(Located(m.pattern, m.turn) for m in wanted if id(m) not in taken),
        neither=tuple(located for located, _ in met),
    )


def _pair(
    call: WrittenCall, found: list[Located], marks: list[Mark], *, reuse: bool = False
) -> tuple[list[tuple[Located, Mark]], list[Located]]:
    pairs: list[tuple[Located, Mark]] = []
    free = list(marks)
    for exactly in (True, False):
        for located in sorted(found, key=lambda one: one.turn):
            near = [
                mark
                for mark in free
                if mark.pattern == located.pattern
                and (mark.turn == located.turn or not exactly)
                and _near(call, mark.turn, located.turn)
            ]
            if near:
                mark = min(near, key=lambda m: m.turn)
                pairs.append((located, mark))
                found.remove(located)
                if not reuse:
                    free.remove(mark)
    return pairs, found


def _near(call: WrittenCall, label: int, turn: int) -> bool:
    """The same turn, or the agent's turn just before or after it."""
    if label == turn:
        return True
    low, high = sorted((label, turn))
    if high >= len(call.turns):
        return False
    between = range(low + 1, high)
    if any(call.turns[i].speaker is Speaker.AGENT for i in between):
        return False
    return call.turns[turn].speaker is Speaker.AGENT or high - low == 1
