"""The two guards, which look at the agent's words while they are spoken."""

from __future__ import annotations

import pytest
from going_on import as_it_goes, coach, gone, live, notes, shown

from coach.call import Heard, Partial, Speaker
from coach.call.live import Gone, Shown, Why
from coach.call.notation import parse
from coach.coaching.settings import CoachingSettings
from coach.signals import SignalReader

ASKED_AGAIN = """
known: account_number 44170288
agent: Brightwater, good morning, this is Sam. How can I help you today?
customer: My bill looks high this month and I don't know why.
agent: Let me have a look. Can you give me your account number, please, so I can open it?
customer: I typed it in already.
"""

UNANSWERED_GOODBYE = """
agent: Harbour Cycles, good morning, how can I help?
customer: I'd like to move my service to Friday.
agent: Friday at nine is free, I've put you in there.
customer: Great. But what happens to the deposit that I paid for Monday?
agent: All right. Thank you so much for calling Harbour Cycles today, have a good day, goodbye.
customer: Hello?
"""

VAGUE_GOODBYE = """
agent: Hill Boilers, how can I help you?
customer: The heating went off again last night.
agent: Oh no. Somebody will ring you back about it.
customer: Okay, that's fine. That's all.
agent: Lovely. Thank you so much for calling Hill Boilers today, you have a good day now, bye bye.
customer: Bye.
"""

UNCHECKED_GOODBYE = """
agent: Harbour Cycles, good morning, how can I help?
customer: I'd like to move my service to Friday.
agent: Friday at nine is free, I've put you in there.
customer: Friday at nine. Right.
agent: Okay. Thank you so much for calling Harbour Cycles today, you have a good day now, goodbye.
customer: Bye.
"""

ALL_GOOD = """
known: account_number 44170288
agent: Harbour Cycles, good morning. I have your account here, ending 288, is that right?
customer: It is. I'd like to move my service to Friday.
agent: Friday at nine is free, I've put you in there. Is there anything else I can do for you?
customer: No, that's everything, thank you.
agent: Thank you so much for calling Harbour Cycles today, you have a good day now, goodbye.
customer: Bye.
"""


def words_end(source: str, words: str) -> float:
    """When the last of some words of a call was spoken, in seconds."""
    wanted = words.split()
    for said in parse(source).turns:
        texts = [word.text for word in said.words]
        for start in range(len(texts) - len(wanted) + 1):
            if texts[start : start + len(wanted)] == wanted:
                return said.words[start + len(wanted) - 1].span.end
    raise AssertionError(words)


def test_the_ask_guard_comes_while_it_is_asked(reader: SignalReader) -> None:
    """What was given is shown within a second of the words that ask for it, mid-sentence."""
    happened = live(reader, ASKED_AGAIN, step_s=0.5)
    guard = next(one for one in shown(happened) if one.prompt.id == "ask-guard")
    asked = words_end(ASKED_AGAIN, "account number,")
    assert asked <= guard.at <= asked + 1.0
    assert guard.at < words_end(ASKED_AGAIN, "open it?")
    assert guard.prompt.cue == "Have it: ending 88"
    assert "account number" in guard.prompt.say
    assert "before the call" in guard.prompt.why


def test_a_fact_is_lit_while_it_is_asked_for(reader: SignalReader) -> None:
    """The fact lights up with the guard, and goes out when the customer has answered."""
    call = parse(ASKED_AGAIN)
    made = coach(reader, call)
    lit = {}
    for heard in as_it_goes(call):
        made.take(heard)
        lit[made.now] = any(given.lit for given in made.notes.given)
    asked = words_end(ASKED_AGAIN, "account number,")
    assert not any(is_lit for at, is_lit in lit.items() if at < asked - 1.0)
    assert any(is_lit for at, is_lit in lit.items() if asked <= at <= asked + 1.0)
    assert not lit[made.now]


@pytest.mark.parametrize(
    ("source", "guard"),
    [
        (UNANSWERED_GOODBYE, "goodbye-guard"),
        (VAGUE_GOODBYE, "goodbye-next-step"),
        (UNCHECKED_GOODBYE, "goodbye-check"),
    ],
)
@pytest.mark.parametrize("step_s", [0.5, 1.0])
def test_the_goodbye_guards(reader: SignalReader, source: str, guard: str, step_s: float) -> None:
    """What the goodbye would leave behind is shown before it is over, within its first words."""
    happened = live(reader, source, step_s=step_s)
    closing = [one for one in shown(happened) if one.prompt.id.startswith("goodbye")]
    assert [one.prompt.id for one in closing] == [guard]
    begun = words_end(source, "Thank you so much for calling")
    assert closing[0].at <= begun + 1.0 + step_s


def test_the_goodbye_guard_says_what_is_open(reader: SignalReader) -> None:
    """The customer's own words stand on the card."""
    card = next(
        one.prompt
        for one in shown(live(reader, UNANSWERED_GOODBYE))
        if one.prompt.id == "goodbye-guard"
    )
    assert "what happens to the deposit" in card.why
    assert card.cue.startswith("Open: what happens")


