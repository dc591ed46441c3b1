"""Where calls are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from coach.call import UsageError

HOME = "COACH_HOME"
"""Names a folder that takes the place of the usual one."""

ONLY_OURS = 0o700


def calls_folder(folder: Path | None = None) -> Path:
    """The folder of the calls, made if need be: `folder`, or the usual one.

    UsageError when it cannot be made or is no folder of ours to write in.
    """
    place = folder or _home() / "calls"
    try:
        place.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Calls cannot be kept in {place}: {error.strerror}.", "Name a folder with --calls."
        ) from error
    if not os.access(place, os.W_OK | os.X_OK):
        raise UsageError(f"Nothing can be written in {place}.", "Name a folder with --calls.")
    return place


def _home() -> Path:
    named = os.environ.get(HOME)
    return Path(named) if named else Path(platformdirs.user_data_dir("coach", appauthor=False))
