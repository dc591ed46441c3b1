"""Words of the call as a line with little room quotes them: the sentence that matters, masked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coach.call import Span, Speaker, utterance
from coach.call.masking import mask_words, mentions_code
from coach.ledger import Conversation, MatterKind
from coach.signals import Act, SignalReader
from coach.signals.pieces import plain

CODE_WITHIN = 4
"""So many utterances after a security code was spoken of, digits may be that code."""

FEWEST_WORDS = 3
REMEMBERED = 64
REASON_SURE = 0.6
REASON_WORDS, LONG_WORD = 2, 4
"""A reason has at least so many words of so many letters."""

_SENTENCE_ENDS = re.compile(r"(?<=[.?!…])\s+")
_HESITATIONS = frozenset(["um", "uh", "er", "erm", "hmm", "mm"])
_OPENERS = frozenset("so well oh and but yeah yes hi hello okay right".split())  # noqa: SIM905


def quoted(call: Conversation, index: int, text: str) -> str:
    """Words of the utterance at `index`, on one line, with identifying numbers hidden.

    Where a security code was spoken of just before, no digit is left of a number.
    """
    near = range(max(0, index - CODE_WITHIN), index)
    coded = any(mentions_code(call.said(i).text.split()) for i in near)
    words = text.split()
    words = mask_words(words, [range(len(words))] if coded else [])
    return " ".join(_smooth(words)).strip(" ,;:–-").removesuffix(".")


def bare(text: str) -> str:
    """Without any punctuation around it."""
    return text.strip(" ,.;:?!")


def _smooth(words: list[str]) -> list[str]:
    """Without the ums, the words said twice around them, and those that only begin to speak."""
    kept: list[str] = []
    hesitated = False
    for word in words:
        if plain(word) in _HESITATIONS:
            hesitated = True
            continue
        if hesitated and kept and plain(kept[-1]) == plain(word):
            kept.pop()
        kept.append(word)
        hesitated = False
    first = next((i for i, word in enumerate(kept) if plain(word) not in _OPENERS), 0)
    return kept[first:] or words


@dataclass(slots=True)
class Gist:
    """Reads the sentences of a text one by one. What was read lately is not read again."""

    reader: SignalReader
    _known: dict[tuple[str, tuple[Act, ...]], str] = field(default_factory=dict)

    def quoted(self, call: Conversation, index: int, text: str, *acts: Act) -> str:
        """The sentence that does one of the acts in `text`, which was said at `index`; masked."""
        said = call.said(index)
        sentence = self.sentence(said.speaker, text, *acts)
        whole = (one for one in _SENTENCE_ENDS.split(said.text) if sentence in one)
        return quoted(call, index, next(whole, sentence))

    def sentence(self, speaker: Speaker, text: str, *acts: Act) -> str:
        """The whole text when it is one sentence, or has no punctuation to tell."""
        sentences = [one for one in _SENTENCE_ENDS.split(text) if len(one.split()) >= FEWEST_WORDS]
        if len(sentences) < 2:
            return sentences[0] if sentences else text
        key = (text, acts)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = max(
                sentences,
                key=lambda one: self.reader.read(utterance(speaker, one, Span(0.0, 1.0))).p(*acts),
            )
        return self._known[key]

    def reason(self, call: Conversation) -> str | None:
        """What the customer called about, in their words; None while nobody has told."""
        for told in call.matters.of(MatterKind.REASON)[:3]:
            words = self.quoted(call, told.index, told.text, Act.TELL_REASON)
            content = [word for word in words.split() if len(plain(word)) >= LONG_WORD]
            if told.chance >= REASON_SURE and len(content) >= REASON_WORDS:
                return words
        return None
