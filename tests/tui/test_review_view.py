"""The view model: what is shown of a call, without a screen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tui_calls import parcel

from coach.call import (
    Evidence,
    Finding,
    Kind,
    ReviewedCall,
    Roles,
    Span,
    Speaker,
    in_order,
    utterance,
)
from coach.coaching.scorecard import WEIGHTS
from coach.tui.names import NAMES, plain_name
from coach.tui.review.view import LEAD_IN_S, LONGEST_LISTEN_S, view_call

LONGEST_NAME = 23


@st.composite
def reviewed_calls(draw: st.DrawFn) -> ReviewedCall:
    """Calls with any overlaps, and findings that point anywhere, evidence too."""
    moments = st.integers(0, 300_000).map(lambda ms: ms / 1000)
    said = in_order(
        utterance(
            draw(st.sampled_from(Speaker)),
            draw(st.sampled_from(["Yes.", "Is it [bold]there[/] yet?", "No, not at all, no."])),
            Span(start, start + draw(st.integers(0, 20))),
        )
        for start in draw(st.lists(moments, max_size=12))
    )
    findings = [
        Finding(
            pattern=pattern,
            kind=draw(st.sampled_from(Kind)),
            span=Span(start, start + draw(st.integers(0, 90))),
            anchor=draw(st.integers(-1, 12)),
            quote="Is it there yet?",
            confidence=draw(st.floats(0, 1)),
            why="So that there is something to see.",
            evidence=tuple(Evidence(at, "Yes.") for at in draw(st.lists(moments, max_size=2))),
        )
        for pattern, start in draw(
            st.lists(st.tuples(st.sampled_from(["dead-air", "read-back"]), moments), max_size=6)
        )
    ]
    return replace(
        parcel(found=False),
        duration=300.0,
        utterances=tuple(said),
        turn_of=tuple(range(len(said))),
        findings=tuple(findings),
    )


@given(reviewed_calls())
def test_every_utterance_is_a_moment_in_the_order_in_which_they_began(call: ReviewedCall) -> None:
    """Nothing said is lost, and who began first stands first."""
    moments = view_call(call).moments
    assert sorted(it.text for it in moments) == sorted(it.text for it in call.utterances)
    starts = [it.span.start for it in moments]
    assert starts == sorted(starts)


@given(reviewed_calls())
def test_findings_are_numbered_from_one_in_the_order_of_the_call(call: ReviewedCall) -> None:
    """The numbers count all findings, the labels chances and good moves apart, none twice."""
    findings = view_call(call).findings
    assert [it.number for it in findings] == list(range(1, len(call.findings) + 1))
    assert [it.start for it in findings] == sorted(it.span.start for it in call.findings)
    labels = [it.label for it in findings]
    assert len(set(labels)) == len(labels)


@given(reviewed_calls())
def test_a_finding_and_its_moment_know_each_other(call: ReviewedCall) -> None:
    """The moment that a finding points to carries its number, and no other does."""
    view = view_call(call)
    pointed = {(it.moment, it.number) for it in view.findings if it.moment is not None}
    carried = {(place, number) for place, it in enumerate(view.moments) for number in it.findings}
    assert pointed == carried
    for found in view.findings:
        anchor = call.utterances[found.identity[1]] if found.moment is not None else None
        assert anchor is None or view.moments[found.moment or 0].text == anchor.text


@given(reviewed_calls())
def test_evidence_stands_where_somebody_was_speaking(call: ReviewedCall) -> None:
    """A moment of evidence is one that was going on at its time."""
    view = view_call(call)
    for found in view.findings:
        for piece in found.evidence:
            assert piece.moment is None or piece.start in view.moments[piece.moment].span


@given(reviewed_calls())
def test_what_is_played_begins_before_the_finding_and_ends_in_time(call: ReviewedCall) -> None:
    """Playing starts at or before the finding, and never takes longer than one can bear."""
    for found in view_call(call).findings:
        assert found.listen.start <= found.start
        assert found.listen.length <= LONGEST_LISTEN_S
        assert found.listen.start >= 0.0
        assert found.listen.length >= LEAD_IN_S


def test_the_last_utterance_that_had_begun_is_the_one_at_a_moment() -> None:
    """A moment of the call leads to what was being said; before all words, to the first."""
    view = view_call(parcel())
    assert view.moment_at(0.0) == 0
    assert view.moment_at(view.moments[3].span.start) == 3
    assert view.moment_at(9999.0) == len(view.moments) - 1
    assert view_call(replace(parcel(found=False), utterances=())).moment_at(3.0) is None


def test_signs_that_steer_a_terminal_are_not_shown() -> None:
    """Escape codes in the words of a call stay harmless."""
    call = parcel(found=False)
    nasty = utterance(Speaker.AGENT, "Hello \x1b[2J there", Span(0, 2))
    moment = view_call(replace(call, utterances=(nasty,))).moments[0]
    assert moment.text.isprintable()
    assert len(moment.text) == len(nasty.text)


def test_every_pattern_that_is_scored_has_a_short_name_of_its_own() -> None:
    """No slug is seen on the screen, and the list of findings need not cut a name."""
    assert set(WEIGHTS) <= set(NAMES)
    assert max(map(len, NAMES.values())) <= LONGEST_NAME
    assert len(set(NAMES.values())) == len(NAMES)
    assert plain_name("a-new-pattern") == "A new pattern"


def test_the_score_rests_on_the_marks_that_are_on_the_screen() -> None:
    """Each skill names its findings as the list does."""
    score = view_call(parcel()).score
    rests_on = {skill.name: skill.rests_on for skill in score.skills}
    assert rests_on["Listening"] == ("◇2", "◇3")
    assert rests_on["Ending"] == ("✓b",)
    assert rests_on["Recovery"] == ()


def test_measures_that_are_not_known_say_so() -> None:
    """Too little speech is told in words, never as a nought."""
    call = parcel()
    metrics = replace(call.metrics, agent_wpm=None, response_gap_s=None)
    measures = dict(view_call(replace(call, metrics=metrics)).score.measures)
    assert measures["Agent's pace"] == measures["Answers after"] == "too little speech to say"


def test_a_guess_at_the_roles_is_said_to_be_one() -> None:
    """Who is who is told as a guess with how sure it is, or as given."""
    call = replace(parcel(), roles=Roles("guessed", 0.62, "The agent was taken from the words."))
    remarks = view_call(call).score.remarks
    assert remarks[0] == "Who is who is a guess (not quite sure)."
    assert "The agent was taken from the words." in remarks
    assert view_call(parcel()).score.remarks[0] == "Who is who was given with the call."
