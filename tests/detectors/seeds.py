"""Calls made of the detectors' own examples, with ordinary talk between them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from laws import joined

from coach.call import WrittenCall
from coach.call.notation import parse
from coach.detectors import Pattern, discover

FILLERS = """
agent: Let me open the page for you.
customer: Sure, go ahead.

customer: It is raining here again.
agent: Here as well.

agent: Right, I have the form in front of me now.
customer: Mm-hm.
agent: The first part is filled in already.

customer: Okay.

agent: That is a long one.
... 4s
customer: It is, isn't it.

[0:00-0:04] customer: I had it on the table with the other papers the other day
[0:02.6-0:03] agent: Mm-hm.
customer: and then I put it in the drawer.
"""


def calls_in(notation: str) -> list[WrittenCall]:
    """The calls that are separated by an empty line."""
    return [parse(block) for block in notation.strip().split("\n\n")]


@cache
def examples_of(pattern: Pattern) -> tuple[WrittenCall, ...]:
    return tuple(calls_in(pattern.examples))


@cache
def fillers() -> tuple[WrittenCall, ...]:
    return tuple(calls_in(FILLERS))


@cache
def every_example() -> tuple[WrittenCall, ...]:
    return tuple(call for pattern in discover() for call in examples_of(pattern))


GAPS = st.one_of(st.integers(150, 1_800), st.integers(3_000, 16_000)).map(lambda ms: ms / 1000)


@st.composite
def stitched(draw: st.DrawFn, pattern: Pattern) -> WrittenCall:
    """One to three of the pattern's examples, one at least that it should find, with fillers."""
    own = examples_of(pattern)
    found = [call for call in own if call.marks]
    beside = st.lists(st.sampled_from([*own, *fillers()]), max_size=2)
    parts = draw(st.permutations([draw(st.sampled_from(found or own)), *draw(beside)]))
    gaps = draw(st.lists(GAPS, min_size=len(parts), max_size=len(parts)))
    return joined(parts, gaps)


@st.composite
def otherwise(draw: st.DrawFn, call: WrittenCall) -> WrittenCall:
    """A call that goes as `call` does up to one of its turns, and then another way."""
    keep = replace(call, turns=call.turns[: draw(st.integers(1, len(call.turns)))])
    another = draw(st.sampled_from([*fillers(), *every_example()]))
    return joined([keep, replace(another, setting=type(another.setting)())], [0.0, draw(GAPS)])
