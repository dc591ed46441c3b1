"""The vocabulary of the whole project. Standard library only; everything else imports it."""

from coach.call.call import (
    Call,
    Ended,
    EndedBy,
    Event,
    Fact,
    Heard,
    Setting,
    Statement,
    Tick,
    Utterances,
)
from coach.call.coaching import Clip, CoachingSession, Cue, Prompt, Review, Verdict
from coach.call.errors import CoachError, InputError, MachineError, UsageError
from coach.call.finding import Evidence, Finding, Judgement, Kind
from coach.call.reviewed import Metrics, ReviewedCall, Roles, Scorecard, Skill, Timing
from coach.call.span import Span, merge, to_ms, total
from coach.call.speech import Partial, Speaker, Utterance, Word, in_order, spread, utterance
from coach.call.written import Mark, WrittenCall, events

__all__ = [
    "Call",
    "Clip",
    "CoachError",
    "CoachingSession",
    "Cue",
    "Ended",
    "EndedBy",
    "Event",
    "Evidence",
    "Fact",
    "Finding",
    "Heard",
    "InputError",
    "Judgement",
    "Kind",
    "MachineError",
    "Mark",
    "Metrics",
    "Partial",
    "Prompt",
    "Review",
    "ReviewedCall",
    "Roles",
    "Scorecard",
    "Setting",
    "Skill",
    "Span",
    "Speaker",
    "Statement",
    "Tick",
    "Timing",
    "UsageError",
    "Utterance",
    "Utterances",
    "Verdict",
    "Word",
    "WrittenCall",
    "events",
    "in_order",
    "merge",
    "spread",
    "to_ms",
    "total",
    "utterance",
]
