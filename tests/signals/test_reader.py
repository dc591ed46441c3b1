"""The model's readings: what holds of them whatever the model has learned."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.call import MachineError, Span, Speaker, Utterance, spread, utterance
from coach.signals import ACTS, Act, Reading, SignalReader
from coach.signals.acts import ASKS
from coach.signals.reader import LONGEST_CONTEXT_WORDS, words_before
from coach.signals.reading import surely

OF_THE_AGENT = ACTS[ACTS.index(Act.ASK_NAME) : ACTS.index(Act.GIVE_IDENTIFIER)]
OF_THE_CUSTOMER = ACTS[ACTS.index(Act.GIVE_IDENTIFIER) :]

few = settings(max_examples=15)
spoken = st.lists(
    st.sampled_from(
        ["Sorry,", "the", "box", "is", "LATE.", "Why?", "-", "é", "40", "…", "x" * 300]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
sides = st.sampled_from(Speaker)


def said(text: str, speaker: Speaker = Speaker.AGENT) -> Utterance:
    return utterance(speaker, text, Span(0.0, 0.4 * len(text.split())))


def alike(one: Reading, other: Reading) -> bool:
    return one.probabilities == other.probabilities and one.pieces == other.pieces


@given(speaker=sides, text=spoken, before=st.just("") | spoken)
@few
def test_a_reading_has_chances(
    reader: SignalReader, speaker: Speaker, text: str, before: str
) -> None:
    """Whatever is said, each act has a chance between nought and one, and so has its end."""
    reading = reader.read(said(text, speaker), before)
    assert len(reading.probabilities) == len(ACTS)
    assert all(0.0 <= p <= 1.0 for p in reading.probabilities)
    assert 0.0 <= reading.finished <= 1.0
    covered = [index for piece in reading.pieces for index in piece.words]
    assert covered == list(range(len(text.split())))
    assert all(0.0 <= p <= 1.0 for piece in reading.pieces for p in piece.probabilities)


@given(text=spoken)
@few
def test_a_side_does_only_its_own_acts(reader: SignalReader, text: str) -> None:
    """An act of one side has no chance when the other side speaks."""
    for speaker, others in (
        (Speaker.AGENT, OF_THE_CUSTOMER),
        (Speaker.CUSTOMER, OF_THE_AGENT),
    ):
        reading = reader.read(said(text, speaker))
        assert all(reading.p(act) == 0.0 for act in others)


@given(text=spoken, before=spoken)
@few
def test_style_is_not_read(reader: SignalReader, text: str, before: str) -> None:
    """Capitals and punctuation around words change nothing at all."""
    one = reader.read(said(text), before)
    assert alike(one, reader.read(said(text.upper()), before.upper()))
    dotted = " ".join(word.rstrip(",.?…") + "!" for word in text.split())
    assert alike(one, reader.read(said(dotted), before))


def test_the_same_words_read_the_same(reader: SignalReader) -> None:
    """Two models in memory, and two readings by one, agree to the last digit."""
    one = said("I am sorry that you had to wait. What is your postcode?")
    other = SignalReader()
    assert alike(reader.read(one, "Hello?"), other.read(one, "Hello?"))
    assert alike(other.read(one, "Hello?"), other.read(one, "Hello?"))


def test_a_pause_makes_two_pieces(reader: SignalReader) -> None:
    """What stands before and after a long pause is read as two pieces, each for what it does."""
    first = spread("Thank you for holding", Span(0.0, 2.0))
    second = spread("what is the best number to call you on", Span(4.0, 7.0))
    reading = reader.read(Utterance(Speaker.AGENT, (*first, *second)))
    assert [piece.words for piece in reading.pieces] == [range(4), range(4, 13)]
    assert reading.best(Act.ASK_PHONE) is reading.pieces[1]
    assert reading.best(Act.HOLD_RETURN) is reading.pieces[0]


def test_a_late_answer_is_read_beside_its_question(reader: SignalReader) -> None:
    """The acts of a reply to an older matter are those that it would have straight after it."""
    reply = said("It is two metres ten.")
    matter = "Is there a height limit on the car park?"
    assert reader.acts(reply, matter) == reader.read(reply, matter).probabilities


def test_only_the_last_words_are_context() -> None:
    """Of what came before, the last thirty words count, as the model reads them."""
    assert words_before("Well, - I SEE.") == ("well", "i", "see")
    assert words_before(" ".join(map(str, range(100)))) == tuple(map(str, range(70, 100)))
    assert LONGEST_CONTEXT_WORDS == 30


def test_a_very_long_utterance_is_read(reader: SignalReader) -> None:
    """An utterance of a thousand words is read whole, in pieces."""
    reading = reader.read(said("the box is in the shop and the shop is open " * 100))
    assert reading.pieces[-1].words.stop == 1100


def test_the_end_of_a_long_utterance_is_an_end(reader: SignalReader) -> None:
    """Two minutes of talk that come to the end of a sentence are finished, as a short one is."""
    talk = "the green box goes to the shop by the river and comes back later in the week. "
    assert reader.read(said(talk)).finished > 0.5
    assert reader.read(said(talk * 10)).finished > 0.5


def test_the_end_of_a_long_utterance_counts(reader: SignalReader) -> None:
    """What is asked at the end of two minutes of talk is noticed in the utterance as a whole."""
    talk = "the green box goes to the shop by the river and comes back later in the week. " * 20
    asks = "What is your date of birth?"
    assert reader.read(said(asks)).does(Act.ASK_BIRTHDATE)
    assert reader.read(said(talk + asks)).does(Act.ASK_BIRTHDATE)


def test_without_a_model(tmp_path: Path) -> None:
    """A folder without a model is refused with what to do, and so is one of other acts."""
    with pytest.raises(MachineError, match="not in") as refusal:
        SignalReader(tmp_path)
    assert "make signals" in refusal.value.hint
    (tmp_path / "card.json").write_text('{"acts": ["sings"]}', encoding="utf-8")
    with pytest.raises(MachineError, match="other acts"):
        SignalReader(tmp_path)


def test_a_reading_made_by_hand() -> None:
    """A reading answers for the likeliest of several acts, and lists those that are likely."""
    reading = Reading(surely([Act.THANKS, Act.GOODBYE]), ())
    assert reading.acts() == (Act.THANKS, Act.GOODBYE)
    assert reading.p(Act.THANKS, Act.REFUSE) == 1.0
    assert not reading.does(Act.REFUSE)
    assert surely([]) == (0.0,) * len(ACTS)


def test_each_kind_of_identifier_is_asked_for_by_one_act() -> None:
    """Every act of asking asks for one kind of its own."""
    assert len(set(ASKS.values())) == len(ASKS)
    assert all(str(act).startswith("ask_") for act in ASKS)
