"""The patterns of the catalogue, one file each. A new file here is a new detector.

A detector's file has a docstring with five headed sections (What it hears, Why it hurts, Instead,
Known misses, Source), `SKILL`, `KIND`, `EXAMPLES` in the plain notation of calls, and a pure
function `listen(call)` that yields the findings which the latest event brought to light.
"""

from coach.detectors.pattern import Pattern, discover, pattern

__all__ = ["Pattern", "discover", "pattern"]
