"""From how sure a detector is to how often it is right."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

CALIBRATION = Path(__file__).parent / "calibration.toml"
SUREST = 0.99
"""Nothing is surer than this: log odds end somewhere, and so does what 70 calls can show."""

LEAST_ODDS = -50.0
"""Log odds below which a chance is nothing."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A line in log odds: `scale` (above 0) and `shift` for all, and a shift more a pattern.

    It grows with the confidence, so that it never turns the order of two findings of a pattern.
    """

    scale: float = 1.0
    shift: float = 0.0
    patterns: Mapping[str, float] = field(default_factory=dict)

    def of(self, slug: str, confidence: float) -> float:
        """The chance, 0..1, that a finding is true, to two digits."""
        odds = self.scale * log_odds(confidence) + self.shift + self.patterns.get(slug, 0.0)
        return round(min(SUREST, 1.0 / (1.0 + math.exp(-max(odds, -30.0)))), 2)


def log_odds(confidence: float) -> float:
    """Of a confidence, kept away from 0 and 1."""
    kept = min(SUREST, max(1.0 - SUREST, confidence))
    return math.log(kept / (1.0 - kept))


@cache
def read_calibration(file: Path = CALIBRATION) -> Calibration | None:
    """The calibration in a file; None when there is none."""
    if not file.is_file():
        return None
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Calibration(data["scale"], data["shift"], data["patterns"])


def calibrated(slug: str, confidence: float) -> float:
    """How often findings of this pattern are right when its detector is so sure, 0..1.

    What is no chance at all is a detector's fault, and stays as it is.
    """
    calibration = read_calibration()
    if calibration is None or not 0.0 <= confidence <= 1.0:
        return confidence
    return calibration.of(slug, confidence)
