"""A reviewed call without the numbers that identify the customer.

More is known here than from one text: a card number said in pieces, each in an utterance of its
own, is one number, and the answer to "what is the security code?" is a code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.call.finding import Evidence, Finding
from coach.call.masking import CODE_BEFORE_WORDS, mask, mask_words, mentions_code
from coach.call.numerals import DOT, bare
from coach.call.reviewed import ReviewedCall, Scorecard
from coach.call.span import Span, merge
from coach.call.speech import Speaker, Utterance

PIECES_WITHIN_S = 10.0
"""A pause in the dictation of a number, with the other side's "mm-hm" in it, is shorter."""

CODE_WITHIN_UTTERANCES = 4
"""After a code was spoken of: the answer, a hesitation, the reading back."""

_BREAK = ("pause",) * CODE_BEFORE_WORDS
"""Stands between pieces that are too far apart to be one number, or the number of a code."""


def mask_utterances(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The same utterances, word for word and with the same times, identifying numbers hidden."""
    order = sorted(range(len(utterances)), key=lambda i: (utterances[i].start, i))
    coded = _answers_with_a_code([utterances[i] for i in order])
    masked = list(utterances)
    for speaker in Speaker:
        own = [
            _Said(i, utterances[i], is_code)
            for i, is_code in zip(order, coded, strict=True)
            if utterances[i].speaker is speaker
        ]
        for i, said in _mask_one_side(own):
            masked[i] = said
    return tuple(masked)


@dataclass(frozen=True, slots=True)
class _Said:
    """An utterance, its place among all, and whether digits in it are a security code."""

    place: int
    utterance: Utterance
    is_code: bool


def _answers_with_a_code(utterances: Sequence[Utterance]) -> list[bool]:
    """For each utterance, whether a code was spoken of in it or shortly before."""
    left = 0
    coded = []
    for said in utterances:
        coded.append(left > 0)
        mentioned = mentions_code([word.text for word in said.words])
        left = CODE_WITHIN_UTTERANCES if mentioned else max(0, left - 1)
    return coded


def _mask_one_side(own: Sequence[_Said]) -> list[tuple[int, Utterance]]:
    words: list[str] = []
    codes: list[range] = []
    starts: list[int] = []
    for said, before in zip(own, [None, *own], strict=False):
        if before and said.utterance.start - before.utterance.end > PIECES_WITHIN_S:
            words.extend(_BREAK)
        starts.append(len(words))
        words.extend(word.text for word in said.utterance.words)
        if said.is_code:
            codes.append(range(starts[-1], len(words)))
    hidden = mask_words(words, codes)
    return [
        (said.place, _with_texts(said.utterance, hidden[start : start + len(said.utterance.words)]))
        for said, start in zip(own, starts, strict=True)
    ]


def _with_texts(said: Utterance, texts: Sequence[str]) -> Utterance:
    words = tuple(
        word if word.text == text else replace(word, text=text)
        for word, text in zip(said.words, texts, strict=True)
    )
    return replace(said, words=words)


def hidden_spans(utterances: Sequence[Utterance]) -> tuple[Span, ...]:
    """When identifying numbers are spoken: where a copy of the sound wants to be silent."""
    masked = mask_utterances(utterances)
    return merge(
        before.span
        for said, hidden in zip(utterances, masked, strict=True)
        for before, after in zip(said.words, hidden.words, strict=True)
        if before.text != after.text
    )


def mask_call(call: ReviewedCall) -> ReviewedCall:
    """The call with identifying numbers hidden in every text that it carries."""
    hidden = mask_utterances(call.utterances)
    masking = _Masking(call.utterances, hidden, _secrets(call.utterances, hidden))
    findings = {finding: masking.finding(finding) for finding in call.findings}
    rests_on = {
        skill: tuple(findings.get(finding) or masking.finding(finding) for finding in basis)
        for skill, basis in call.score.rests_on.items()
    }
    return replace(
        call,
        utterances=hidden,
        findings=tuple(findings[finding] for finding in call.findings),
        score=Scorecard(call.score.overall, call.score.skills, rests_on),
        notes=tuple(masking.text(note) for note in call.notes),
    )


def _secrets(plain: Sequence[Utterance], hidden: Sequence[Utterance]) -> frozenset[str]:
    """Numbers of which no digit is shown any more: they must not stand elsewhere either."""
    return frozenset(
        bare(before.text)
        for said, masked in zip(plain, hidden, strict=True)
        for before, after in zip(said.words, masked.words, strict=True)
        if sum(character.isdecimal() for character in before.text) >= 3
        and not any(character.isdecimal() for character in after.text)
    )


@dataclass(frozen=True, slots=True)
class _Masking:
    """What a finding quotes is hidden as in the utterance that it is quoted from."""

    plain: Sequence[Utterance]
    hidden: Sequence[Utterance]
    secrets: frozenset[str]

    def finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            quote=self._quote(finding.quote, [finding.anchor]),
            why=self.text(finding.why),
            instead=self.text(finding.instead),
            evidence=tuple(
                Evidence(piece.start, self._quote(piece.quote, self._around(piece.start)))
                for piece in finding.evidence
            ),
        )

    def _around(self, moment: float) -> list[int]:
        return [i for i, said in enumerate(self.plain) if moment in said.span]

    def _quote(self, quote: str, places: Sequence[int]) -> str:
        wanted = quote.split()
        for place in places:
            if not 0 <= place < len(self.plain):
                continue
            words = [word.text for word in self.plain[place].words]
            for start in range(len(words) - len(wanted) + 1):
                if wanted and words[start : start + len(wanted)] == wanted:
                    found = self.hidden[place].words[start : start + len(wanted)]
                    return " ".join(word.text for word in found)
        return self.text(quote)

    def text(self, text: str) -> str:
        words = mask(text).split(" ")
        return " ".join(
            "".join(DOT if sign.isalnum() else sign for sign in word)
            if bare(word) in self.secrets
            else word
            for word in words
        )
