"""How much is asked of the engine: less when the words fall behind the voices."""

from __future__ import annotations

from coach.call.live import Lag, Shed

STEP_S = 1.0
"""How often the words of somebody who goes on speaking are looked at again."""
LONGEST_STEP_S = 4.0
_REST = 2.5
"""An engine is asked again no sooner than after so many times what its last answer took."""
_WIDE_S = 1.6
_NARROW_S = 1.2
_FAR_BEHIND_S = 3.0
_CAUGHT_UP_S = 1.5
_WORTH_SAYING_S = 2.5
_CHANGE_S = 1.0


class Pace:
    """The step between two looks, what is left out, and when there is something to say of it."""

    def __init__(self) -> None:
        self.step = STEP_S
        self.shed = Shed.NOTHING
        self._took = 0.0
        self._told = Lag(0.0, Shed.NOTHING, 0.0)

    def answered(self, took: float) -> None:
        """An answer took so many seconds of the call."""
        self._took = took if self._took == 0.0 else 0.7 * self._took + 0.3 * took
        self.step = min(LONGEST_STEP_S, max(STEP_S, _REST * self._took))

    def look(self, behind: float, now: float) -> Lag | None:
        """Decide what to leave out while words are `behind` seconds late; what to tell, if any."""
        if behind >= _FAR_BEHIND_S or (self.shed is Shed.PARTIALS and behind > _CAUGHT_UP_S):
            self.shed = Shed.PARTIALS
        elif self.step >= _WIDE_S or (self.shed is not Shed.NOTHING and self.step > _NARROW_S):
            self.shed = Shed.SOME_PARTIALS
        else:
            self.shed = Shed.NOTHING
        told = round(behind, 1) if behind >= _WORTH_SAYING_S else 0.0
        changed = self.shed is not self._told.shed
        moved = abs(told - self._told.behind_s)
        if changed or moved >= _CHANGE_S or (moved > 0 and told == 0.0):
            self._told = Lag(told, self.shed, now)
            return self._told
        return None
