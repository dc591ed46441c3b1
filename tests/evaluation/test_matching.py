"""Which findings are true, by the rule of the labelled calls."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from labelled import call_of, labelled

from coach.call import Mark, Speaker, WrittenCall
from coach.evaluation.matching import Located, Matched, match

A, C = Speaker.AGENT, Speaker.CUSTOMER
Labelled = tuple[WrittenCall, list[Located]]


def in_reach(call: WrittenCall, label: int, turn: int) -> bool:
    """Whether the label stands at the finding's turn, or the agent's turn next to it."""
    if label == turn:
        return True
    step = 1 if label > turn else -1
    place = turn + step
    while 0 <= place < len(call.turns) and call.turns[place].speaker is not A:
        place += step
    return place == label and (call.turns[turn].speaker is A or abs(label - turn) == 1)


def counts(matched: Matched) -> tuple[int, int, int, int]:
    return len(matched.true), len(matched.false), len(matched.missed), len(matched.neither)


@given(labelled())
def test_every_finding_counts_once(made: Labelled) -> None:
    """Each finding is true, false or neither, and no other is made up."""
    call, found = made
    matched = match(call, found)
    assert Counter([*matched.true, *matched.false, *matched.neither]) == Counter(found)


@given(labelled())
def test_every_label_counts_once(made: Labelled) -> None:
    """By pattern, labels are met by as many true findings, or missed; doubtful ones never."""
    call, found = made
    matched = match(call, found)
    wanted = Counter(mark.pattern for mark in call.marks if not mark.doubtful)
    assert Counter(one.pattern for one in [*matched.true, *matched.missed]) == wanted


@given(labelled())
def test_a_true_finding_is_near_a_label(made: Labelled) -> None:
    """A true finding has a label of its pattern in reach, and one on a doubtful label likewise."""
    call, found = made
    matched = match(call, found)
    for doubtful, group in ((False, matched.true), (True, matched.neither)):
        for one in group:
            assert any(
                mark.pattern == one.pattern
                and mark.doubtful is doubtful
                and in_reach(call, mark.turn, one.turn)
                for mark in call.marks
            )


@given(labelled())
def test_nothing_in_reach_is_left(made: Labelled) -> None:
    """No false finding has in reach a label that was missed, or one that is doubtful."""
    call, found = made
    matched = match(call, found)
    for one in matched.false:
        left = [label.turn for label in matched.missed if label.pattern == one.pattern]
        left += [m.turn for m in call.marks if m.doubtful and m.pattern == one.pattern]
        assert not any(in_reach(call, turn, one.turn) for turn in left)


@given(labelled())
def test_a_finding_at_its_label_is_true(made: Labelled) -> None:
    """A finding at the very turn of its label is true, whatever else was found."""
    call, found = made
    matched = match(call, found)
    labels = {(mark.pattern, mark.turn) for mark in call.marks if not mark.doubtful}
    for one in found:
        if (one.pattern, one.turn) in labels:
            assert one in matched.true


@given(labelled(), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(made: Labelled, chance: random.Random) -> None:
    """The counts are the same in whatever order the findings come."""
    call, found = made
    mixed = chance.sample(found, len(found))
    assert counts(match(call, mixed)) == counts(match(call, found))


@given(labelled())
def test_the_labels_themselves_are_all_true(made: Labelled) -> None:
    """Who finds exactly what is labelled has no false finding and misses nothing."""
    call, _ = made
    wanted = [Located(m.pattern, m.turn) for m in call.marks if not m.doubtful]
    matched = match(call, wanted)
    assert counts(matched) == (len(wanted), 0, 0, 0)


@given(labelled())
def test_finding_nothing_misses_all(made: Labelled) -> None:
    """Who finds nothing has nothing true or false, and misses every label that is not doubtful."""
    call, _ = made
    wanted = sum(not mark.doubtful for mark in call.marks)
    assert counts(match(call, [])) == (0, 0, wanted, 0)


def test_one_turn_of_the_agent_is_near() -> None:
    """The agent's turn before or after is near enough, the one beyond is not."""
    call = call_of([A, C, A, C, A, C, A], [Mark("dead-air", 2)])
    for turn, expected in ((0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 0), (6, 0)):
        assert len(match(call, [Located("dead-air", turn)]).true) == expected


def test_two_findings_between_labels_are_both_true() -> None:
    """A finding between two labels does not take the one that another finding needs."""
    call = call_of([A, C] * 5, [Mark("dead-air", 4), Mark("dead-air", 8)])
    for turns in ((2, 6), (6, 2), (6, 4), (4, 6)):
        assert len(match(call, [Located("dead-air", turn) for turn in turns]).true) == 2


def test_another_pattern_is_no_match() -> None:
    """A finding of another pattern at the label's turn is false, and the label is missed."""
    call = call_of([A, C, A], [Mark("dead-air", 2)])
    assert counts(match(call, [Located("no-thanks", 2)])) == (0, 1, 1, 0)


def test_a_second_finding_on_a_label_is_false() -> None:
    """A label that was met once does not make a second finding true."""
    call = call_of([A, C, A, C, A], [Mark("dead-air", 2)])
    matched = match(call, [Located("dead-air", 4), Located("dead-air", 2)])
    assert matched.true == (Located("dead-air", 2),)
    assert matched.false == (Located("dead-air", 4),)


def test_doubtful_counts_neither_way() -> None:
    """Findings on a doubtful label are neither true nor false, however many, nor is it missed."""
    call = call_of([A, C, A], [Mark("dead-air", 2, doubtful=True)])
    assert counts(match(call, [])) == (0, 0, 0, 0)
    assert counts(match(call, [Located("dead-air", 2)])) == (0, 0, 0, 1)
    assert counts(match(call, [Located("dead-air", 0), Located("dead-air", 2)])) == (0, 0, 0, 2)


def test_a_sure_label_comes_before_a_doubtful_one() -> None:
    """A finding between a label and a doubtful one is true."""
    marks = [Mark("dead-air", 0, doubtful=True), Mark("dead-air", 4)]
    call = call_of([A, C, A, C, A], marks)
    assert counts(match(call, [Located("dead-air", 2)])) == (1, 0, 0, 0)
