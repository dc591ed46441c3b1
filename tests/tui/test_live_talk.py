"""The words of a call that goes on: committed ones stay, and only ever hide more."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from live_calls import say, words

from coach.call import Heard, Speaker
from coach.call.masked import mask_utterances
from coach.call.masking import DOT
from coach.tui.live.talk import LOOK_BACK, Talk
from coach.tui.live.talk import Line as TalkLine

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def heard(*said: Heard) -> Talk:
    talk = Talk()
    for one in said:
        talk.hear(one.utterance)
    return talk


def texts(lines: Sequence[TalkLine]) -> list[str]:
    return [line.text for line in lines]


def test_a_final_takes_the_place_of_its_partial() -> None:
    """The words that were provisional are not shown twice."""
    talk = Talk()
    talk.guess(words(AGENT, "Let me have", 1.0, 2.0))
    talk.hear(say(AGENT, "Let me have a look.", 1.0, 2.6).utterance)
    assert texts(talk.lines) == ["Let me have a look."]
    assert talk.provisional == ()


def test_what_goes_on_stays_while_the_other_is_committed() -> None:
    """A customer's final does not end the agent's sentence, nor do earlier words of one's own."""
    talk = Talk()
    talk.guess(words(AGENT, "So the new address", 4.0, 5.0))
    talk.hear(say(CUSTOMER, "Yes.", 4.2, 4.6).utterance)
    talk.hear(say(AGENT, "Right.", 2.0, 2.4).utterance)
    assert texts(talk.provisional) == ["So the new address"]


def test_a_partial_that_comes_late_is_not_shown() -> None:
    """Finals outrank partials, also those that arrive before."""
    talk = heard(say(AGENT, "Let me have a look.", 1.0, 2.6))
    talk.guess(words(AGENT, "Let me have", 1.0, 2.0))
    assert talk.provisional == ()


def test_only_what_is_not_committed_yet_is_provisional() -> None:
    """A partial that begins with words of the last final goes on where that ended."""
    talk = heard(say(AGENT, "That is our kit.", 1.0, 3.0))
    talk.guess(words(AGENT, "That is our kit. It costs", 1.0, 4.5))
    assert texts(talk.provisional) == ["It costs"]


def test_no_words_take_a_partial_back() -> None:
    """An empty partial says that there was nothing."""
    talk = Talk()
    talk.guess(words(AGENT, "Hm", 1.0, 1.2))
    talk.guess(words(AGENT, "", 1.0, 1.2))
    assert talk.provisional == ()


def test_a_number_in_pieces_is_hidden_once_it_is_one() -> None:
    """What looked harmless is hidden in the lines above when the rest of it comes."""
    pieces = ("It's four nine oh three", "one one six oh", "double two seven one")
    talk = heard(*(say(CUSTOMER, it, 3.0 * i, 3.0 * i + 2.0) for i, it in enumerate(pieces)))
    hidden = " ".join(texts(talk.lines))
    assert hidden.startswith("It's • • • •")
    assert "three" not in hidden
    assert talk.settle() == 0


def test_provisional_words_are_masked_with_what_went_before() -> None:
    """A number is hidden while it is still being said."""
    talk = heard(say(CUSTOMER, "My card is four nine oh three", 0.0, 2.0))
    talk.guess(words(CUSTOMER, "one one six oh two two", 2.4, 4.0))
    assert "six" not in talk.provisional[0].text
    assert DOT in talk.provisional[0].text


def test_a_security_code_is_hidden_in_the_answer() -> None:
    """Three digits are nothing, unless they were asked for as a code."""
    talk = heard(
        say(AGENT, "And the three digits on the back?", 0.0, 2.0),
        say(CUSTOMER, "Four one seven.", 2.5, 3.5),
    )
    assert texts(talk.lines)[1] == "• • •."


def test_what_was_hidden_stays_hidden() -> None:
    """Also when what told that it was a code is out of reach."""
    talk = heard(
        say(AGENT, "And the security code?", 0.0, 2.0),
        say(CUSTOMER, "Four one seven.", 2.5, 3.5),
        *(say(AGENT, "Thank you.", 4.0 + i, 4.5 + i) for i in range(2 * LOOK_BACK)),
    )
    assert texts(talk.lines)[1] == "• • •."


def test_pins_stand_between_the_words() -> None:
    """A pinned moment is a line of its own, where it was pinned."""
    talk = heard(say(AGENT, "Hello.", 0.0, 1.0))
    talk.pin("ask Sam about\nthis", 1.5)
    talk.hear(say(CUSTOMER, "Hi.", 2.0, 2.5).utterance)
    assert texts(talk.lines) == ["Hello.", "ask Sam about this", "Hi."]


numbers = st.lists(
    st.sampled_from(["one", "two", "three", "four", "nine", "oh", "double", "seven"]), min_size=1
)
pieces = st.lists(st.tuples(st.sampled_from(Speaker), numbers), min_size=1, max_size=12)


@given(pieces)
def test_the_screen_hides_all_that_a_review_hides(said: list[tuple[Speaker, list[str]]]) -> None:
    """Line by line as it comes, no word is shown that the whole call, known, would hide."""
    call = [say(who, " ".join(it), 2.0 * i, 2.0 * i + 1.5) for i, (who, it) in enumerate(said)]
    whole = mask_utterances([it.utterance for it in call])
    for shown, hidden in zip(heard(*call).lines, whole, strict=True):
        for word, safe in zip(shown.text.split(), hidden.words, strict=True):
            assert safe.text == word or DOT in word


@given(pieces)
def test_only_changed_lines_are_told(said: list[tuple[Speaker, list[str]]]) -> None:
    """Lines before the first changed one are as they were."""
    talk = Talk()
    for i, (who, it) in enumerate(said):
        before = list(talk.lines)
        talk.hear(say(who, " ".join(it), 2.0 * i, 2.0 * i + 1.5).utterance)
        changed = talk.settle()
        assert talk.lines[:changed] == before[:changed]
