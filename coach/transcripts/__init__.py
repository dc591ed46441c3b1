"""Calls that somebody wrote down: transcripts in the formats of others, read as our own."""

from coach.transcripts.lines import Transcript
from coach.transcripts.reading import is_transcript, read, read_transcript

__all__ = ["Transcript", "is_transcript", "read", "read_transcript"]
