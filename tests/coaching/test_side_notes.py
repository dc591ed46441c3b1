"""What stands beside the prompt, and the wrap-up at the end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from going_on import as_it_goes, coach, live, notes

from coach.call import Heard, Speaker
from coach.call.live import Check, Given, Noted
from coach.call.notation import parse
from coach.coaching.filling import shown as shown_of
from coach.coaching.filling import when
from coach.coaching.wrap_up import wrap_up
from coach.ledger import GivenFact
from coach.listening import Listener, listen
from coach.signals import SignalReader

CALL = """
known: account_number 44170288
agent: Brightwater, good morning, this is Sam. How can I help you today?
customer: My bill looks far too high this month, it has doubled.
agent: I see. What's the best phone number to reach you on?
customer: It's oh one six three two, nine six oh, one one four.
agent: Thank you. I've taken the second meter off your account.
customer: And will I get the money back?
agent: You will. I'll have the refund with you by Friday, and you'll get a text when it's there.
customer: That's lovely, thank you.
agent: Is there anything else I can help you with?
customer: No, that's everything.
agent: Thank you for calling, have a good day, goodbye.
"""


def checks(page: tuple[Check, ...]) -> dict[str, bool | None]:
    """By name: done, not done, None for what is not needed."""
    return {check.name: check.done if check.needed else None for check in page}


def test_what_was_told_stands_there_masked(reader: SignalReader) -> None:
    """Facts known before and told on the call stand in order, hidden but for their end."""
    given = notes(live(reader, CALL)).given
    assert given[0] == Given("account number", "ending 88", None)
    phone = next(one for one in given if one.kind == "phone number")
    assert phone.shown == "ending 114"
    assert phone.at is not None


def test_what_is_known_before_stands_there_from_the_first(reader: SignalReader) -> None:
    """The notes begin with what was known before anybody spoke."""
    made = coach(reader, parse(CALL))
    first = made.take(next(as_it_goes(parse(CALL))))
    assert any(isinstance(one, Noted) and one.notes.given for one in first)


def test_a_promise_and_its_time(reader: SignalReader) -> None:
    """What the agent promised stands there in their words, with the time they named."""
    promised = notes(live(reader, CALL)).promised
    assert [one.when for one in promised if "refund" in one.what] == ["by Friday"]


def test_a_time_named_later_belongs_to_the_promise(reader: SignalReader) -> None:
    """A promise without a time gets the one that is named right after."""
    source = """
    agent: Hill Boilers, how can I help?
    customer: The heating went off again last night.
    agent: I'll send somebody out to you.
    customer: When?
    agent: On Thursday, between eight and ten.
    """
    before, after = (
        notes(live(reader, text)).promised
        for text in (source.replace("agent: On Thursday, between eight and ten.", ""), source)
    )
    assert [one.when for one in before] == [None]
    assert after[0].when is not None
    assert "Thursday" in after[0].when
    assert len(after) == 1


def test_a_question_is_open_until_it_is_answered(reader: SignalReader) -> None:
    """A customer's question stands open when it was asked, and goes with its answer."""
    call = parse(CALL)
    made = coach(reader, call)
    seen = []
    for heard in as_it_goes(call, None):
        made.take(heard)
        if isinstance(heard, Heard):
            seen.append((heard.utterance.text, [one.words for one in made.notes.still_open]))
    asked = next(open_now for text, open_now in seen if text.startswith("And will I"))
    assert asked == ["will I get the money back?"]
    assert next(open_now for text, open_now in seen if text.startswith("You will")) == []


