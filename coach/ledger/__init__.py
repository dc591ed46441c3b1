"""What has been said so far that matters later. Grows one utterance at a time."""

from coach.ledger.conversation import Conversation, Understood
from coach.ledger.facts import Asked, GivenFact
from coach.ledger.matters import Matter, MatterKind
from coach.ledger.supposing import suppose
from coach.ledger.turns import Turn

__all__ = [
    "Asked",
    "Conversation",
    "GivenFact",
    "Matter",
    "MatterKind",
    "Turn",
    "Understood",
    "suppose",
]
