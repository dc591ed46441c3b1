import json
from pathlib import Path

import pytest
from transcripts_made import Save


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write bytes, text or JSON into a file of a name."""

    def write_it(content: object, name: str = "call.json") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        return path

    return write_it
