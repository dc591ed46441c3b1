"""Whole calls coached live: what comes of them, and what stays the same however they are heard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from going_on import as_it_goes, coach, gone, live, shown
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach.call import EndedBy, Heard, Partial, Setting, Span, Speaker, WrittenCall, utterance
from coach.call.live import (
    Found,
    Gone,
    Happening,
    Level,
    Noted,
    Paused,
    Resumed,
    Shown,
    Why,
)
from coach.call.notation import parse
from coach.call.written import events
from coach.coaching.live import GUARDS, LiveCoach
from coach.coaching.prompts import load_prompts
from coach.coaching.settings import CoachingSettings
from coach.listening import Listener, listen
from coach.measured import may_prompt
from coach.sample_calls import sample_calls
from coach.signals import SignalReader

STEP_S = 1.2
SAMPLES = {sample.name: sample.script for sample in sample_calls()}


def script(name: str) -> WrittenCall:
    return parse(SAMPLES[name].read_text(encoding="utf-8"), name)


_ALREADY: dict[tuple[str, float | None], list[Happening]] = {}


def happened(reader: SignalReader, call: WrittenCall, step_s: float | None) -> list[Happening]:
    """All that happens in a call, worked out once for a title."""
    key = (call.title, step_s)
    if not call.title or key not in _ALREADY:
        made = coach(reader, call)
        _ALREADY[key] = [one for heard in as_it_goes(call, step_s) for one in made.take(heard)]
    return _ALREADY[key]


def test_there_are_sample_calls() -> None:
    """The laws below are tried on every sample call."""
    assert len(SAMPLES) >= 8


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.parametrize("step_s", [STEP_S, None])
def test_live_findings_are_the_recorded_ones(
    reader: SignalReader, name: str, step_s: float | None
) -> None:
    """What is found while a call goes on is what is found in its recording, in its last form."""
    call = script(name)
    said = tuple(call.turns[i] for i in call.order)
    recorded = listen(events(said, call.end, call.ended_by), Listener.to(call.setting, reader))
    found = {
        one.finding.identity: one.finding
        for one in happened(reader, call, step_s)
        if isinstance(one, Found)
    }
    assert sorted(found.values(), key=lambda f: (f.span, f.pattern)) == list(recorded)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_everything_comes_in_order(reader: SignalReader, name: str) -> None:
    """Times never run back, and each card leaves before the next one comes or the call ends."""
    call = script(name)
    told = happened(reader, call, STEP_S)
    assert all(before.at <= after.at for before, after in pairwise(told))
    cards = [type(one) for one in told if isinstance(one, Shown | Gone)]
    assert cards == [Shown, Gone] * (len(cards) // 2)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_seldom(reader: SignalReader, name: str) -> None:
    """No sample call gets more ordinary prompts than the budget, each after its gap."""
    told = happened(reader, script(name), STEP_S)
    settings = CoachingSettings()
    left = float("-inf")
    ordinary = 0
    for one in told:
        if isinstance(one, Gone):
            left = one.at
        elif isinstance(one, Shown) and one.prompt.id not in GUARDS:
            ordinary += 1
            assert one.at >= left + settings.gap_s
    assert ordinary <= settings.budget


def test_three_times_asked(reader: SignalReader) -> None:
    """The call in which a number is asked for three times gets the number each time it may."""
    told = shown(happened(reader, script("three-times"), STEP_S))
    assert [one.prompt.id for one in told][:1] == ["ask-guard"]
    first = script("three-times").turns[0]
    assert told[0].at <= first.end


def test_hung_up_with_a_question(reader: SignalReader) -> None:
    """The call that is cut off gets the customer's question before the goodbye is over."""
    call = script("cut-off")
    guard = next(
        one for one in shown(happened(reader, call, STEP_S)) if one.prompt.id == "goodbye-guard"
    )
    assert "contract" in guard.prompt.why
    last_of_agent = max(turn.end for turn in call.turns if turn.speaker is Speaker.AGENT)
    assert guard.at <= last_of_agent


def test_a_good_call_gets_no_guard(reader: SignalReader) -> None:
    """The call with nothing to find fault with is left alone by the guards."""
    assert not GUARDS & {
        one.prompt.id for one in shown(happened(reader, script("anniversary"), STEP_S))
    }


def test_only_the_precise_prompt_by_default(reader: SignalReader) -> None:
    """Without a word from the settings only patterns measured as precise, and guards, are shown."""
    for name in ("three-times", "moved-visit", "silence"):
        call = script(name)
        made = LiveCoach(Listener.to(call.setting, reader), load_prompts())
        told = [one for heard in as_it_goes(call) for one in made.take(heard)]
        for one in shown(told):
            assert one.prompt.id in GUARDS or may_prompt(one.prompt.pattern)
            assert not one.on_trust


