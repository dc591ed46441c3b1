"""The weights in a `model.bin` of CTranslate2, under the names that openai-whisper gives them."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.call import MachineError

Tensor = NDArray[Any]

_VERSION = 6
_DTYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_FIRST_MULTILINGUAL_VOCABULARY = 51_865


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The shape of a Whisper model, by the names of openai-whisper."""

    n_mels: int
    n_audio_ctx: int
    n_audio_state: int
    n_audio_head: int
    n_audio_layer: int
    n_vocab: int
    n_text_ctx: int
    n_text_state: int
    n_text_head: int
    n_text_layer: int

    @property
    def is_multilingual(self) -> bool:
        return self.n_vocab >= _FIRST_MULTILINGUAL_VOCABULARY


@dataclass(frozen=True, slots=True)
class Tensors:
    """A whole model. `alignment_heads` are the (layer, head) of the decoder that follow sound."""

    dimensions: Dimensions
    weights: dict[str, Tensor]
    alignment_heads: tuple[tuple[int, int], ...]
    suppressed: tuple[int, ...]
    """Tokens that are never written: symbols that stand for sounds."""


def read_tensors(folder: Path) -> Tensors:
    """Read a model folder of CTranslate2, float16 or float32.

    Raises MachineError when it is another kind of model, or quantised.
    """
    path = folder / "model.bin"
    try:
        raw = _variables(path.read_bytes())
        weights = _named(raw)
        dimensions = _dimensions(raw, weights)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        heads = tuple((int(layer), int(head)) for layer, head in config["alignment_heads"])
        suppressed = tuple(config["suppress_ids"])
    except (KeyError, ValueError, TypeError, struct.error) as error:
        raise MachineError(
            f"{path} cannot be converted for this engine ({error}).",
            "Use --engine faster-whisper, or weights in the engine's own format.",
        ) from error
    return Tensors(dimensions, weights, heads, suppressed)


class _Reader:
    """Little-endian numbers and strings, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self, code: str) -> int:
        (value,) = struct.unpack_from(f"<{code}", self.data, self.at)
        self.at += struct.calcsize(code)
        return int(value)

    def text(self) -> str:
        size = self.number("H")
        self.at += size
        return self.data[self.at - size : self.at - 1].decode()

    def tensor(self) -> Tensor:
        shape = [self.number("I") for _ in range(self.number("B"))]
        dtype = _DTYPES[self.number("B")]
        size = self.number("I")
        self.at += size
        return np.frombuffer(
            self.data, dtype, size // np.dtype(dtype).itemsize, self.at - size
        ).reshape(shape)


def _variables(data: bytes) -> dict[str, Tensor]:
    reader = _Reader(data)
    if (version := reader.number("I")) != _VERSION:
        raise ValueError(f"version {version} of the format, not {_VERSION}")
    if (kind := reader.text()) != "WhisperSpec":
        raise ValueError(f"a {kind}, not a WhisperSpec")
    reader.number("I")
    return {reader.text(): reader.tensor() for _ in range(reader.number("I"))}


def _named(raw: dict[str, Tensor]) -> dict[str, Tensor]:
    weights = {
        "encoder.positional_embedding": raw["encoder/position_encodings/encodings"],
        "decoder.positional_embedding": raw["decoder/position_encodings/encodings"],
        "decoder.token_embedding.weight": raw["decoder/embeddings/weight"],
        **_pair(raw, "encoder/conv1", "encoder.conv1"),
        **_pair(raw, "encoder/conv2", "encoder.conv2"),
        **_norm(raw, "encoder/layer_norm", "encoder.ln_post"),
        **_norm(raw, "decoder/layer_norm", "decoder.ln"),
    }
    for side in ("encoder", "decoder"):
        for layer in range(_layers(raw, side)):
            weights |= _block(raw, f"{side}/layer_{layer}", f"{side}.blocks.{layer}")
    if any(weight.dtype.kind != "f" for weight in weights.values()):
        raise ValueError("quantised weights")
    return weights


def _layers(raw: dict[str, Tensor], side: str) -> int:
    layer = 0
    while f"{side}/layer_{layer}/ffn/linear_0/weight" in raw:
        layer += 1
    return layer


def _block(raw: dict[str, Tensor], ours: str, theirs: str) -> dict[str, Tensor]:
    """One layer. Queries, keys and values that are stacked in one matrix are taken apart."""
    attention = f"{ours}/self_attention"
    block = {
        **_norm(raw, f"{ours}/ffn/layer_norm", f"{theirs}.mlp_ln"),
        **_pair(raw, f"{ours}/ffn/linear_0", f"{theirs}.mlp.0"),
        **_pair(raw, f"{ours}/ffn/linear_1", f"{theirs}.mlp.2"),
        **_norm(raw, f"{attention}/layer_norm", f"{theirs}.attn_ln"),
        **_stacked(raw, f"{attention}/linear_0", f"{theirs}.attn", ("query", "key", "value")),
        **_pair(raw, f"{attention}/linear_1", f"{theirs}.attn.out"),
    }
    attention = f"{ours}/attention"
    if f"{attention}/linear_0/weight" in raw:
        block |= {
            **_norm(raw, f"{attention}/layer_norm", f"{theirs}.cross_attn_ln"),
            **_pair(raw, f"{attention}/linear_0", f"{theirs}.cross_attn.query"),
            **_stacked(raw, f"{attention}/linear_1", f"{theirs}.cross_attn", ("key", "value")),
            **_pair(raw, f"{attention}/linear_2", f"{theirs}.cross_attn.out"),
        }
    return block


def _pair(raw: dict[str, Tensor], ours: str, theirs: str) -> dict[str, Tensor]:
    return {f"{theirs}.{kind}": raw[f"{ours}/{kind}"] for kind in ("weight", "bias")}


def _norm(raw: dict[str, Tensor], ours: str, theirs: str) -> dict[str, Tensor]:
    return {f"{theirs}.weight": raw[f"{ours}/gamma"], f"{theirs}.bias": raw[f"{ours}/beta"]}


def _stacked(
    raw: dict[str, Tensor], ours: str, theirs: str, names: tuple[str, ...]
) -> dict[str, Tensor]:
    """Whisper's keys have no bias: theirs is zero in the stack, and left out."""
    weights = np.split(raw[f"{ours}/weight"], len(names))
    biases = np.split(raw[f"{ours}/bias"], len(names))
    parts: dict[str, Tensor] = {}
    for name, weight, bias in zip(names, weights, biases, strict=True):
        parts[f"{theirs}.{name}.weight"] = weight
        if name != "key":
            parts[f"{theirs}.{name}.bias"] = bias
    return parts


def _dimensions(raw: dict[str, Tensor], weights: dict[str, Tensor]) -> Dimensions:
    audio_ctx, audio_state = weights["encoder.positional_embedding"].shape
    text_ctx, text_state = weights["decoder.positional_embedding"].shape
    return Dimensions(
        n_mels=weights["encoder.conv1.weight"].shape[1],
        n_audio_ctx=audio_ctx,
        n_audio_state=audio_state,
        n_audio_head=int(raw["encoder/num_heads"]),
        n_audio_layer=_layers(raw, "encoder"),
        n_vocab=len(weights["decoder.token_embedding.weight"]),
        n_text_ctx=text_ctx,
        n_text_state=text_state,
        n_text_head=int(raw["decoder/num_heads"]),
        n_text_layer=_layers(raw, "decoder"),
    )
