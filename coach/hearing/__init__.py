"""Sound to committed speech: engines, windows, words, utterances, and who is who."""

from coach.hearing.engine import Decoding, Engine, RawWord
from coach.hearing.engines import load_engine
from coach.hearing.hear import Hearing, hear
from coach.hearing.windows import Piece, Window

__all__ = [
    "Decoding",
    "Engine",
    "Hearing",
    "Piece",
    "RawWord",
    "Window",
    "hear",
    "load_engine",
]
