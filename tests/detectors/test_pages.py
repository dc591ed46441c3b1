"""Every pattern of the catalogue has its page."""

import re

import pytest
from seeds import calls_in

from coach.call import Kind, Speaker, UsageError
from coach.detectors import Pattern, discover, pattern

ANTI = """
    reasked-identifier repeated-story misplaced-apology apology-loop concern-not-acknowledged
    unanswered-question interruption monologue rushed-speech stacked-questions dead-air
    premature-hangup loop-not-closed no-final-check no-thanks deflection blind-transfer
    halfway-language blame-language policy-wall vague-promise contradicted-timeline
    complaint-not-owned missed-recovery cancellation-not-explored detractor-ignored
"""
GOOD = """
    acknowledged-feeling reflected-back open-question read-back dated-promise closed-loop
    personal-touch warm-transfer asked-why-leaving offered-recovery offered-alternative
"""
CATALOGUE = dict.fromkeys(ANTI.split(), Kind.ANTI) | dict.fromkeys(GOOD.split(), Kind.GOOD)

each_pattern = pytest.mark.parametrize("known", discover(), ids=lambda known: known.slug)


def test_the_whole_catalogue() -> None:
    """Each pattern of the catalogue has one detector of its kind, and there is no other."""
    assert {known.slug: known.kind for known in discover()} == CATALOGUE
    assert len(discover()) == len(CATALOGUE) == 26 + 11


@each_pattern
def test_a_page_has_its_sections(known: Pattern) -> None:
    """A page says what is heard, why it matters, what to say, what is missed, and whence it is."""
    headings = [heading for heading, _ in known.sections]
    why = (
        ["Why it hurts", "Instead"] if known.kind is Kind.ANTI else ["Why it helps", "For example"]
    )
    assert headings == ["What it hears", *why, "Known misses", "Source"]
    assert all(len(text.split()) >= 3 for _, text in known.sections)


@each_pattern
def test_a_page_begins_with_a_sentence(known: Pattern) -> None:
    """A page's first line is one whole sentence."""
    assert re.match(r"[A-Z].*\.$", known.summary)


@each_pattern
def test_an_anti_pattern_says_what_to_say_instead(known: Pattern) -> None:
    """An anti-pattern comes with words to say instead, in one line, with all quotes closed."""
    assert bool(known.instead) is (known.kind is Kind.ANTI)
    assert "\n" not in known.instead
    assert known.instead.count("“") == known.instead.count("”")
    assert known.instead.count('"') % 2 == 0


@each_pattern
def test_examples_are_calls(known: Pattern) -> None:
    """Examples are written in the notation, are about their pattern, and mark the agent's turns."""
    calls = calls_in(known.examples)
    marks = [(call, mark) for call in calls for mark in call.marks]
    assert {mark.pattern for _, mark in marks} == {known.slug}
    for call, mark in marks:
        by_agent = call.turns[mark.turn].speaker is Speaker.AGENT
        assert by_agent or known.slug == "dead-air"


@each_pattern
def test_examples_go_both_ways(known: Pattern) -> None:
    """An anti-pattern shows a call in which it is found and one in which it is not."""
    calls = calls_in(known.examples)
    assert any(call.marks for call in calls)
    if known.kind is Kind.ANTI:
        assert any(not call.marks for call in calls)


def test_a_pattern_is_known_by_its_slug() -> None:
    """A pattern is found by its slug, and an unknown slug is answered with the nearest."""
    for known in discover():
        assert pattern(known.slug) is known
        assert known.name == known.slug.replace("-", " ")
    with pytest.raises(UsageError, match=r"Did you mean dead-air\?"):
        pattern("dead-line")
    with pytest.raises(UsageError, match="lists them all"):
        pattern("nonsense")
