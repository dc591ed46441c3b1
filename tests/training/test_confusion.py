"""Which acts are taken for which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.signals.reader import MODEL
from training.confusion import NOTHING, Read, confusion, read_by
from training.sentences import read_all

acts = st.frozensets(st.sampled_from(["promise", "when", "action", "info"]))
reads = st.lists(st.builds(Read, st.just("words"), acts, acts), max_size=20)


@given(reads)
def test_every_mistake_is_counted(read: list[Read]) -> None:
    """Each missed and each made-up act stands in a pair, and what is right in none."""
    taken = confusion(read)
    missed = {act for one in read for act in one.true - one.found}
    made_up = {act for one in read for act in one.found - one.true}
    assert {true for true, _ in taken} - {NOTHING} == missed
    assert {found for _, found in taken} - {NOTHING} == made_up
    assert all(true != found for true, found in taken)
    assert confusion([one for one in read if one.true == one.found]) == {}


def test_an_act_is_taken_for_what_was_found_instead() -> None:
    """A promise read as an action is a promise taken for an action; a time beside it is right."""
    read = Read(
        "i'll send it by friday", frozenset({"promise", "when"}), frozenset({"action", "when"})
    )
    assert confusion([read]) == {("promise", "action"): 1}
    assert confusion([Read("hm", frozenset({"answer"}), frozenset())]) == {("answer", NOTHING): 1}
    assert confusion([Read("hm", frozenset(), frozenset({"answer"}))]) == {(NOTHING, "answer"): 1}


def test_the_shipped_model_reads_sentences() -> None:
    """The shipped model finds more of the acts of the sentences than it makes up."""
    read = read_by(MODEL, read_all()[:40])
    right = sum(len(one.true & one.found) for one in read)
    assert right > sum(len(one.found - one.true) for one in read)
