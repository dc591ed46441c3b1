"""Measures of a conversation: who spoke how much, how fast, and how long people waited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from coach.call import Metrics, Span, Speaker, Utterance, merge, to_ms, total

BRIDGE_S = 1.0
"""Between two words of one utterance: a longer pause is silence, not speech."""

ENOUGH_SPEECH_S = 30.0
"""Speech of the agent below which a pace means nothing: AWS's own sample shows 239 words a minute
on a call of 32 s."""

FLOOR_PAUSE_S = 5.0
"""Nobody holds the floor through a longer silence."""

CUT_IN_S = 0.5

_BACKCHANNELS = re.compile(
    r"(?:okay|ok|right|sure|yes|yeah|yep|yup|mm+|mm?hm+|hm+|uh|uhhuh|huh|um|oh|ah|got|it|i|see"
    r"|alright|perfect|great|good|exactly|correct|wow|wonderful|of|course)?"
)
_BACKCHANNEL_WORDS = 4
_FINISHED = re.compile(r"(?<!\.)[.?!][\"')]*$")


def measure(
    utterances: Sequence[Utterance], duration: float, holds: Sequence[Span] = ()
) -> Metrics:
    """The measures of a call. A share is of its whole duration.

    Every moment of the call is speech, a hold or silence: `silence_s` and `hold_s` are the time in
    which nobody speaks. A `duration` that ends before the last word is taken to that word.
    """
    end = max([duration, *(said.end for said in utterances)])
    holds = merge(_within(holds, end))
    speech = {speaker: _speech(utterances, speaker) for speaker in Speaker}
    spoken = merge([*speech[Speaker.AGENT], *speech[Speaker.CUSTOMER]])
    said_s = total(spoken)
    busy_s = total([*spoken, *holds])
    agent_s = total(speech[Speaker.AGENT])
    in_order = sorted(utterances, key=lambda said: (said.start, said.end))
    gaps = list(_response_gaps(in_order, holds))
    return Metrics(
        talk_share={side: total(spans) / end if end else 0.0 for side, spans in speech.items()},
        overlap_s=to_ms(max(0.0, sum(total(spans) for spans in speech.values()) - said_s)),
        silence_s=to_ms(max(0.0, end - busy_s)),
        hold_s=to_ms(max(0.0, busy_s - said_s)),
        longest_monologue_s=max((floor.length for floor in _floors(in_order)), default=0.0),
        agent_wpm=_pace(utterances, agent_s),
        interruptions=sum(1 for _ in _cut_ins(in_order)),
        response_gap_s=to_ms(median(gaps)) if gaps else None,
    )


def is_backchannel(said: Utterance) -> bool:
    """Whether it only says "I am listening": a few words, all of them like "okay" or "mm-hm"."""
    words = [re.sub(r"[^a-z]", "", word.text.lower()) for word in said.words]
    return len(words) <= _BACKCHANNEL_WORDS and all(map(_BACKCHANNELS.fullmatch, words))


def _within(spans: Iterable[Span], end: float) -> Iterator[Span]:
    for span in spans:
        if span.start < end and span.end > 0.0:
            yield Span(max(0.0, span.start), min(span.end, end))


def _speech(utterances: Iterable[Utterance], speaker: Speaker) -> tuple[Span, ...]:
    """When one side spoke: the words, with short pauses inside an utterance closed."""
    return merge(
        span
        for said in utterances
        if said.speaker is speaker
        for span in merge((word.span for word in said.words), bridge=BRIDGE_S)
    )


def _pace(utterances: Iterable[Utterance], agent_s: float) -> float | None:
    """The agent's words per minute of speech, pauses left out. None for too little speech."""
    if agent_s < ENOUGH_SPEECH_S:
        return None
    words = sum(len(said.words) for said in utterances if said.speaker is Speaker.AGENT)
    return round(words / agent_s * 60.0, 1)


def _floors(in_order: Iterable[Utterance]) -> Iterator[Span]:
    """Stretches in which the agent holds the floor, at most backchannels between."""
    floor: Span | None = None
    for said in in_order:
        if said.speaker is Speaker.AGENT:
            if floor is not None and said.start - floor.end <= FLOOR_PAUSE_S:
                floor = floor.union(said.span)
            else:
                if floor is not None:
                    yield floor
                floor = said.span
        elif floor is not None and not is_backchannel(said):
            yield floor
            floor = None
    if floor is not None:
        yield floor


def _response_gaps(in_order: Iterable[Utterance], holds: Sequence[Span]) -> Iterator[float]:
    """From the end of each customer's turn to the agent's next word; 0.0 when they overlap.

    A gap in which the customer was on hold does not count. What the agent says inside the
    customer's speech ("mm-hm") is no response.
    """
    ends = [hold.end for hold in holds]
    waiting: Utterance | None = None
    for said in in_order:
        if said.speaker is Speaker.CUSTOMER:
            if waiting is None or said.end > waiting.end:
                waiting = said
        elif waiting is not None and said.end > waiting.end:
            gap = Span(waiting.end, max(waiting.end, said.start))
            waiting = None
            next_hold = bisect_right(ends, gap.start)
            if next_hold == len(holds) or gap.overlap(holds[next_hold]) == 0.0:
                yield gap.length


def _cut_ins(in_order: Iterable[Utterance]) -> Iterator[Utterance]:
    """Where the agent cut in on a sentence of the customer, who gave way before it was finished.

    The detector of interruptions reads the words more closely; this is the count of a measure.
    """
    customer: Utterance | None = None
    for said in in_order:
        if said.speaker is Speaker.CUSTOMER:
            if customer is None or said.end > customer.end:
                customer = said
            continue
        if customer is None or said.start <= customer.start or is_backchannel(said):
            continue
        overlap = customer.span.overlap(said.span)
        gave_way = said.end > customer.end
        if gave_way and overlap >= CUT_IN_S and not _FINISHED.search(customer.text):
            yield said
