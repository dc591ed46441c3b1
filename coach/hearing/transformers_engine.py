"""transformers: Whisper of the model hubs, on torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import (
    GenerationConfig,
    GenerationMixin,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
)
from transformers.modeling_outputs import BaseModelOutput

from coach.hearing.alignment import token_times
from coach.hearing.cores import physical_cores
from coach.hearing.engine import Decoding, in_batches, mean_languages, prompt_from
from coach.hearing.languages import CODES
from coach.hearing.windows import RATE_HZ, Window
from coach.hearing.wording import words_of

BATCH = 4
_CAREFUL_BEAM = 5
_SAMPLES_PER_STEP = 320


class Transformers:
    """A Whisper folder of transformers, loaded."""

    full_s = 28.0

    def __init__(self, path: Path, model: str) -> None:
        self.name = f"transformers {model} float32"
        torch.set_num_threads(physical_cores())
        self._tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        self._extract: Any = WhisperFeatureExtractor.from_pretrained(path)
        model_type: Any = WhisperForConditionalGeneration
        self._model = model_type.from_pretrained(path, dtype=torch.float32).eval()
        settings = self._model.generation_config
        self._suppressed: list[int] = list(settings.suppress_tokens)
        self._heads: list[tuple[int, int]] = settings.alignment_heads
        self.is_multilingual: bool = settings.is_multilingual
        self._end = self._token("<|endoftext|>")
        self._start = self._token("<|startoftranscript|>")
        self._nobody = self._token("<|nospeech|>", "<|nocaptions|>")

    @torch.no_grad()
    def languages(self, windows: Sequence[Window]) -> Mapping[str, float]:
        if not self.is_multilingual:
            return {"en": 1.0}
        codes = [code for code in CODES if self._tokenizer.token_to_id(f"<|{code}|>") is not None]
        tokens = [self._token(f"<|{code}|>") for code in codes]
        start = torch.full((len(windows), 1), self._start)
        out = self._model(encoder_outputs=self._encode(windows), decoder_input_ids=start)
        likely = out.logits[:, 0, tokens].softmax(dim=-1).tolist()
        return mean_languages([dict(zip(codes, each, strict=True)) for each in likely])

    @torch.no_grad()
    def transcribe(
        self,
        windows: Sequence[Window],
        *,
        language: str,
        vocabulary: Sequence[str] = (),
        carefully: bool = False,
    ) -> Iterator[Decoding]:
        start = self._first_tokens(language)
        prompt = [*self._told(vocabulary), *start]
        settings_type: Any = GenerationConfig
        settings = settings_type(
            num_beams=_CAREFUL_BEAM if carefully else 1,
            do_sample=False,
            max_length=self._model.config.max_target_positions,
            suppress_tokens=self._suppressed,
            begin_suppress_tokens=[*self._spell(" "), self._end],
            eos_token_id=self._end,
            pad_token_id=self._end,
            decoder_start_token_id=self._start,
        )
        for batch in in_batches(windows, BATCH):
            encoded = self._encode(batch)
            sounds: Any = encoded.last_hidden_state
            # Whisper's own `generate` is made for long files and chooses the first tokens itself.
            written: Any = GenerationMixin.generate(
                self._model,
                encoder_outputs=encoded,
                attention_mask=torch.ones(sounds.shape[:2], dtype=torch.long),
                decoder_input_ids=torch.tensor([prompt] * len(batch)),
                generation_config=settings,
            )
            for window, sound, row in zip(batch, sounds, written.tolist(), strict=True):
                tokens = [token for token in row[len(prompt) :] if token < self._end]
                yield self._timed(window, sound, tokens, start, language)

    def _timed(
        self,
        window: Window,
        sound: torch.Tensor,
        tokens: list[int],
        start: list[int],
        language: str,
    ) -> Decoding:
        """The words with their times, from a second pass of the decoder over its tokens."""
        # Attention that can be looked at is slower, and wanted here alone.
        self._model.set_attn_implementation("eager")
        out = self._model(
            encoder_outputs=BaseModelOutput(sound[None]),
            decoder_input_ids=torch.tensor([[*start, *tokens, self._end]]),
            output_attentions=True,
        )
        self._model.set_attn_implementation("sdpa")
        first = len(start) - 1
        rows = out.logits[0, first:-1]
        places = range(len(tokens))
        chances = rows[:-1, : self._end].softmax(dim=-1)[places, tokens].tolist()
        logprob = rows.log_softmax(dim=-1)[range(len(rows)), [*tokens, self._end]].mean()
        steps = max(1, len(window.samples) // _SAMPLES_PER_STEP)
        attention = torch.stack(
            [out.cross_attentions[layer][0, head] for layer, head in self._heads]
        )
        followed = attention[:, :-1, :steps].numpy()
        followed = followed / followed.sum(axis=-1, keepdims=True)
        words = words_of(tokens, token_times(followed, first), chances, self._decode, language)
        nobody = out.logits[0, 0].softmax(dim=-1)[self._nobody]
        return Decoding(words, float(logprob), float(nobody))

    def _encode(self, windows: Sequence[Window]) -> BaseModelOutput:
        sound = [window.samples for window in windows]
        features = self._extract(sound, sampling_rate=RATE_HZ, return_tensors="pt").input_features
        encoded: BaseModelOutput = self._model.model.encoder(features)
        return encoded

    def _first_tokens(self, language: str) -> list[int]:
        names = ["<|notimestamps|>"]
        if self.is_multilingual:
            names = [f"<|{language}|>", "<|transcribe|>", *names]
        return [self._start, *map(self._token, names)]

    def _told(self, vocabulary: Sequence[str]) -> list[int]:
        if not vocabulary:
            return []
        return [self._token("<|startofprev|>"), *self._spell(prompt_from(vocabulary))]

    def _spell(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def _decode(self, tokens: list[int]) -> str:
        text: str = self._tokenizer.decode(tokens)
        return text

    def _token(self, *names: str) -> int:
        """The first of the names that this tokenizer has: two of them changed over time."""
        for name in names:
            if (token := self._tokenizer.token_to_id(name)) is not None:
                return int(token)
        raise KeyError(names)
