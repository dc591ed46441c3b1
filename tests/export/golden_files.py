"""Outputs kept as they should be, byte for byte. COACH_WRITE_GOLDEN=1 writes them anew."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def agrees_with(name: str, text: str) -> bool:
    path = GOLDEN / name
    if os.environ.get("COACH_WRITE_GOLDEN"):
        path.write_bytes(text.encode("utf-8"))
    return path.read_bytes().decode("utf-8") == text
