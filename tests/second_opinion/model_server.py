"""A model on this machine, as far as its protocol goes: a real server that answers as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[dict[str, Any]], str]
"""The words of the answer to a question."""


@dataclass
class Model:
    """What was asked, and how it is answered. `drip_s` is waited between the bytes."""

    say: Say
    status: int = 200
    wait_s: float = 0.0
    drip_s: float = 0.0
    body: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    base_url: str = ""

    def sent(self) -> str:
        """Every word that reached the server."""
        return "\n".join(m["content"] for asked in self.asked for m in asked["messages"])


@contextmanager
def serving(model: Model) -> Iterator[Model]:
    """The model, reachable on a port of this machine for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(asked)
            model.headers.append(dict(self.headers))
            model.paths.append(self.path)
            time.sleep(model.wait_s)
            content = {"choices": [{"message": {"role": "assistant", "content": model.say(asked)}}]}
            body = json.dumps(content).encode() if model.body is None else model.body
            try:
                self.send_response(model.status)
                if model.status in (301, 302, 307):
                    self.send_header("Location", "http://192.0.2.1/v1/chat/completions")
                self.end_headers()
                for start in range(0, len(body), 8 if model.drip_s else len(body)):
                    self.wfile.write(body[start : start + (8 if model.drip_s else len(body))])
                    self.wfile.flush()
                    time.sleep(model.drip_s)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    model.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
