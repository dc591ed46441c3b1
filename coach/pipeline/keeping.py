"""What of a call goes to disk, and what is said when it cannot."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.audio.source import Block
from coach.call import CoachError
from coach.call.live import Audible, Disturbed, Happening, Trouble
from coach.store.journal import Journal
from coach.store.sound import CallSound

log = logging.getLogger(__name__)

Begin = Callable[[], Journal]
"""Makes the journal of a call that begins now."""

NOT_KEPT = "The call cannot be kept on disk: {why}. It goes on all the same."
KEPT_AGAIN = "The call is kept on disk again, with what was missing."
SOUND_NOT_KEPT = "The sound is not kept any more: {why}. The words are."


class Keeping:
    """Keeps one call: what happens, and its sound when `has_sound` and consent is noted.

    Never raises: `complain` is told once when something cannot be kept, and when it can again.
    """

    def __init__(self, begin: Begin | None = None, *, has_sound: bool = False) -> None:
        self._begin = begin
        self._has_sound = has_sound
        self._journal: Journal | None = None
        self._sound: CallSound | None = None
        self._failing: set[Trouble] = set()
        self._at = 0.0
        self.complain: Callable[[Disturbed], None] = _nobody

    @property
    def sound(self) -> Path | None:
        """Where the sound is; None while there is none."""
        return self._sound.path if self._sound is not None and self._sound.is_kept else None

    def begin(self) -> None:
        """Make the journal, once: a call that never began leaves none."""
        begin, self._begin = self._begin, None
        if begin is None:
            return
        with self._watched(Trouble.NOT_KEPT, NOT_KEPT):
            self._journal = begin()
            if self._has_sound:
                self._sound = CallSound(self._journal.sound)

    def block(self, block: Block) -> None:
        """Sound that was just heard; on any thread."""
        if self._sound is not None:
            self._sound.take(block)

    def heard(self, audible: Audible, at: float) -> None:
        """What was heard, before sides are exchanged."""
        self._at = at
        if self._sound is not None:
            with self._watched(Trouble.SOUND_NOT_KEPT, SOUND_NOT_KEPT):
                self._sound.hear(audible)

    def happened(self, happening: Happening) -> None:
        """What happened, as everybody is told."""
        if self._journal is None:
            return
        with self._watched(Trouble.NOT_KEPT, NOT_KEPT):
            self._journal.take(happening)
            if Trouble.NOT_KEPT in self._failing:
                self._failing.remove(Trouble.NOT_KEPT)
                self.complain(Disturbed(Trouble.KEPT_AGAIN, KEPT_AGAIN, self._at))

    def consent(self, at: float) -> None:
        """Keep the sound from now on."""
        if self._sound is None or self._sound.is_kept or self._journal is None:
            return
        with self._watched(Trouble.SOUND_NOT_KEPT, SOUND_NOT_KEPT):
            self._sound.consent(at)
            self._journal.note({"type": "sound", "at": at, "file": self._sound.path.name})

    def close(self) -> Path | None:
        """Have everything on disk; where the call is, None when it was not kept."""
        if self._sound is not None:
            with self._watched(Trouble.SOUND_NOT_KEPT, SOUND_NOT_KEPT):
                self._sound.close()
        return self._journal.close() if self._journal is not None else None

    @contextmanager
    def _watched(self, trouble: Trouble, text: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if trouble not in self._failing:
                self._failing.add(trouble)
                log.exception("a call is not kept")
                self.complain(Disturbed(trouble, text.format(why=_why(error)), self._at))


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    if isinstance(error, CoachError):
        return error.message.rstrip(".")
    return type(error).__name__


def _nobody(disturbed: Disturbed) -> None:
    del disturbed
