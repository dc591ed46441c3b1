"""The way to the endpoint: to an address that was looked at first, past every proxy."""

from __future__ import annotations

import json
import os
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from coach.call import UsageError
from coach.second_opinion.settings import SecondOpinion

LARGEST_BYTES = 65_536
"""Of an answer: one sentence is asked for."""

LONGEST_ANSWER_TOKENS = 200


class NoAnswerError(Exception):
    """No opinion was to be had. The message is the end of a sentence: "it did not answer"."""


class Endpoint:
    """Asks one model questions, each on a connection of its own.

    UsageError when its address is on the internet and the settings do not say `anywhere`.
    NoAnswerError when its name leads nowhere.
    """

    def __init__(self, settings: SecondOpinion) -> None:
        self._settings = settings
        parts = urlsplit(settings.base_url)
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._path = f"{parts.path}/chat/completions"
        self._address = _address(settings, self._port)

    def ask(self, messages: Sequence[Mapping[str, str]]) -> str:
        """What the model answers. NoAnswerError when it does not, in time and in this protocol."""
        question = {
            "model": self._settings.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": LONGEST_ANSWER_TOKENS,
            "response_format": {"type": "json_object"},
            "stream": False,
        }
        deadline = time.monotonic() + self._settings.timeout_s
        try:
            answer = json.loads(self._post(json.dumps(question).encode(), deadline))
            content = answer["choices"][0]["message"]["content"]
        except TimeoutError as error:
            seconds = f"{self._settings.timeout_s:g} s"
            raise NoAnswerError(f"it did not answer within {seconds}") from error
        except OSError as error:
            raise NoAnswerError("it cannot be reached") from error
        except (HTTPException, ValueError, LookupError, TypeError, RecursionError) as error:
            raise NoAnswerError("what it answers is no chat completion") from error
        if not isinstance(content, str):
            raise NoAnswerError("what it answers is no chat completion")
        return content

    def _post(self, body: bytes, deadline: float) -> bytes:
        connection = _Direct(
            self._settings.host,
            self._address,
            self._port,
            self._settings.timeout_s,
            ssl.create_default_context() if self._secure else None,
        )
        try:
            connection.request("POST", self._path, body, self._headers())
            response = connection.getresponse()
            if response.status != 200:
                raise NoAnswerError(f"it answers with the status {response.status}")
            return _read(response, deadline)
        finally:
            connection.close()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        key = os.environ.get(self._settings.key_variable, "") if self._settings.key_variable else ""
        if key:
            headers["Authorization"] = f"Bearer {key}"
        return headers


def _address(settings: SecondOpinion, port: int) -> str:
    """The first address of the host, when all of them are on a network of one's own."""
    try:
        found = socket.getaddrinfo(settings.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAnswerError("its name leads nowhere") from error
    addresses = [str(row[4][0]) for row in found]
    if not settings.anywhere and not all(map(_is_own, addresses)):
        raise UsageError(
            f"{settings.host} is not on a private network, and calls are not sent outside.",
            "Name a machine of your own, or set anywhere = true beside base_url.",
        )
    return addresses[0]


def _is_own(address: str) -> bool:
    """Whether it is this machine, or one on a private network."""
    known = ip_address(address.partition("%")[0])
    return known.is_private or known.is_loopback or known.is_link_local


def _read(response: HTTPResponse, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(4096):
        size += len(part)
        parts.append(part)
        if time.monotonic() > deadline:
            raise TimeoutError
        if size > LARGEST_BYTES:
            raise ValueError("longer than any answer")
    return b"".join(parts)


class _Direct(HTTPConnection):
    """A connection to the address that was looked at, whatever the name leads to by now."""

    def __init__(
        self, host: str, address: str, port: int, timeout: float, secure: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        secure = self._secure
        self.sock: Any = plain
        if secure is not None:
            self.sock = secure.wrap_socket(plain, server_hostname=self.host)
