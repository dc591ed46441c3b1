"""Reads what utterances do with the trained encoder: a pass an utterance, one for its pieces.

The model is a MiniLM sentence encoder, fine-tuned on the sentences in `training/` and quantised
to int8 (see training/MODEL_CARD.md). It reads an utterance beside the turn that it answers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.call import MachineError, Speaker, Utterance
from coach.signals.acts import ACTS
from coach.signals.pieces import cut, plain, words_of
from coach.signals.reading import Piece, Reading

MODEL = Path(__file__).parent / "model"
LONGEST_CONTEXT_WORDS = 30
LONGEST_WORDS = 90
LONGEST_TOKENS = 192

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one side, as the model reads them, beside the words that they answer."""

    speaker: Speaker
    words: tuple[str, ...]
    before: tuple[str, ...] = ()


class SignalReader:
    """The model in memory. Loading takes a fraction of a second; reading, milliseconds.

    `threads` is how many cores one reading may use. MachineError when the model is not there.
    """

    def __init__(self, model: Path = MODEL, threads: int = 1) -> None:
        self._model = model
        self._threads = threads
        try:
            card = json.loads((model / "card.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise MachineError(
                f"The signals model is not in {model}.",
                "Install the package again, or run `make signals` in a clone.",
            ) from error
        if tuple(card["acts"]) != ACTS:
            raise MachineError("The signals model knows other acts.", "Run `make signals`.")
        self._scale = np.array(card["calibration"]["scale"], np.float32)
        self._shift = np.array(card["calibration"]["shift"], np.float32)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime as ort  # noqa: PLC0415 - loading it costs more than most commands

        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return ort.InferenceSession(
            str(self._model / "acts.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # noqa: PLC0415 - see above

        made = Tokenizer.from_file(str(self._model / "tokenizer.json"))
        made.no_padding()  # the file pads to a fixed length, which would be read as words
        made.enable_truncation(LONGEST_TOKENS, strategy="longest_first")
        return made

    def read(self, said: Utterance, before: str = "") -> Reading:
        """The reading of `said`, given what the other side had said just `before`."""
        words = words_of(said.words)
        context = words_before(before)
        whole, ends = self._whole(said.speaker, words, context)
        ranges = cut(said.words, ends)
        if len(ranges) == 1:
            return Reading(whole, (Piece(ranges[0], whole),), ends[-1])
        passages = [
            Passage(said.speaker, tuple(words[i] for i in piece), context) for piece in ranges
        ]
        parts, _ = self._run(passages)
        return Reading(
            whole,
            tuple(Piece(piece, p) for piece, p in zip(ranges, parts, strict=True)),
            ends[-1],
        )

    def acts(self, said: Utterance, before: str) -> tuple[float, ...]:
        """The acts of `said` as a whole, were it said straight after `before`."""
        return self._whole(said.speaker, words_of(said.words), words_before(before))[0]

    def _whole(
        self, speaker: Speaker, words: Sequence[str], context: tuple[str, ...]
    ) -> tuple[tuple[float, ...], list[float]]:
        """All the words at once; what is longer than the model reads, part by part."""
        parts = [
            Passage(speaker, tuple(words[i : i + LONGEST_WORDS]), context)
            for i in range(0, len(words), LONGEST_WORDS)
        ]
        acts, ends = self._run(parts)
        likeliest = tuple(max(column) for column in zip(*acts, strict=True))
        return likeliest, [chance for part in ends for chance in part]

    def _run(
        self, passages: Sequence[Passage]
    ) -> tuple[list[tuple[float, ...]], list[list[float]]]:
        """Calibrated act probabilities a passage, and sentence-end probabilities a word."""
        encodings = self._tokenizer.encode_batch(
            [encoder_input(passage) for passage in passages], is_pretokenized=True
        )
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(passages), width), np.int64)
        mask, types = np.zeros_like(ids), np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            size = len(encoding.ids)
            ids[row, :size] = encoding.ids
            mask[row, :size] = 1
            types[row, :size] = encoding.type_ids
        logits, ends = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        )
        chances = _sigmoid(logits * self._scale + self._shift)
        acts = [
            tuple(
                float(p) if _may(passage.speaker, index) else 0.0
                for index, p in enumerate(chances[row])
            )
            for row, passage in enumerate(passages)
        ]
        by_word = [
            _per_word(encoding, _sigmoid(ends[row]), len(passage.words))
            for row, (encoding, passage) in enumerate(zip(encodings, passages, strict=True))
        ]
        return acts, by_word


def words_before(text: str) -> tuple[str, ...]:
    """The last words of what came before, as the model reads them."""
    words = [word for word in map(plain, text.split()) if word]
    return tuple(words[-LONGEST_CONTEXT_WORDS:])


def encoder_input(passage: Passage) -> tuple[list[str], list[str]]:
    """The two segments that the encoder reads: what came before, and what is said."""
    words = [word or "-" for word in passage.words[:LONGEST_WORDS]]
    before = [passage.speaker.other, ":", *passage.before] if passage.before else [""]
    return ([str(word) for word in before], [str(passage.speaker), ":", *words])


def _per_word(encoding: Any, ends: Floats, count: int) -> list[float]:
    """The sentence-end chance at the last token of each word of the second segment."""
    by_word = [0.0] * count
    for token, (word, kind) in enumerate(zip(encoding.word_ids, encoding.type_ids, strict=True)):
        if kind == 1 and word is not None and 2 <= word < count + 2:
            by_word[word - 2] = float(ends[token])
    return by_word


def _sigmoid(x: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-x))).astype(np.float32)


_AGENT_ONLY = range(ACTS.index("ask_name"), ACTS.index("give_identifier"))
_CUSTOMER_ONLY = range(ACTS.index("give_identifier"), len(ACTS))


def _may(speaker: Speaker, act: int) -> bool:
    return act not in (_CUSTOMER_ONLY if speaker is Speaker.AGENT else _AGENT_ONLY)
