"""The agent speaks too fast to follow, or rattles off a number.

What it hears
-------------
More than 220 words a minute for ten seconds or more, or a number of seven or more digits faster
than three digits a second.

Why it hurts
------------
A number that cannot be written down was not given.

Instead
-------
“I'll say it slowly, in three parts, so that you can write it down.”

Known misses
------------
Times of single words that the recogniser placed badly.

Source
------
“Rattled off the toll-free number, and then hung up.” Friendly agents on real calls reach 200 words
a minute.
"""

from collections.abc import Iterator, Sequence

from coach.call import Finding, Kind, Skill, Speaker, Utterance, Word
from coach.detectors.pattern import found
from coach.ledger import Conversation
from coach.signals import Entity, EntityKind

KIND = Kind.ANTI
SKILL = Skill.LISTENING

WORDS_PER_MINUTE = 220.0
LONG_ENOUGH_S = 10.0
DIGITS_A_SECOND = 3.0
LONG_NUMBER = 7
LATEST = 8
"""How many utterances of a turn are looked at."""
SHARE_IS_ROUGH = 0.9
NUMBERS = (EntityKind.DIGITS, EntityKind.PHONE, EntityKind.CARD)

EXAMPLES = """
[0:00-0:03] agent: The number is oh eight hundred five five five oh one nine nine.     <- rushed-speech
customer: I only got half of that.

[0:00-0:07] agent: The number is oh eight hundred five five five oh one nine nine.
customer: Thank you.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None or call.said(call.latest).speaker is not Speaker.AGENT:
        return
    said = call.said(call.latest)
    turn = call.turn(call.latest)
    pace = fastest_pace([w for i in turn.utterances[-LATEST:] for w in call.said(i).words])
    if pace is not None and pace > WORDS_PER_MINUTE:
        yield found(
            call,
            __name__,
            turn.first,
            min(0.95, 0.6 + (pace - WORDS_PER_MINUTE) / 100),
            f"The agent spoke at {pace:.0f} words a minute.",
        )
        return
    for entity in call.entities[call.latest]:
        rate = _digits_a_second(said, entity)
        if rate > DIGITS_A_SECOND:
            yield found(
                call,
                __name__,
                call.latest,
                min(0.95, 0.5 + (rate - DIGITS_A_SECOND) / 2),
                f"The number was said at {rate:.1f} digits a second.",
                quote=entity.text,
            )
            return


def fastest_pace(words: Sequence[Word]) -> float | None:
    """Words a minute over the fastest ten seconds or more; None for less speech than that."""
    fastest: float | None = None
    last = 0
    for first in range(len(words)):
        while last < len(words) and words[last].span.end - words[first].span.start < LONG_ENOUGH_S:
            last += 1
        if last == len(words):
            break
        length = words[last].span.end - words[first].span.start
        pace = (last - first + 1) * 60 / length
        fastest = pace if fastest is None else max(fastest, pace)
    return fastest


def _digits_a_second(said: Utterance, entity: Entity) -> float:
    """The rate of a long number, as its words are timed and as a share of the utterance."""
    digits = sum(c.isdigit() for c in entity.value)
    if entity.kind not in NUMBERS or digits < LONG_NUMBER:
        return 0.0
    first, last = said.words[entity.words[0]], said.words[entity.words[-1]]
    timed = last.span.end - first.span.start
    syllables = len(said.words) - len(entity.words) + digits
    shared = said.span.length * digits / syllables
    return digits / max(timed, shared * SHARE_IS_ROUGH, 0.1)
