"""Moments before a mistake, what fills their prompts, and when they are done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from going_on import gone, live, shown

from coach.call import Evidence, Finding, Heard, Setting, Span, Speaker, utterance
from coach.call.live import Why
from coach.coaching.live import GUARDS, LiveCoach
from coach.coaching.moments import HOLD_REMINDER_S, VOICED
from coach.coaching.prompt_check import FILLED, MOMENTS
from coach.coaching.prompts import load_prompts, needs
from coach.coaching.settings import CoachingSettings
from coach.detectors.pattern import found, pattern
from coach.ledger import Conversation
from coach.listening import Listener
from coach.signals import SignalReader

OFTEN = CoachingSettings(gap_s=0.0, budget=50)
AFTERWARDS = CoachingSettings(gap_s=0.0, budget=50, muted=frozenset({"feeling-voiced"}))

GREETING = "agent: Harbour Services, good morning, how can I help?\n"
SAID = {
    "feeling-voiced": "customer: I'm terrified about the scan tomorrow, I haven't slept at all.",
    "failure-told": "customer: Your man never came on Monday, and I waited in all day for him.",
    "complaint-made": "customer: I want to make an official complaint about the way I was treated.",
    "cancellation-voiced": "customer: I'd like to cancel my membership, please.",
    "threat-made": "customer: If this isn't fixed today I'm leaving, and I'll tell everybody why.",
    "promise-made": "customer: When will I know?\nagent: I'll get somebody to ring you back.",
    "transfer-guard": "customer: It's the leak in my kitchen.\nagent: I'll transfer you now.",
    "no-said": "customer: Could you take the fee off?\nagent: No, I can't do that, I'm afraid.",
}


@pytest.mark.parametrize("moment", sorted(SAID))
def test_each_moment_brings_its_prompt(reader: SignalReader, moment: str) -> None:
    """What was said brings the prompt of that moment at once, once its speaker has stopped."""
    source = GREETING + SAID[moment]
    came = [one for one in shown(live(reader, source, OFTEN)) if one.prompt.id == moment]
    assert len(came) == 1
    assert came[0].answers is None


@pytest.mark.parametrize("moment", sorted(SAID))
def test_a_greeting_brings_none(reader: SignalReader, moment: str) -> None:
    """Without those words the moment's prompt does not come."""
    source = GREETING + "customer: I'd like to know your opening hours.\nagent: Nine to five."
    assert moment not in {one.prompt.id for one in shown(live(reader, source, OFTEN))}


def test_every_moment_is_known() -> None:
    """Each moment that a prompt may name is raised somewhere, and none is raised beside them."""
    assert MOMENTS.keys() == SAID.keys() | GUARDS | VOICED.keys() | {"hold-running"}


def test_a_hold_that_runs(reader: SignalReader) -> None:
    """Near two minutes of an announced hold a word is due, and it is gone with that word."""
    source = (
        GREETING
        + "customer: Where is my order?\n"
        + "agent: Bear with me a minute, it will go quiet while I look it up.\n"
        + "... 130s\nagent: Thank you for holding, I have found it.\n"
    )
    happened = live(reader, source, OFTEN)
    card = next(one for one in shown(happened) if one.prompt.id == "hold-running")
    assert HOLD_REMINDER_S - 20 < card.at <= HOLD_REMINDER_S + 15
    assert card.prompt.id in {one.prompt_id for one in gone(happened)}


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("feeling-voiced", "agent: That's a horrible night to have had, I'm so sorry to hear it."),
        ("promise-made", "agent: They will call you on Thursday before noon."),
        ("cancellation-voiced", "agent: Of course. May I ask what made you decide to leave us?"),
        ("complaint-made", "agent: I've logged your complaint, the reference is C 204."),
    ],
)
def test_it_goes_when_it_is_done(reader: SignalReader, moment: str, then: str) -> None:
    """Once the agent does what the prompt asked for, the card leaves at once."""
    happened = live(reader, f"{GREETING}{SAID[moment]}\n{then}", OFTEN)
    left = [one.why for one in gone(happened) if one.prompt_id == moment]
    assert left == [Why.DONE]


def test_a_promise_with_its_day_needs_no_prompt(reader: SignalReader) -> None:
    """Where the day was named with the promise, nobody is asked for one."""
    source = f"{GREETING}customer: When will I know?\nagent: I'll ring you on Friday before noon."
    assert "promise-made" not in {one.prompt.id for one in shown(live(reader, source, OFTEN))}


