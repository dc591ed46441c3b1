"""What an utterance does, learned, and what it names. Once an utterance, for all detectors."""

from coach.signals.acts import ACTS, Act
from coach.signals.entities import Entity, EntityKind, entities
from coach.signals.reader import SignalReader
from coach.signals.reading import Piece, Reading

__all__ = ["ACTS", "Act", "Entity", "EntityKind", "Piece", "Reading", "SignalReader", "entities"]
