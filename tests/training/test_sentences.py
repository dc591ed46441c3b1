"""The training sentences: their notation, their acts, and how they are varied."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Speaker
from coach.call.notation import parse
from coach.signals.acts import ACTS
from coach.signals.pieces import plain
from coach.signals.reader import Passage
from training.sentences import (
    SENTENCES,
    Example,
    cut_off,
    join,
    may_join,
    misheard,
    mismatched,
    read_all,
    read_file,
    sentence_ends,
    vary,
)

ROOT = Path(__file__).parents[2]
README = ROOT / "training" / "README.md"
FILES = sorted(SENTENCES.glob("*.txt"))
SPOKEN_BY_ALL = frozenset(
    {
        "is there anything else i can do for you",
        "is there anything else i can help you with",
        "is there anything else i can help you with today",
    }
)
"""Longer sentences that everybody on the telephone says."""

LONG = 8
"""Words from which two people do not say the same by chance."""


@cache
def sentences() -> tuple[Example, ...]:
    return tuple(read_all())


def acts_of_readme() -> dict[str, list[str]]:
    """The acts that the tables define, by the heading above the table."""
    by_heading: dict[str, list[str]] = defaultdict(list)
    heading = ""
    for line in README.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            heading = line[4:]
        elif line.startswith("| `"):
            by_heading[heading] += re.findall(r"`(\w+)`", line.split("|")[1])
    return dict(by_heading)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_reads(path: Path) -> None:
    """A file of sentences follows its notation, and its name says its author and theme."""
    author, _, theme = path.stem.partition("-")
    assert re.fullmatch(r"[a-z]{1,2}", author)
    assert theme
    found = read_file(path, author, theme)
    assert found
    assert all((one.author, one.theme) == (author, theme) for one in found)


def test_the_acts_are_those_of_the_readme() -> None:
    """Every act that the model knows is defined once for people who write sentences."""
    defined = [act for acts in acts_of_readme().values() for act in acts]
    assert sorted(defined) == sorted(ACTS)
    assert list(acts_of_readme()) == ["Either side", "The agent", "The customer"]


def test_the_acts_are_in_the_order_of_the_sides() -> None:
    """The acts stand by side, which is how the reader knows which acts a side cannot do."""
    sides = acts_of_readme()
    first, last = ACTS.index("ask_name"), ACTS.index("give_identifier")
    assert {str(act) for act in ACTS[:first]} == set(sides["Either side"])
    assert {str(act) for act in ACTS[first:last]} == set(sides["The agent"])
    assert {str(act) for act in ACTS[last:]} == set(sides["The customer"])


def test_a_side_does_only_its_own_acts() -> None:
    """No agent's line has an act of the customer, and no customer's line one of the agent."""
    sides = acts_of_readme()
    other = {Speaker.AGENT: "The customer", Speaker.CUSTOMER: "The agent"}
    wrong = [
        (one.theme, " ".join(one.passage.words), sorted(one.acts & set(sides[other[speaker]])))
        for one in sentences()
        if (speaker := one.passage.speaker) and one.acts & set(sides[other[speaker]])
    ]
    assert not wrong


def test_every_act_has_sentences_of_several_authors() -> None:
    """Each act is shown by at least forty sentences of at least three authors."""
    shown: dict[str, list[str]] = defaultdict(list)
    for one in sentences():
        for act in one.acts:
            shown[act].append(one.author)
    few = {str(act): len(shown[act]) for act in ACTS if len(shown[act]) < 40}
    assert not few
    assert all(len(set(authors)) >= 3 for authors in shown.values())


def test_a_sentence_keeps_its_words() -> None:
    """Words are read as the model reads them, with a mark for each whether it ends a sentence."""
    for one in sentences():
        assert one.passage.words
        assert all(word == plain(word) != "" for word in one.passage.words)
        assert one.ends is None or len(one.ends) == len(one.passage.words)
        assert not one.cut_off


def test_what_came_before_is_of_the_other_side(tmp_path: Path) -> None:
    """A line's context is the other side's line before it in its snippet, and nothing else."""
    path = tmp_path / "x-y.txt"
    path.write_text(
        "# author: x\na: How can I help? | ask_reason\nc: It broke. | failure\n"
        "c: on monday | none\n\na: Hello. | greeting\n",
        encoding="utf-8",
    )
    found = read_file(path, "x", "y")
    assert [one.passage.before for one in found] == [(), ("how", "can", "i", "help"), (), ()]
    assert [one.ends for one in found] == [
        (False, False, False, True),
        (False, True),
        None,
        (True,),
    ]
    assert found[2].acts == frozenset()


@pytest.mark.parametrize(
    "line", ["a: Hello.", "x: Hello. | greeting", "a: Hello. | nonsense", "a: | greeting", "hello"]
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """A line that does not fit is named with its file and number."""
    path = tmp_path / "x-y.txt"
    path.write_text(f"a: Hello. | greeting\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x-y\.txt:2: "):
        read_file(path, "x", "y")


WORDS = "your two box is the no right can't four mm-hm"
words = st.lists(st.sampled_from(WORDS.split(" ")), min_size=1)


@st.composite
def examples(draw: st.DrawFn) -> Example:
    said = tuple(draw(words))
    ends = draw(st.none() | st.lists(st.booleans(), min_size=len(said), max_size=len(said)))
    before = tuple(draw(st.just([]) | words))
    return Example(
        author="x",
        theme="y",
        passage=Passage(draw(st.sampled_from(Speaker)), said, before),
        acts=frozenset(draw(st.sets(st.sampled_from([str(act) for act in ACTS]), max_size=3))),
        ends=None if ends is None else tuple(ends),
    )


chance = st.randoms(use_true_random=False)


@given(chance)
def test_no_answer_is_an_answer_beside_another_question(rng: random.Random) -> None:
    """A mismatched answer stands beside a question that it was not given to, and does nothing."""
    pairs = {(e.passage.words, e.passage.before) for e in sentences()}
    for one in islice(mismatched(sentences(), 0.05, rng), 20):
        assert one.mismatched
        assert not one.acts
        assert (one.passage.words, one.passage.before) not in pairs


@given(examples(), chance)
def test_a_varied_sentence_is_the_same_sentence(one: Example, rng: random.Random) -> None:
    """Varying keeps the side and the acts, at least one word, and a mark for every word.

    Of what came before, all is kept, or the end, or nothing.
    """
    varied = vary(one, rng)
    assert varied.acts == one.acts
    assert varied.passage.speaker is one.passage.speaker
    assert 1 <= len(varied.passage.words) <= len(one.passage.words)
    kept = len(varied.passage.before)
    assert varied.passage.before == one.passage.before[len(one.passage.before) - kept :]
    assert (varied.ends is None) is (one.ends is None)
    assert varied.ends is None or len(varied.ends) == len(varied.passage.words)
    assert not varied.cut_off


@given(examples(), chance)
def test_what_is_cut_off_is_a_beginning(one: Example, rng: random.Random) -> None:
    """A sentence that is broken off is a beginning of it, whose last word ends nothing."""
    cut = cut_off(one, rng)
    size = len(cut.passage.words)
    assert cut.passage.words == one.passage.words[:size]
    assert cut.passage.before == one.passage.before
    assert cut.cut_off is (size < len(one.passage.words)) or cut is one
    if cut.cut_off:
        assert cut.ends is not None
        assert len(cut.ends) == size
        assert not cut.ends[-1]


@given(examples(), examples())
def test_joined_sentences_do_what_both_did(first: Example, second: Example) -> None:
    """Two sentences in one breath have the words and acts of both, and are no backchannel."""
    both = join(first, second)
    assert both.passage.words == first.passage.words + second.passage.words
    assert both.acts == (first.acts | second.acts) - {"backchannel"}
    assert both.passage.before == first.passage.before
    assert (both.ends is None) is (None in (first.ends, second.ends))
    if both.ends is not None:
        assert len(both.ends) == len(both.passage.words)
        assert both.ends[len(first.passage.words) - 1]


@given(examples(), examples())
def test_who_may_be_joined(first: Example, second: Example) -> None:
    """Only sentences of one side are joined, and no second one that needs what came before."""
    if may_join(first, second):
        assert first.passage.speaker is second.passage.speaker
        assert second.passage.before == ()
        assert not second.acts & {"answer", "accept", "backchannel", "ask_repeat"}
        assert len(join(first, second).passage.words) <= 60


@given(words, st.floats(0.0, 1.0), chance)
def test_what_is_misheard_stays_in_order(said: list[str], rate: float, rng: random.Random) -> None:
    """A recogniser that drops words keeps the others in order, and one at least."""
    kept = misheard(tuple(said), rate, rng)
    assert kept == sorted(set(kept))
    assert kept
    assert set(kept) <= set(range(len(said)))


def test_without_punctuation_ends_are_unknown() -> None:
    """Where sentences end is known from punctuation, and unknown in a line without any."""
    assert sentence_ends(["so", "it", "broke"], "so it broke") is None
    assert sentence_ends(["So?", "It", "broke."], "So? It broke.") == (True, False, True)


def normal(text: str) -> str:
    return " ".join(word for word in map(plain, text.split()) if word)


def said_in_calls() -> Iterator[tuple[str, str]]:
    """Every turn of the labelled and the sample calls, with where it stands."""
    for path in (ROOT / "training").glob("*/*.json"):
        for number, turn in enumerate(json.loads(path.read_text(encoding="utf-8"))["turns"]):
            yield turn["text"], f"{path.stem}, turn {number}"
    for path in (ROOT / "sample_calls").glob("*/script.call"):
        for number, said in enumerate(parse(path.read_text(encoding="utf-8")).turns):
            yield said.text, f"{path.parent.name}, turn {number}"


def test_no_sentence_is_one_of_the_calls() -> None:
    """No sentence that the model is trained on stands in a call by which it is judged."""
    trained: dict[str, str] = {}
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line[:3] in ("a: ", "c: "):
                text = line[3:].rpartition(" | ")[0]
                for part in (text, *re.split(r"(?<=[.?!])\s+", text)):
                    trained[normal(part)] = path.stem
    copied = [
        (sentence, trained[sentence], where)
        for text, where in said_in_calls()
        for part in (text, *re.split(r"(?<=[.?!])\s+", text))
        if (sentence := normal(part)) in trained
        and len(sentence.split()) >= LONG
        and sentence not in SPOKEN_BY_ALL
    ]
    assert not copied
