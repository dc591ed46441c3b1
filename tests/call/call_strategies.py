"""Spans, utterances and written calls, made at random."""

from datetime import date

from hypothesis import strategies as st

from coach.call import (
    EndedBy,
    Fact,
    Mark,
    Setting,
    Span,
    Speaker,
    Statement,
    Utterance,
    WrittenCall,
    utterance,
)

LONGEST_MS = 7_200_000


def seconds(longest_ms: int = LONGEST_MS) -> st.SearchStrategy[float]:
    """Moments on the millisecond, as they are everywhere in a call."""
    return st.integers(0, longest_ms).map(lambda ms: ms / 1000)


def spans(longest_ms: int = LONGEST_MS) -> st.SearchStrategy[Span]:
    return st.tuples(seconds(longest_ms), seconds(longest_ms)).map(lambda t: Span(min(t), max(t)))


signs = st.characters(categories=("L", "N", "P", "S"), exclude_characters="<")
words = st.one_of(
    st.sampled_from(["yes", "no,", "box?", "agent:", "4.50", "[0:01]", "...", "#", "<3", "it’s"]),
    st.text(signs, min_size=1, max_size=8),
)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)


@st.composite
def utterances(draw: st.DrawFn, longest_ms: int = 60_000) -> Utterance:
    return utterance(draw(st.sampled_from(Speaker)), draw(texts), draw(spans(longest_ms)))


slugs = st.sampled_from(["dead-air", "no-thanks", "read-back", "interruption"])
plain = st.text(signs, min_size=1, max_size=12)


@st.composite
def written_calls(draw: st.DrawFn) -> WrittenCall:
    """Calls that the notation can say: each turn's words spread evenly, marks turn by turn."""
    turns = draw(st.lists(utterances(), max_size=6))
    marks = [
        Mark(slug, turn, draw(st.booleans()))
        for turn in range(len(turns))
        for slug in draw(st.lists(slugs, max_size=2))
    ]
    facts = st.builds(Fact, plain, texts)
    undated = st.builds(Statement, texts.map(lambda text: "agent said " + text))
    dated = st.builds(Statement, texts, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    return WrittenCall(
        turns=tuple(turns),
        setting=Setting(
            tuple(draw(st.lists(facts, max_size=2))),
            tuple(draw(st.lists(undated | dated, max_size=2))),
            draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        ),
        ended_by=draw(st.sampled_from(EndedBy)),
        marks=tuple(marks),
        title=draw(st.just("") | texts),
        duration=draw(st.none() | seconds()),
    )