def test_the_words_of_a_worry_stand_on_its_card(reader: SignalReader) -> None:
    """What came after a worry that was passed over quotes the customer."""
    source = (
        f"{GREETING}{SAID['feeling-voiced']}\n"
        "agent: What's your date of birth?\ncustomer: Third of May, seventy-nine."
    )
    cards = {one.prompt.id: one.prompt for one in shown(live(reader, source, AFTERWARDS))}
    assert "terrified about the scan" in cards["concern-not-acknowledged"].why


def test_the_second_of_two_prompts_comes_while_the_first_rests(reader: SignalReader) -> None:
    """A pattern with several prompts has another one to show while the first rests."""

    def whenever_the_agent_spoke(talk: Conversation) -> Iterator[Finding]:
        if talk.latest is not None and talk.said(talk.latest).speaker is Speaker.AGENT:
            worry = [Evidence(0.0, "I'm terrified about it")]
            module = "coach.detectors.concern_not_acknowledged"
            yield found(talk, module, talk.latest, 0.9, "So.", evidence=worry)

    known = pattern("concern-not-acknowledged")
    listener = Listener.to(Setting(), reader, [replace(known, listen=whenever_the_agent_spoke)])
    made = LiveCoach(
        listener, load_prompts(), replace(OFTEN, shortest_s=0.5, longest_s=0.5), lambda _: True
    )
    said = [utterance(Speaker.AGENT, "And your postcode?", Span(t, t + 1.0)) for t in (1, 6, 11)]
    came = shown([one for each in said for one in made.take(Heard(each))])
    assert [one.prompt.id for one in came] == ["concern-not-acknowledged", "concern-still-there"]


def test_what_is_shown_is_filled(reader: SignalReader) -> None:
    """No card on the screen has a placeholder left, nor a line that is too long."""
    for said in SAID.values():
        for card in shown(live(reader, GREETING + said, OFTEN)):
            assert not needs(card.prompt)
            assert len(card.prompt.cue) <= 32
            assert len(card.prompt.say) <= 90
            assert len(card.prompt.why) <= 100


def test_numbers_are_hidden_on_cards(reader: SignalReader) -> None:
    """Digits that a customer says with a worry do not stand on its card."""
    source = GREETING + (
        "customer: My card four nine oh three one one six oh four four four four two two two two "
        "was stolen and I'm terrified.\n"
        "agent: What's your date of birth?\ncustomer: Third of May, seventy-nine."
    )
    for card in shown(live(reader, source, OFTEN)):
        assert "four nine oh three" not in f"{card.prompt.cue} {card.prompt.say} {card.prompt.why}"


def test_a_pattern_that_may_not_prompt_is_quiet(reader: SignalReader) -> None:
    """What is not found precisely enough waits; what the settings let through says so."""
    source = GREETING + SAID["complaint-made"]
    assert shown(live(reader, source, OFTEN, lambda _: False)) == []
    trusting = CoachingSettings(may_prompt=frozenset({"complaint-not-owned"}))
    cards = shown(live(reader, source, trusting, lambda _: False))
    assert [(one.prompt.id, one.on_trust) for one in cards] == [("complaint-made", True)]
    precise = shown(live(reader, source, trusting))
    assert [one.on_trust for one in precise if one.prompt.id == "complaint-made"] == [False]


def test_the_agent_is_left_to_finish(reader: SignalReader) -> None:
    """No ordinary card comes while provisional words say that the agent is speaking."""
    source = GREETING + (
        f"{SAID['complaint-made']}\n"
        "agent: Right, so what I will do now is I will open the file and then I will go through "
        "all of it with you from the beginning and then we will see what comes next.\n"
        "[0:05.5-0:06] customer: Fine."
    )
    happened = live(reader, source, OFTEN)
    assert all(after.at >= before.at for before, after in pairwise(shown(happened)))
    for card in shown(happened):
        if card.prompt.id not in GUARDS:
            assert not 9.5 < card.at < 18.0


def test_the_ledger_can_fill_what_prompts_need() -> None:
    """Every placeholder of the prompts that come with the coach is one that can be filled."""
    for prompt in load_prompts():
        key = prompt.id if prompt.moment == "before" else prompt.pattern
        assert needs(prompt) <= FILLED.get(key, frozenset())
