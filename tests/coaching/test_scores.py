import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Finding, Kind, Skill, Span
from coach.coaching.scorecard import OVERALL, WEIGHTS, Weight, score

GOOD = {
    "acknowledged-feeling", "reflected-back", "open-question", "read-back", "dated-promise",
    "closed-loop", "personal-touch", "warm-transfer", "asked-why-leaving", "offered-recovery",
    "offered-alternative",
}  # fmt: skip


def found(pattern: str, confidence: float = 1.0, start: float = 10.0) -> Finding:
    kind = Kind.GOOD if pattern in GOOD else Kind.ANTI
    return Finding(pattern, kind, Span(start, start + 2), 3, "words", confidence, "Why.")


findings = st.builds(
    found,
    st.sampled_from([*WEIGHTS, "a-pattern-made-tomorrow"]),
    st.floats(0, 1),
    st.integers(0, 500).map(float),
)
durations = st.floats(0, 7200)


@given(st.lists(findings), durations, findings)
def test_one_more_finding(before: list[Finding], duration: float, one: Finding) -> None:
    """One more missed chance never raises a score, and one more good move never lowers one."""
    without, with_it = score(before, duration), score([*before, one], duration)
    for skill in Skill:
        if one.kind is Kind.ANTI:
            assert with_it.skills[skill] <= without.skills[skill]
        else:
            assert with_it.skills[skill] >= without.skills[skill]
    assert (with_it.overall - without.overall) * (1 if one.kind is Kind.GOOD else -1) >= 0


@given(st.lists(findings), durations)
def test_bounds(some: list[Finding], duration: float) -> None:
    """Every score is a whole number from 0 to 100, and the overall one lies among the skills."""
    card = score(some, duration)
    assert set(card.skills) == set(Skill)
    assert all(0 <= points <= 100 for points in card.skills.values())
    assert min(card.skills.values()) <= card.overall <= max(card.skills.values())


@given(st.lists(findings), durations)
def test_every_finding_is_shown_with_one_skill(some: list[Finding], duration: float) -> None:
    """A skill's score rests on its findings, in the order of the call, and none is lost."""
    card = score(some, duration)
    basis = [finding for skill in Skill for finding in card.rests_on[skill]]
    assert sorted(basis, key=repr) == sorted(some, key=repr)
    for skill in Skill:
        starts = [finding.span.start for finding in card.rests_on[skill]]
        assert starts == sorted(starts)
        if not any(finding.kind is Kind.ANTI for finding in card.rests_on[skill]):
            assert card.skills[skill] == 100


@given(st.lists(findings, min_size=1), durations, st.floats(0, 1))
def test_less_sure_takes_less(some: list[Finding], duration: float, sure: float) -> None:
    """The less sure a finding, the less it takes."""
    less = [found(one.pattern, one.confidence * sure) for one in some if one.kind is Kind.ANTI]
    full = [found(one.pattern, one.confidence) for one in some if one.kind is Kind.ANTI]
    assert score(less, duration).overall >= score(full, duration).overall


def test_a_call_without_findings_scores_100() -> None:
    """The coach has nothing to say about a clean call, with or without praise."""
    assert score([], 300).overall == 100
    assert score([found("personal-touch")], 300).overall == 100


def test_good_moves_win_back_at_most_half() -> None:
    """However many good moves there are, a missed chance is still seen in the score."""
    lost = score([found("concern-not-acknowledged")], 300)
    praised = score([found("concern-not-acknowledged"), *[found("reflected-back")] * 50], 300)
    assert lost.skills[Skill.LISTENING] == 65
    assert praised.skills[Skill.LISTENING] in {82, 83}


def test_a_good_move_counts_in_its_own_skill_only() -> None:
    """Praise for one skill pays for no other."""
    card = score([found("deflection"), found("personal-touch")], 300)
    assert card.skills[Skill.OWNERSHIP] == 60


def test_habits_weigh_less_in_a_long_call() -> None:
    """Two interruptions in an hour are not two in five minutes; a vague promise stays one."""
    twice = [found("interruption")] * 2
    assert score(twice, 3600).overall > score(twice, 300).overall
    promise = [found("vague-promise")]
    assert score(promise, 3600) == score(promise, 300)


def test_a_pattern_without_a_weight_still_counts() -> None:
    """A detector made tomorrow is scored before anybody weighs it, and can bring its own weight."""
    assert score([found("a-pattern-made-tomorrow")], 300).skills[Skill.LISTENING] == 80
    own = {"a-pattern-made-tomorrow": Weight(Skill.ENDING, 0.5, "because")}
    assert score([found("a-pattern-made-tomorrow")], 300, own).skills[Skill.ENDING] == 50


def test_the_catalogue_is_weighed_whole() -> None:
    """Every pattern and good move that we know has a part between 0 and 1 and a reason."""
    assert len(WEIGHTS) == 37
    assert set(WEIGHTS) > GOOD
    assert all(0 < weight.part < 1 and weight.reason for weight in WEIGHTS.values())
    assert sum(OVERALL.values()) == 100
    assert set(OVERALL) == set(Skill)


def test_the_note_tells_the_rule_that_is_used() -> None:
    """The parts of the overall score in docs/notes/0005-scores.md are those of the code."""
    note = (Path(__file__).parents[2] / "docs/notes/0005-scores.md").read_text("utf-8")
    parts = re.search(r"overall = \((.*)\) / 100", note)
    assert parts is not None
    told = {name: int(part) for part, name in re.findall(r"(\d+) (\w+)", parts[1])}
    assert told == {str(skill): part for skill, part in OVERALL.items()}


@pytest.mark.parametrize("sure", [-1.0, 2.0])
def test_a_confidence_out_of_range_does_no_harm(sure: float) -> None:
    """A score stays within its bounds whatever a detector claims."""
    assert 0 <= score([found("premature-hangup", sure)], 300).overall <= 100
