"""Broken on purpose: each fault is one that somebody will make some day."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from laws import Ear

from coach.call import (
    EndedBy,
    Event,
    Evidence,
    Finding,
    Kind,
    Skill,
    Span,
    Speaker,
    WrittenCall,
)
from coach.detectors import Pattern
from coach.ledger import Conversation
from coach.listening import Listener
from coach.signals import SignalReader

Notice = Callable[[Conversation], Iterator[Finding]]

TALK = """
agent: Hello, Harbour Cycles, Sorry to keep you.
customer: Hello. I have a question about my bicycle.
agent: sorry, could you say which bicycle it is? Sorry about that.
customer: The green one with the basket.
... 12s
agent: Sorry, I found it now, and it is ready.
customer: Oh good, thank you. When do you close?
agent: At six. Sorry that it took so long.
customer: That is fine.
ended by: agent
"""


def finding(
    talk: Conversation, anchor: int, confidence: float = 0.9, /, **other: object
) -> Finding:
    said = talk.said(anchor)
    made = Finding("says-sorry", Kind.ANTI, said.span, anchor, said.text, confidence, "Sorry.")
    return replace(made, **other)


def says_sorry(talk: Conversation) -> bool:
    """Whether the agent has just said sorry, however it is written."""
    if talk.latest is None:
        return False
    said = talk.said(talk.latest)
    return said.speaker is Speaker.AGENT and "sorry" in said.text.lower()


def as_pattern(notice: Notice) -> Pattern:
    return Pattern("says-sorry", Kind.ANTI, Skill.APOLOGY, "Says sorry.", (), TALK, notice)


def healthy(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest)


# Detectors that are no pure function of the conversation


def remembers_calls() -> Notice:
    said_before: set[str] = set()

    def notice(talk: Conversation) -> Iterator[Finding]:
        if says_sorry(talk) and talk.said(talk.latest).text not in said_before:
            said_before.add(talk.said(talk.latest).text)
            yield finding(talk, talk.latest)

    return notice


def counts_across_calls() -> Notice:
    count = 0

    def notice(talk: Conversation) -> Iterator[Finding]:
        nonlocal count
        if says_sorry(talk):
            count += 1
            yield finding(talk, talk.latest, 1 / count)

    return notice


def throws_dice() -> Notice:
    dice = random.Random(4)  # noqa: S311 - a fault, no secret

    def notice(talk: Conversation) -> Iterator[Finding]:
        if says_sorry(talk) and dice.random() < 0.5:
            yield finding(talk, talk.latest)

    return notice


def early_in_the_call(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk) and talk.call.now < 60.0:
        yield finding(talk, talk.latest)


def minutes_by_the_clock(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest, span=replace(talk.said(talk.latest).span, start=0.0))


def between_two_ticks(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk) and talk.call.now % 1.0 < 0.5:
        yield finding(talk, talk.latest)


def capital_at_the_front(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk) and talk.said(talk.latest).text[0].isupper():
        yield finding(talk, talk.latest)


def only_small_letters(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk) and "sorry" in talk.said(talk.latest).text:
        yield finding(talk, talk.latest)


def question_marks(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk) and "?" in talk.said(talk.latest).text:
        yield finding(talk, talk.latest)


def ticks_off_what_it_saw(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        talk.entities[talk.latest] = ()
        talk.matters.all.clear()
        yield finding(talk, talk.latest)


def lengthens_turns(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        talk.turn(talk.latest).texts.append("(sorry)")
        yield finding(talk, talk.latest)


def twice_at_once(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest, 0.8)
        yield finding(talk, talk.latest, 0.9)


def points_ahead(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest, anchor=talk.latest + 1)


def points_to_the_customer(talk: Conversation) -> Iterator[Finding]:
    if talk.latest is not None and talk.said(talk.latest).speaker is Speaker.CUSTOMER:
        yield finding(talk, talk.latest)


def quotes_what_was_not_said(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest, quote="I apologise")


def surer_than_sure(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest, 1.2)


def rests_on_the_future(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        ahead = (Evidence(talk.call.now + 5.0, "sorry"),)
        yield finding(talk, talk.latest, evidence=ahead)


def raises(talk: Conversation) -> Iterator[Finding]:
    if says_sorry(talk):
        yield finding(talk, talk.latest + 1)


def hears_voices(talk: Conversation) -> Iterator[Finding]:
    if talk.call.now > 20.0 and not talk.readings:
        nobody = Span(0.0, talk.call.now)
        yield Finding("says-sorry", Kind.ANTI, nobody, 0, "sorry", 0.9, "Nobody spoke.")


def first_of_a_turn(talk: Conversation) -> Iterator[Finding]:
    """Asks how an utterance begins, where a turn was meant."""
    if says_sorry(talk) and talk.said(talk.latest).text.lower().startswith("sorry"):
        yield finding(talk, talk.latest)


# Listeners that know more than what was heard


def knows_what_comes(reader: SignalReader) -> Ear:
    """Closes over the whole call: sorry is a fault only when somebody says thank you later."""

    def opens(call: WrittenCall) -> Listener:
        thanked = max((t.end for t in call.turns if "thank" in t.text.lower()), default=0.0)

        def notice(talk: Conversation) -> Iterator[Finding]:
            if says_sorry(talk) and talk.call.now < thanked:
                yield finding(talk, talk.latest)

        return Listener.to(call.setting, reader, [as_pattern(notice)])

    return opens


def knows_how_it_ends(reader: SignalReader) -> Ear:
    def opens(call: WrittenCall) -> Listener:
        def notice(talk: Conversation) -> Iterator[Finding]:
            if says_sorry(talk):
                yield finding(talk, talk.latest, 0.9 if call.ended_by is EndedBy.AGENT else 0.5)

        return Listener.to(call.setting, reader, [as_pattern(notice)])

    return opens


def keeps_one_book(reader: SignalReader) -> Ear:
    """Opens a listener anew for each call, and lets all of them note in one book."""
    book: dict[tuple[str, int], Finding] = {}

    def opens(call: WrittenCall) -> Listener:
        listener = Listener.to(call.setting, reader, [as_pattern(healthy)])
        listener.noticed = book
        return listener

    return opens


@dataclass
class OnlyAtTheEnd:
    """Waits for the recording to be over before it says anything."""

    listener: Listener
    said: list[Finding] = field(default_factory=list)

    @property
    def noticed(self) -> dict[tuple[str, int], Finding]:
        return self.listener.noticed

    @property
    def switched_off(self) -> dict[str, str]:
        return self.listener.switched_off

    def take(self, event: Event) -> Sequence[Finding]:
        self.said.extend(self.listener.take(event))
        return ()


def says_it_too_late(reader: SignalReader) -> Ear:
    return lambda call: OnlyAtTheEnd(Listener.to(call.setting, reader, [as_pattern(healthy)]))
