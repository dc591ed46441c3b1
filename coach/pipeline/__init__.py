"""Wires a source to hearing, to listening, and to those who want to know. Owns the threads.

What a recording needs is here; `coach.pipeline.live` is loaded by those who hear a call live.
"""

from coach.pipeline.recorded import (
    Options,
    Progress,
    Source,
    review_recording,
    review_transcript,
    reviewing,
    swap_sides,
)

__all__ = [
    "Options",
    "Progress",
    "Source",
    "review_recording",
    "review_transcript",
    "reviewing",
    "swap_sides",
]