def test_a_verdict_is_answered(reader: SignalReader) -> None:
    """Each key takes the card away and says why; without a card it does nothing."""
    call = script("three-times")
    for key, why in (
        (LiveCoach.helpful, Why.HELPFUL),
        (LiveCoach.not_helpful, Why.NOT_HELPFUL),
        (LiveCoach.mute, Why.MUTED),
    ):
        made = coach(reader, call)
        assert key(made, 0.0) == ()
        card = next(
            one for heard in as_it_goes(call) for one in made.take(heard) if isinstance(one, Shown)
        )
        assert key(made, card.at + 1.0) == (Gone(card.prompt.id, card.at + 1.0, why),)


def test_a_muted_pattern_is_still_found(reader: SignalReader) -> None:
    """Muting keeps a pattern from the screen and not from the review."""
    call = script("three-times")
    made = coach(reader, call)
    told: list[Happening] = []
    for heard in as_it_goes(call):
        for one in made.take(heard):
            told.append(one)
            if isinstance(one, Shown):
                told += made.mute(one.at)
    patterns = [one.prompt.pattern for one in shown(told)]
    assert len(patterns) == len(set(patterns))
    found = [one for one in told if isinstance(one, Found)]
    assert [one.finding.pattern for one in found].count("reasked-identifier") >= 2


def test_the_end_clears_the_screen(reader: SignalReader) -> None:
    """At the end of a call no card is left, and none comes with what is found then."""
    call = script("cut-off")
    told = happened(reader, call, STEP_S)
    assert gone(told)[-1].why is Why.ENDED
    assert all(one.at < call.end for one in shown(told))


def test_what_is_no_speech_moves_only_the_clock(reader: SignalReader) -> None:
    """Levels, pauses and the like bring nothing by themselves, but a card fades in time."""
    call = script("three-times")
    made = coach(reader, call)
    made.take(Level(Speaker.AGENT, -20.0, 0.1))
    card = next(
        one for heard in as_it_goes(call) for one in made.take(heard) if isinstance(one, Shown)
    )
    assert made.take(Paused(card.at)) == ()
    assert made.take(Resumed(card.at)) == ()
    fading = made.take(Level(Speaker.AGENT, None, card.until))
    assert [one for one in fading if not isinstance(one, Noted)] == [
        Gone(card.prompt.id, card.until, Why.FADED)
    ]


def test_the_customers_provisional_words_are_not_judged(reader: SignalReader) -> None:
    """A customer who says "what is your account number" sets off no guard."""
    made = coach(reader, parse("known: account_number 44170288\nagent: Hello."))
    words = utterance(Speaker.CUSTOMER, "What is your account number again please", Span(1.0, 4.0))
    assert shown(list(made.take(Partial(Speaker.CUSTOMER, words.words, 4.0)))) == []


LINES = st.sampled_from([
    "agent: Can I take your account number, please?",
    "customer: It's four four one seven, double oh two.",
    "customer: I'm really worried about the money, I can't sleep.",
    "customer: And when will the engineer be here?",
    "agent: Somebody will ring you back.",
    "agent: Thank you for calling, have a good day, goodbye.",
    "agent: Bear with me a minute.",
    "customer: Okay.",
    "... 12s",
])  # fmt: skip


@hypothesis_settings(max_examples=12)
@given(lines=st.lists(LINES, min_size=1, max_size=10), step_s=st.sampled_from([0.4, 1.3]))
def test_provisional_words_change_no_finding(
    reader: SignalReader, lines: list[str], step_s: float
) -> None:
    """Partials, however they come, change what is shown and never what is found."""
    call = parse("\n".join(["agent: Hello, how can I help?", *lines]))
    with_partials, without = (
        [one.finding for one in happened(reader, call, step) if isinstance(one, Found)]
        for step in (step_s, None)
    )
    assert with_partials == without


def test_a_long_call_is_as_quick(reader: SignalReader) -> None:
    """What is kept for the notes and the screen does not grow without need."""
    made = LiveCoach(Listener.to(Setting(), reader, []), load_prompts())
    said = ["Okay, I see.", "And what is the price of that?", "It is nine pounds."]
    for turn in range(120):
        speaker = Speaker.CUSTOMER if turn % 3 < 2 else Speaker.AGENT
        made.take(Heard(utterance(speaker, said[turn % 3], Span(turn * 3.0, turn * 3.0 + 2.0))))
    assert len(made.notes.still_open) <= 12
    assert made.now == 119 * 3.0 + 2.0


def test_who_hangs_up_changes_nothing_that_was_shown(reader: SignalReader) -> None:
    """Nothing is shown that only the end of the call could tell."""
    ends = [
        [
            one.prompt.id
            for one in shown(live(reader, f"ended by: {by}\nagent: Hi.\ncustomer: Bye."))
        ]
        for by in (EndedBy.AGENT, EndedBy.CUSTOMER)
    ]
    assert ends[0] == ends[1] == []
