"""Laws of the three engines: the same weights give the same words, whoever runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pieces_made import SAMPLE_CALLS

CODE = """
import json, sys
from pathlib import Path
from coach.audio import open_recording
from coach.call import Speaker
from coach.hearing import load_engine
from coach.hearing.hear import windows_of
name, call, careful = sys.argv[1], sys.argv[2], sys.argv[3] == "True"
if name == "faster-whisper":
    from coach.hearing import faster_whisper_engine as its
    from coach.hearing.models import EngineName
    from coach.hearing.weights import fetch
    its.SHORTEST_S = 30.0
    path = fetch("tiny.en", EngineName.FASTER_WHISPER)
    engine = its.FasterWhisper(path, "tiny.en", compute_type="float32")
else:
    engine = load_engine(name, "tiny.en")
with open_recording(Path(call), agent_channel="left") as recording:
    windows = [window for group in windows_of(recording, 28.0) for window in group][:3]
found = list(engine.transcribe(windows, language="en", carefully=careful))
print(json.dumps({
    "name": engine.name,
    "languages": dict(engine.languages(windows)),
    "logprob": [each.logprob for each in found],
    "no_speech": [each.no_speech for each in found],
    "lengths": [window.length for window in windows],
    "words": [[(w.text, w.start, w.end, w.confidence) for w in each.words] for each in found],
}))
"""
ENGINES = ("faster-whisper", "openai-whisper", "transformers")


def _hear(engine: str, cache: Path, *, carefully: bool = False) -> dict:
    sound = SAMPLE_CALLS / "cut-off" / "sound.opus"
    out = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", CODE, engine, sound, str(carefully)],
        env={**os.environ, "COACH_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.returncode == 0, out.stderr
    return json.loads(out.stdout)


@pytest.fixture(scope="module")
def heard(shared_cache: Path) -> dict[str, dict]:
    return {engine: _hear(engine, shared_cache) for engine in ENGINES}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_converted_weights_give_the_same_text(heard: dict[str, dict], engine: str) -> None:
    """Word for word what CTranslate2 writes with the same weights, at full precision."""
    mine, yardstick = heard[engine]["words"], heard["faster-whisper"]["words"]
    assert [[w[0] for w in each] for each in mine] == [[w[0] for w in each] for each in yardstick]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_engines_agree_on_times_and_chances(heard: dict[str, dict], engine: str) -> None:
    """Nine words in ten are timed alike to a tenth of a second; doubts are alike, too."""
    mine, yardstick = heard[engine], heard["faster-whisper"]
    assert mine["logprob"] == pytest.approx(yardstick["logprob"], abs=0.05)
    assert mine["no_speech"] == pytest.approx(yardstick["no_speech"], abs=0.02)
    pairs = [
        pair
        for one, other in zip(mine["words"], yardstick["words"], strict=True)
        for pair in zip(one, other, strict=True)
    ]
    close = [abs(one[1] - other[1]) <= 0.1 for one, other in pairs]
    assert sum(close) >= 0.9 * len(close)
    assert all(abs(one[3] - other[3]) < 0.2 for one, other in pairs)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_words_lie_in_their_window_in_order(heard: dict[str, dict], engine: str) -> None:
    """Whatever the engine, words do not overlap and do not leave the sound."""
    for words, length in zip(heard[engine]["words"], heard[engine]["lengths"], strict=True):
        times = [moment for word in words for moment in word[1:3]]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] <= length + 0.021


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_careful_search_finds_no_less(
    heard: dict[str, dict], engine: str, shared_cache: Path
) -> None:
    """A wider search writes about as many words, each as likely on the whole."""
    careful = _hear(engine, shared_cache, carefully=True)
    for quick, wide in zip(heard[engine]["words"], careful["words"], strict=True):
        assert abs(len(quick) - len(wide)) <= 3
    assert sum(careful["logprob"]) >= sum(heard[engine]["logprob"]) - 0.1