def test_the_checklist_ticks_itself(reader: SignalReader) -> None:
    """Each line is ticked by what was said, and stays open before."""
    call = parse(CALL)
    made = coach(reader, call)
    after: dict[str, dict[str, bool | None]] = {}
    for heard in as_it_goes(call, None):
        made.take(heard)
        if isinstance(heard, Heard) and heard.utterance.speaker is Speaker.AGENT:
            after[heard.utterance.text.split()[0]] = checks(made.notes.before_goodbye)
    assert after["Brightwater,"] == {
        "settled": False,
        "next step and when": None,
        "anything else": False,
        "thanks": False,
    }
    assert after["You"]["next step and when"] is True
    assert after["You"]["anything else"] is False
    assert after["Is"]["anything else"] is True
    assert made.notes.before_goodbye
    assert set(checks(made.notes.before_goodbye).values()) == {True}


def test_why_they_call(reader: SignalReader) -> None:
    """The reason stands there in the customer's words."""
    assert notes(live(reader, CALL)).reason.startswith("My bill looks far too high")


def test_notes_come_only_when_they_change(reader: SignalReader) -> None:
    """No page of notes is the same as the one before it."""
    pages = [one.notes for one in live(reader, CALL) if isinstance(one, Noted)]
    assert all(before != after for before, after in pairwise(pages))


@pytest.mark.parametrize(
    ("kind", "value", "seen"),
    [
        ("account", "44170288", "ending 88"),
        ("card", "4903116044442222", "ending 2222"),
        ("order", "LH2071", "ending 71"),
        ("last_digits", "2206", "ending 06"),
        ("date_of_birth", "1979-05-03", "3 May"),
        ("security", "Fluffy", None),
        ("name", "It's Wendy Archer. The zip code is", "Wendy Archer"),
        ("account", "unknown", None),
        ("address", "well I have moved and it used to be the old mill by the river", None),
    ],
)
def test_how_much_of_a_fact_is_shown(kind: str, value: str, seen: str | None) -> None:
    """A number keeps its end, a birthday its day, and a security answer nothing."""
    assert shown_of(GivenFact(kind, value, None, None, value)) == seen


def test_when_a_fact_was_given() -> None:
    """A moment is told as minutes and seconds, or as before the call."""
    assert when(72.4) == "at 1:12"
    assert when(None) == "before the call"


def test_a_security_code_is_never_noted(reader: SignalReader) -> None:
    """The digits of a security code stand nowhere in the notes and the wrap-up."""
    source = """
    agent: Brightwater, how can I help?
    customer: I want to pay my bill. Is that possible?
    agent: And what is the security code on the back of the card?
    customer: Is it seven three nine?
    agent: And the expiry date?
    customer: March twenty-seven.
    """
    call = parse(source)
    made = coach(reader, call)
    for heard in as_it_goes(call):
        made.take(heard)
        assert "seven three nine" not in repr(made.notes)
    assert "seven three nine" not in made.wrap_up()


def test_the_wrap_up(reader: SignalReader) -> None:
    """It has the reason, what was done, and promises with their dates, as text to copy."""
    call = parse(CALL)
    made = coach(reader, call)
    for heard in as_it_goes(call):
        made.take(heard)
    lines = made.wrap_up().splitlines()
    assert lines[0].startswith("Reason: My bill looks far too high")
    assert "Done: I've taken the second meter off your account" in lines
    assert any("refund" in line and line.endswith("(by Friday)") for line in lines)
    assert not any(line.startswith("Still open") for line in lines)


def test_the_wrap_up_of_a_recorded_call(reader: SignalReader) -> None:
    """A call that was not followed live gives the same text."""
    call = parse(CALL)
    made = coach(reader, call)
    for heard in as_it_goes(call):
        made.take(heard)
    listener = Listener.to(call.setting, reader)
    listen((heard for heard in as_it_goes(call, None)), listener)  # type: ignore[misc]
    assert wrap_up(listener.conversation, reader) == made.wrap_up()


def test_an_empty_call_has_a_wrap_up(reader: SignalReader) -> None:
    """A call in which nobody said anything says so."""
    listener = Listener.to(parse(CALL).setting, reader, [])
    assert wrap_up(listener.conversation, reader).splitlines() == [
        "Reason: not said",
        "Done: not said",
        "Promised: not said",
        "Next: not said",
    ]
