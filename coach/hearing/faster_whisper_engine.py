"""faster-whisper: Whisper on CTranslate2. The default engine.

One thread a batch, and as many batches at once as there are cores: quicker than all cores on one
batch, because decoding goes token by token and has little to share out.
A window is encoded at its own length, not padded to 30 s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from coach.hearing.cores import physical_cores
from coach.hearing.engine import Decoding, in_batches, mean_languages, prompt_from
from coach.hearing.windows import WINDOW_S, Window
from coach.hearing.wording import words_of

BATCH = 4
SHORTEST_S = 10.0
"""In a window shorter than this the decoder is prone to loops."""
TAIL_S = 2.0
"""Silence after the last word. With less the decoder does not notice that it is over, and says
the last sentence again, or goes on for ever."""

_CAREFUL_BEAM = 5
_TOKENS_PER_S = 12
"""Nobody speaks faster: a decoder that wants to is caught in a loop."""
_FRAMES_PER_S = 100
_HOP = 160
_STEP_S = 0.02
"""The resolution of word times: two frames."""


class FasterWhisper:
    """A model folder of CTranslate2, loaded. `workers` decode at once, `threads` each."""

    full_s = 20.0

    def __init__(
        self,
        path: Path,
        model: str,
        *,
        compute_type: str = "int8",
        workers: int | None = None,
        threads: int = 1,
    ) -> None:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - slow, and clashes with torch

        self.name = f"faster-whisper {model} {compute_type}"
        self._workers = workers or max(1, physical_cores() // threads)
        self._whisper: Any = WhisperModel(
            str(path),
            device="cpu",
            compute_type=compute_type,
            cpu_threads=threads,
            num_workers=self._workers,
        )
        self.is_multilingual: bool = self._whisper.model.is_multilingual

    def languages(self, windows: Sequence[Window]) -> Mapping[str, float]:
        if not self.is_multilingual:
            return {"en": 1.0}
        likely = self._whisper.model.detect_language(self._encode(windows, WINDOW_S))
        return mean_languages([{token[2:-2]: chance for token, chance in each} for each in likely])

    def transcribe(
        self,
        windows: Sequence[Window],
        *,
        language: str,
        vocabulary: Sequence[str] = (),
        carefully: bool = False,
    ) -> Iterator[Decoding]:
        tokenizer = self._tokenizer(language)
        told = tokenizer.encode(prompt_from(vocabulary)) if vocabulary else []
        prompt = self._whisper.get_prompt(tokenizer, told, without_timestamps=True)

        def decode(batch: Sequence[Window]) -> list[Decoding]:
            return self._decode(batch, tokenizer, prompt, carefully=carefully)

        size = min(BATCH, -(-len(windows) // self._workers))
        with ThreadPoolExecutor(self._workers) as pool:
            for decodings in pool.map(decode, in_batches(windows, size)):
                yield from decodings

    def _decode(
        self, batch: Sequence[Window], tokenizer: Any, prompt: list[int], *, carefully: bool
    ) -> list[Decoding]:
        longest = max(window.length for window in batch)
        encoded = self._encode(batch, WINDOW_S if carefully else longest + TAIL_S)
        most = len(prompt) + 16 + int(_TOKENS_PER_S * longest)
        results = self._whisper.model.generate(
            encoded,
            [prompt] * len(batch),
            beam_size=_CAREFUL_BEAM if carefully else 1,
            max_length=min(most, self._whisper.max_length),
            return_scores=True,
            return_no_speech_prob=True,
        )
        texts = [
            [token for token in result.sequences_ids[0] if token < tokenizer.eot]
            for result in results
        ]
        aligned = self._whisper.model.align(
            encoded,
            tokenizer.sot_sequence,
            texts,
            [min(encoded.shape[1] * 2, len(window.samples) // _HOP) for window in batch],
        )
        decodings = []
        for result, tokens, alignment in zip(results, texts, aligned, strict=True):
            times = _token_times(alignment.alignments, len(tokens))
            words = words_of(
                tokens, times, alignment.text_token_probs, tokenizer.decode, tokenizer.language_code
            )
            length = len(result.sequences_ids[0])
            logprob = result.scores[0] * length / (length + 1)
            decodings.append(Decoding(words, logprob, result.no_speech_prob))
        return decodings

    def _encode(self, windows: Sequence[Window], length: float) -> Any:
        length = min(WINDOW_S, max(SHORTEST_S, length))
        frames = 2 * int(length * _FRAMES_PER_S / 2)
        features = np.stack([self._features(window, frames) for window in windows])
        return self._whisper.encode(features)

    def _features(self, window: Window, frames: int) -> Any:
        samples = window.samples[: frames * _HOP]
        padded = np.pad(samples, (0, frames * _HOP - len(samples)))
        return self._whisper.feature_extractor(padded, padding=0)[:, :frames]

    def _tokenizer(self, language: str) -> Any:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - slow

        return Tokenizer(
            self._whisper.hf_tokenizer, self.is_multilingual, task="transcribe", language=language
        )


def _token_times(path: Sequence[tuple[int, int]], tokens: int) -> list[tuple[float, float]]:
    """Start and end of each text token, from the (token, step) pairs of an alignment."""
    starts: dict[int, float] = {}
    last = 0
    for token, step in path:
        starts.setdefault(token, step * _STEP_S)
        last = step
    end = last * _STEP_S
    edges = [starts.get(token, end) for token in range(tokens + 1)]
    return list(pairwise(edges))
