"""CTranslate2 weights made into the files that openai-whisper and transformers read.

The tensors are the same; only names and containers differ. torch is imported when needed.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from coach.hearing.tensors import Tensor, Tensors, read_tensors

OPENAI_FILE = "model.pt"
HEADS_FILE = "alignment_heads.json"
"""Beside `model.pt`, whose format has no place for them."""

_LAYER_NAMES = (
    (".blocks.", ".layers."),
    (".cross_attn_ln.", ".encoder_attn_layer_norm."),
    (".attn_ln.", ".self_attn_layer_norm."),
    (".mlp_ln.", ".final_layer_norm."),
    (".cross_attn.", ".encoder_attn."),
    (".attn.", ".self_attn."),
    ("_attn.query.", "_attn.q_proj."),
    ("_attn.key.", "_attn.k_proj."),
    ("_attn.value.", "_attn.v_proj."),
    ("_attn.out.", "_attn.out_proj."),
    (".mlp.0.", ".fc1."),
    (".mlp.2.", ".fc2."),
    (".ln_post.", ".layer_norm."),
    (".ln.", ".layer_norm."),
    (".positional_embedding", ".embed_positions.weight"),
    (".token_embedding.", ".embed_tokens."),
)


def to_openai(source: Path, target: Path) -> None:
    """Write `model.pt` for openai-whisper into the empty folder `target`."""
    import torch  # noqa: PLC0415 - slow, and of no use to the other engines

    tensors = read_tensors(source)
    state = {name: torch.from_numpy(np.array(w)) for name, w in tensors.weights.items()}
    checkpoint = {"dims": asdict(tensors.dimensions), "model_state_dict": state}
    torch.save(checkpoint, target / OPENAI_FILE)
    heads = json.dumps(tensors.alignment_heads)
    (target / HEADS_FILE).write_text(heads, encoding="utf-8")


def to_transformers(source: Path, target: Path) -> None:
    """Write a Whisper folder of transformers into the empty folder `target`."""
    from safetensors.numpy import save_file  # noqa: PLC0415 - used here alone

    tensors = read_tensors(source)
    weights: dict[str, Tensor] = {}
    for name, weight in tensors.weights.items():
        weights[_transformers_name(name)] = np.ascontiguousarray(weight)
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
    _write_json(target / "config.json", _config(tensors))
    _write_json(target / "generation_config.json", _generation(tensors))
    _write_json(target / "preprocessor_config.json", _preprocessor(tensors))
    shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")


def _transformers_name(name: str) -> str:
    for openai, theirs in _LAYER_NAMES:
        name = name.replace(openai, theirs)
    return f"model.{name}"


def _config(tensors: Tensors) -> dict[str, Any]:
    dimensions = tensors.dimensions
    return {
        "architectures": ["WhisperForConditionalGeneration"],
        "model_type": "whisper",
        "vocab_size": dimensions.n_vocab,
        "num_mel_bins": dimensions.n_mels,
        "d_model": dimensions.n_audio_state,
        "encoder_layers": dimensions.n_audio_layer,
        "encoder_attention_heads": dimensions.n_audio_head,
        "encoder_ffn_dim": 4 * dimensions.n_audio_state,
        "decoder_layers": dimensions.n_text_layer,
        "decoder_attention_heads": dimensions.n_text_head,
        "decoder_ffn_dim": 4 * dimensions.n_text_state,
        "max_source_positions": dimensions.n_audio_ctx,
        "max_target_positions": dimensions.n_text_ctx,
        "dtype": "float16",
        **_special(tensors),
    }


def _generation(tensors: Tensors) -> dict[str, Any]:
    return {
        "alignment_heads": tensors.alignment_heads,
        "suppress_tokens": tensors.suppressed,
        "is_multilingual": tensors.dimensions.is_multilingual,
        "max_length": tensors.dimensions.n_text_ctx,
        **_special(tensors),
    }


def _special(tensors: Tensors) -> dict[str, int]:
    """The end token lies one higher in a multilingual model; so does everything after it."""
    end = 50_256 + tensors.dimensions.is_multilingual
    return {
        "eos_token_id": end,
        "bos_token_id": end,
        "pad_token_id": end,
        "decoder_start_token_id": end + 1,
    }


def _preprocessor(tensors: Tensors) -> dict[str, Any]:
    return {
        "feature_extractor_type": "WhisperFeatureExtractor",
        "feature_size": tensors.dimensions.n_mels,
        "sampling_rate": 16_000,
        "hop_length": 160,
        "chunk_length": 30,
        "n_fft": 400,
        "padding_value": 0.0,
        "return_attention_mask": False,
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
