"""openai-whisper: the original, on torch. Slow, and the yardstick for the others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import whisper
from whisper.model import disable_sdpa
from whisper.tokenizer import get_tokenizer

from coach.hearing.alignment import token_times
from coach.hearing.convert import HEADS_FILE, OPENAI_FILE
from coach.hearing.cores import physical_cores
from coach.hearing.engine import Decoding, in_batches, mean_languages, prompt_from
from coach.hearing.windows import Window
from coach.hearing.wording import words_of

BATCH = 4
_CAREFUL_BEAM = 5
_FRAMES_PER_STEP = 320
"""Samples for one step of the encoder."""


class OpenAIWhisper:
    """A `.pt` of openai-whisper, or a folder with one, loaded."""

    full_s = 28.0

    def __init__(self, path: Path, model: str) -> None:
        self.name = f"openai-whisper {model} float32"
        torch.set_num_threads(physical_cores())
        file = path / OPENAI_FILE if path.is_dir() else path
        self._model: Any = whisper.load_model(str(file), device="cpu")
        if (heads := file.with_name(HEADS_FILE)).is_file():
            self._set_heads(json.loads(heads.read_text(encoding="utf-8")))
        self.is_multilingual: bool = self._model.is_multilingual

    def languages(self, windows: Sequence[Window]) -> Mapping[str, float]:
        if not self.is_multilingual:
            return {"en": 1.0}
        _, likely = self._model.detect_language(self._mel(windows))
        return mean_languages(likely)

    def transcribe(
        self,
        windows: Sequence[Window],
        *,
        language: str,
        vocabulary: Sequence[str] = (),
        carefully: bool = False,
    ) -> Iterator[Decoding]:
        options = whisper.DecodingOptions(
            language=language,
            without_timestamps=True,
            fp16=False,
            beam_size=_CAREFUL_BEAM if carefully else None,
            prompt=prompt_from(vocabulary) if vocabulary else None,
        )
        # Its beam search takes one window at a time.
        for batch in in_batches(windows, 1 if carefully else BATCH):
            results = whisper.decode(self._model, self._mel(batch), options)
            for window, result in zip(batch, results, strict=True):
                words = self._words(window, result, language)
                yield Decoding(words, result.avg_logprob, result.no_speech_prob)

    def _mel(self, windows: Sequence[Window]) -> Any:
        # One by one: in a batch the loudest window would set the level of all the others.
        return torch.stack(
            [
                whisper.log_mel_spectrogram(
                    whisper.pad_or_trim(window.samples), self._model.dims.n_mels
                )
                for window in windows
            ]
        )

    def _words(self, window: Window, result: Any, language: str) -> Any:
        """The words of a result, timed by a second pass of the decoder over its tokens."""
        tokenizer = get_tokenizer(
            self.is_multilingual,
            num_languages=self._model.num_languages,
            language=language,
            task="transcribe",
        )
        start = tokenizer.sot_sequence_including_notimestamps
        tokens = [token for token in result.tokens if token < tokenizer.eot]
        attention: dict[int, Any] = {}
        hooks = [
            block.cross_attn.register_forward_hook(
                lambda _, __, out, layer=layer: attention.__setitem__(layer, out[-1][0])
            )
            for layer, block in enumerate(self._model.decoder.blocks)
        ]
        with torch.no_grad(), disable_sdpa():
            everything = torch.tensor([[*start, *tokens, tokenizer.eot]])
            logits = self._model.decoder(everything, result.audio_features[None])[0]
        for hook in hooks:
            hook.remove()
        chances = logits[len(start) - 1 : -2, : tokenizer.eot].softmax(dim=-1)
        steps = max(1, len(window.samples) // _FRAMES_PER_STEP)
        heads = self._model.alignment_heads.indices().T.tolist()
        weights = torch.stack([attention[layer][head] for layer, head in heads])
        followed = weights[:, :-1, :steps].softmax(dim=-1).numpy()
        return words_of(
            tokens,
            token_times(followed, len(start) - 1),
            chances[range(len(tokens)), tokens].tolist(),
            tokenizer.decode,
            language,
        )

    def _set_heads(self, heads: Sequence[tuple[int, int]]) -> None:
        dimensions = self._model.dims
        mask = torch.zeros(dimensions.n_text_layer, dimensions.n_text_head, dtype=torch.bool)
        for layer, head in heads:
            mask[layer, head] = True
        self._model.register_buffer("alignment_heads", mask.to_sparse(), persistent=False)