def test_nothing_guards_a_good_call(reader: SignalReader) -> None:
    """A number that is read back and a goodbye that leaves nothing behind bring no guard."""
    assert [one for one in shown(live(reader, ALL_GOOD)) if "guard" in one.prompt.id] == []
    assert [one for one in shown(live(reader, ALL_GOOD)) if "goodbye" in one.prompt.id] == []


def test_without_provisional_words_a_guard_comes_with_the_committed(reader: SignalReader) -> None:
    """When a slow machine leaves partials out, the guard still comes, later."""
    early = next(one for one in shown(live(reader, ASKED_AGAIN)) if one.prompt.id == "ask-guard")
    late = next(
        one for one in shown(live(reader, ASKED_AGAIN, step_s=None)) if one.prompt.id == "ask-guard"
    )
    assert late.prompt == early.prompt
    assert late.at > early.at


def test_one_guard_an_utterance(reader: SignalReader) -> None:
    """The card that answers the finding does not come after the guard that prevented it."""
    happened = live(reader, ASKED_AGAIN)
    assert [one.prompt.pattern for one in shown(happened)].count("reasked-identifier") == 1


def test_a_guard_goes_when_the_number_is_read_back(reader: SignalReader) -> None:
    """The guard has done its work once the agent says the number themselves."""
    source = """
    known: account_number 44170288
    agent: Brightwater, good morning, this is Sam. How can I help you today?
    customer: My bill looks high this month and I don't know why.
    agent: Let me look. Can you give me your account number, please?
    agent: Oh, I have it here, it ends in two eight eight, is that right?
    customer: That's right.
    """
    happened = live(reader, source)
    assert [one.why for one in gone(happened) if one.prompt_id == "ask-guard"] == [Why.DONE]


def test_a_guard_outranks_a_card(reader: SignalReader) -> None:
    """A guard takes the place of whatever is on the screen."""
    complaint = "I want to make an official complaint about my bill."
    happened = live(reader, ASKED_AGAIN.replace("My bill looks", f"{complaint} It looks"))
    steps = [one for one in happened if isinstance(one, Shown | Gone)]
    place = next(
        i for i, one in enumerate(steps) if isinstance(one, Shown) and one.prompt.id == "ask-guard"
    )
    assert place > 0
    assert isinstance(steps[place - 1], Gone)
    assert steps[place - 1].why is Why.OUTRANKED


def test_words_that_have_not_changed_are_not_read_again(reader: SignalReader) -> None:
    """The same provisional words cost one reading, however often they come."""
    counted: list[str] = []

    class Counting:
        def read(self, said: object, before: str = "") -> object:
            counted.append(said.text)  # type: ignore[attr-defined]
            return reader.read(said, before)  # type: ignore[arg-type]

        acts = staticmethod(reader.acts)

    call = parse(ASKED_AGAIN)
    made = coach(Counting(), call)  # type: ignore[arg-type]
    made.take(Heard(call.turns[0]))
    counted.clear()
    words = call.turns[2].words[:6]
    for later in range(5):
        made.take(Partial(Speaker.AGENT, words, 20.0 + later))
    assert len(counted) == 1


def test_a_failing_guard_never_ends_a_call(
    reader: SignalReader, caplog: pytest.LogCaptureFixture
) -> None:
    """When provisional words cannot be judged, it is logged and the call goes on."""

    class Failing:
        def read(self, said: object, before: str = "") -> object:
            if said.text.startswith("Let me"):  # type: ignore[attr-defined]
                raise OSError("no memory left")
            return reader.read(said, before)  # type: ignore[arg-type]

        acts = staticmethod(reader.acts)

    call = parse(ASKED_AGAIN)
    made = coach(Failing(), call)  # type: ignore[arg-type]
    made.take(Heard(call.turns[0]))
    assert made.take(Partial(Speaker.AGENT, call.turns[2].words[:6], 20.0)) == ()
    assert "could not be judged" in caplog.text


def test_a_team_that_wants_quiet(reader: SignalReader) -> None:
    """Quiet shows nothing, no guard either; the notes go on."""
    happened = live(reader, ASKED_AGAIN, CoachingSettings(quiet=True))
    assert shown(happened) == []
    assert notes(happened).given[0].kind == "account number"


@pytest.mark.parametrize(
    "question",
    [
        "And what was your last name, please, so that I can look you up?",
        "I have your name here as Jack, is that right?",
        "And what is your wife's name?",
    ],
)
def test_what_was_not_given_may_be_asked(reader: SignalReader, question: str) -> None:
    """A first name answers no question for the last one, and nobody else's."""
    source = f"""
    known: name Jack
    agent: Harbour Cycles, good morning, how can I help?
    customer: I'd like to move my service to Friday.
    agent: Of course. {question}
    customer: Sure.
    """
    assert "ask-guard" not in {one.prompt.id for one in shown(live(reader, source))}


def test_a_number_given_in_part_may_be_asked_for(reader: SignalReader) -> None:
    """The end of a card is not the card: asking for the whole number is fair."""
    source = """
    agent: Harbour Cycles, good morning, how can I help?
    customer: I'd like to pay with my card, the card ending four four one seven.
    agent: Of course, thank you. And what is the long card number, please?
    customer: Just a second.
    """
    assert "ask-guard" not in {one.prompt.id for one in shown(live(reader, source))}
