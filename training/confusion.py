"""Which acts are taken for which, on sentences that the model has not seen.

    python -m training.confusion                 the model that `python -m training.train` keeps
                                                 for this, on the authors that it never saw
    python -m training.confusion --shipped       the shipped model, which has seen them all
    python -m training.confusion --act promise   the sentences behind the figures of one act

An utterance does several acts at once. An act that was missed was taken for those that were found
and are not there; for nothing when there are none.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.call import Span, utterance
from coach.signals import ACTS, SignalReader
from coach.signals.reader import MODEL
from training.sentences import Example, read_all

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
HELD_OUT_MODEL = HERE.parent / "build" / "held-out"
NOTHING = "nothing"


@dataclass(frozen=True)
class Read:
    """A sentence, the acts that hold, and those that the model found."""

    text: str
    true: frozenset[str]
    found: frozenset[str]


def confusion(read: Sequence[Read]) -> Counter[tuple[str, str]]:
    """How often each act was taken for each other one, or for nothing, or seen in nothing."""
    taken: Counter[tuple[str, str]] = Counter()
    for one in read:
        missed, made_up = one.true - one.found, one.found - one.true
        taken.update((act, other) for act in missed for other in made_up or {NOTHING})
        if not missed:
            taken.update((NOTHING, other) for other in made_up)
    return taken


def read_by(model: Path, examples: Sequence[Example]) -> list[Read]:
    """The sentences as a model in a folder reads them, at a chance of one half."""
    reader = SignalReader(model)
    read = []
    for example in examples:
        words = " ".join(example.passage.words)
        said = utterance(example.passage.speaker, words, Span(0.0, 1.0))
        reading = reader.read(said, " ".join(example.passage.before))
        read.append(Read(words, example.acts, frozenset(map(str, reading.acts()))))
    return read


def tell(read: Sequence[Read], act: str | None, most: int) -> None:
    holds = Counter(name for one in read for name in one.true)
    if act is not None:
        for one in read:
            if act in one.true ^ one.found:
                kind = "missed " if act in one.true else "made up"
                others = sorted((one.found if act in one.true else one.true) - {act})
                print(f"{kind} {one.text}\n        but {', '.join(others) or NOTHING}")
        return
    print(f"{len(read)} sentences\n{'act':18} {'was taken for':18} times  of")
    for (true, found), count in confusion(read).most_common(most):
        print(f"{true:18} {found:18} {count:5} {holds[true] or '':>4}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Which acts are taken for which.")
    parser.add_argument("--shipped", action="store_true", help="the shipped model: a quick look")
    parser.add_argument("--authors", help="only these, such as bn")
    parser.add_argument("--act", choices=[str(act) for act in ACTS], help="its sentences")
    parser.add_argument("--most", type=int, default=40, help="lines")
    options = parser.parse_args()
    if not options.shipped and not (FIGURES.is_file() and HELD_OUT_MODEL.is_dir()):
        raise SystemExit("There is no model that has not seen the sentences: make signals.")
    unseen = [] if options.shipped else json.loads(FIGURES.read_text("utf-8"))["held_out_authors"]
    authors = options.authors or unseen
    chosen = [e for e in read_all() if not authors or e.author in authors]
    model = MODEL if options.shipped else HELD_OUT_MODEL
    tell(read_by(model, chosen), options.act, options.most)


if __name__ == "__main__":
    main()
