"""A file of names and products that helps recognition."""

from __future__ import annotations

from pathlib import Path

from coach.call import InputError


def vocabulary_words(vocabulary: Path | None) -> tuple[str, ...]:
    """The lines of a vocabulary file that are not empty. InputError when it cannot be read."""
    if vocabulary is None:
        return ()
    try:
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The vocabulary {vocabulary} cannot be read.", "It is a text file, a name a line."
        ) from error
    return tuple(line.strip() for line in lines if line.strip())
