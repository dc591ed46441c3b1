"""Trains the signals model from the sentences beside this file, and measures it.

    python -m training.train

First without two authors, whose sentences measure it and fit the calibration; then twice further
from there, with theirs and those of the later authors, and with the latest as well; the weights
that ship are the mean of the two. Writes coach/signals/model/ (acts.onnx int8, tokenizer.json,
card.json) and figures.json beside this file. Needs the `train` extra; takes an hour and a half on
two cores.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path

import numpy as np
import torch
from torch import nn

from coach.signals.acts import ACTS
from coach.signals.reader import MODEL
from training.act_figures import calibrate, measure
from training.acts_model import ActsModel, save, tensors, tokenizer
from training.sentences import Example, cut_off, join, may_join, mismatched, read_all, vary

SEED = 7
BATCH = 32
HELD_OUT = ("b", "n")
"""Authors whose sentences measure and calibrate, one of snippets and one of whole calls."""
LATER = ("ab", "ac", "ad", "ae", "af", "ag")
LATEST = ("ah", "ai", "aj", "ak", "al", "am", "an", "ao")
"""Authors who wrote about what had been read worst: they join in the second part only, so that the
held-out figures go on telling the same; the latest in one of its two goes."""
FROZEN_LAYERS = 2
CUT_OFF_SHARE = 0.12
MISMATCHED_SHARE = 0.6
"""Of the answers, so many a round are also seen beside a question that they do not answer."""
POSITIVES_WEIGH = 3.0
"""Acts are rare: one that holds counts more. Calibration takes it back."""
TOP_RATE, HEAD_RATE = 3e-4, 2e-3
FURTHER = 1 / 3
"""Of these rates, when the held-out sentences are learned as well."""
HELD_OUT_MODEL = Path(__file__).parents[1] / "build" / "held-out"
"""The model that never saw them, kept to be looked at."""
FIGURES = Path(__file__).parent / "figures.json"


def epoch(examples: Sequence[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Batches of like length, varied anew, some utterances joined with another of the same side."""
    varied = [vary(example, rng) for example in examples]
    openers = [example for example in varied if not example.passage.before]
    for _ in range(len(varied) // 4):
        first, second = rng.choice(varied), rng.choice(openers)
        if may_join(first, second):
            varied.append(join(first, second))
    varied += mismatched(examples, MISMATCHED_SHARE, rng)
    varied += [cut_off(example, rng) for example in examples if rng.random() < CUT_OFF_SHARE]
    varied.sort(key=lambda e: len(e.passage.words) + len(e.passage.before) + rng.random() * 12)
    batches = [varied[i : i + BATCH] for i in range(0, len(varied), BATCH)]
    rng.shuffle(batches)
    yield from batches


def freeze(model: ActsModel) -> None:
    """Leave the embeddings and the lower layers as they came: half the time, less to overfit."""
    for part in (model.encoder.embeddings, *model.encoder.encoder.layer[:FROZEN_LAYERS]):
        part.requires_grad_(requires_grad=False)


def train(
    examples: Sequence[Example],
    epochs: int,
    *,
    further: ActsModel | None = None,
    seed: int = SEED,
) -> ActsModel:
    """A model trained on the examples, or one trained `further`, at a third of the rate.

    The same seed gives the same model on the same machine.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model, tokens = further or ActsModel(), tokenizer()
    slower = 1.0 if further is None else FURTHER
    freeze(model)
    heads = [*model.acts.parameters(), *model.ends.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in model.encoder.parameters() if p.requires_grad]},
            {"params": heads},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * (len(examples) * 3 // 2 // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [TOP_RATE * slower, HEAD_RATE * slower],
        total_steps=steps + 8,
        pct_start=0.1,
    )
    loss_of = nn.BCEWithLogitsLoss(reduction="none", pos_weight=torch.tensor(POSITIVES_WEIGH))
    end_loss_of = nn.BCEWithLogitsLoss(reduction="none")
    model.train()
    for number in range(epochs):
        began, seen, summed = time.monotonic(), 0, 0.0
        for batch in epoch(examples, rng):
            t = tensors(batch, tokens)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                acts, ends = model(t["input_ids"], t["attention_mask"], t["token_type_ids"])
            acts, ends = acts.float(), ends.float()
            loss = (loss_of(acts, t["acts"]) * t["may"]).sum(1).mean()
            known = t["ends_known"].sum().clamp(min=1.0)
            loss = loss + 2.0 * (end_loss_of(ends, t["ends"]) * t["ends_known"]).sum() / known
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen, summed = seen + len(batch), summed + float(loss.detach()) * len(batch)
        took = time.monotonic() - began
        print(f"  epoch {number + 1}/{epochs}: loss {summed / seen:.3f}, {took:.0f} s", flush=True)
    return model.eval()


@torch.no_grad()
def mean(models: Sequence[ActsModel]) -> ActsModel:
    """A model with the mean of the weights of several that were trained on from the same one.

    As good as asking them all, at the cost of one (Wortsman et al., "Model soups", 2022).
    """
    made = deepcopy(models[0])
    weights = [dict(model.named_parameters()) for model in models]
    for name, parameter in made.named_parameters():
        parameter.copy_(torch.stack([each[name] for each in weights]).mean(dim=0))
    return made


@torch.no_grad()
def logits(model: ActsModel, examples: Sequence[Example]) -> np.ndarray:
    """Uncalibrated act logits (examples, acts)."""
    tokens = tokenizer()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].passage.words))
    out = np.zeros((len(examples), len(ACTS)), np.float32)
    for i in range(0, len(order), 64):
        rows = order[i : i + 64]
        t = tensors([examples[r] for r in rows], tokens)
        out[rows] = model(t["input_ids"], t["attention_mask"], t["token_type_ids"])[0].numpy()
    return out


def targets(examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Which acts hold, and which could have (examples, acts)."""
    t = tensors(examples, tokenizer())
    return t["acts"].numpy(), t["may"].numpy()


def held_out(
    examples: Sequence[Example], epochs: int
) -> tuple[ActsModel, np.ndarray, np.ndarray, np.ndarray]:
    """A model that never saw a sentence of the held-out authors, and its logits for theirs."""
    known = [example for example in examples if example.author not in (*HELD_OUT, *LATER, *LATEST)]
    away = [example for example in examples if example.author in HELD_OUT]
    print(
        f"without authors {', '.join(HELD_OUT + LATER + LATEST)}: {len(known)} sentences",
        flush=True,
    )
    model = train(known, epochs)
    return (model, logits(model, away), *targets(away))


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the signals model.")
    parser.add_argument("--epochs", type=int, default=4, help="without the held-out authors")
    parser.add_argument("--further", type=int, default=3, help="rounds with all sentences")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    torch.set_num_threads(2)
    began = time.monotonic()
    examples = read_all()
    print(f"{len(examples)} sentences by {len({e.author for e in examples})} authors")
    model, scores, truth, may = held_out(examples, options.epochs)
    calibration = calibrate(scores, truth, may)
    figures = measure(scores, truth, may, calibration)
    print(f"held out: micro {figures['micro']}, macro {figures['macro']}")
    save(model, calibration, HELD_OUT_MODEL)
    earlier = [example for example in examples if example.author not in LATEST]
    goes = [train(some, options.further, further=deepcopy(model)) for some in (earlier, examples)]
    save(mean(goes), calibration, options.out)
    minutes = round((time.monotonic() - began) / 60, 1)
    write_figures(examples, figures, minutes)
    print(f"{minutes} minutes")


def write_figures(examples: Sequence[Example], figures: dict, minutes: float) -> None:  # type: ignore[type-arg]
    found = {
        "sentences": len(examples),
        "held_out_authors": HELD_OUT,
        "held_out_sentences": sum(e.author in HELD_OUT for e in examples),
        "minutes_on_two_cores": minutes,
        "held_out": figures,
    }
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
