"""How much a team wants to be helped during a call: one table of one TOML file.

    [coaching]
    gap_s = 15
    budget = 4
    muted = ["monologue"]

    [coaching.presets.newcomers]
    budget = 8

Other tables of the file belong to other parts of the coach, and are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoachingSettings:
    """What may be shown during a call, how often, and for how long.

    `gap_s` is the quiet between two prompts, `budget` how many may come in a call; the guards
    need neither. `quiet` shows nothing, and keeps everything for the review. `muted` are patterns
    or prompts that never come; `may_prompt` patterns that come although they are not measured to
    be precise enough. `stale_s` is how long a prompt waits for a good moment.

    A prompt stays for `notice_s` and the time that its characters take at `characters_per_s`, but
    never less than `shortest_s` nor more than `longest_s`.
    """

    gap_s: float = 15.0
    budget: int = 4
    quiet: bool = False
    muted: frozenset[str] = frozenset()
    may_prompt: frozenset[str] = frozenset()
    stale_s: float = 6.0
    notice_s: float = 4.0
    characters_per_s: float = 15.0
    shortest_s: float = 6.0
    longest_s: float = 20.0

    def stays_for(self, characters: int) -> float:
        """Seconds that a card with so many characters stays on the screen."""
        wanted = self.notice_s + characters / self.characters_per_s
        return min(self.longest_s, max(self.shortest_s, wanted))
