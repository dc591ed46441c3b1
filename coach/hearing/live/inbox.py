"""The one place at which sound, and what the engine tells of it, are waited for."""

from __future__ import annotations

import threading
from collections import deque

from coach.hearing.live.intake import Taken
from coach.hearing.live.jobs import News


class Inbox:
    """Filled by other threads, emptied by one that sleeps while there is nothing."""

    def __init__(self) -> None:
        self._sound: deque[Taken] = deque()
        self._news: deque[News] = deque()
        self._filled = threading.Condition()

    def put_sound(self, taken: Taken) -> None:
        with self._filled:
            self._sound.append(taken)
            self._filled.notify()

    def put_news(self, news: News) -> None:
        with self._filled:
            self._news.append(news)
            self._filled.notify()

    def take(self, *, news_only: bool, timeout: float | None) -> Taken | News | None:
        """News first, then sound in order. None when nothing came for `timeout` seconds."""
        with self._filled:
            self._filled.wait_for(lambda: self._news or (self._sound and not news_only), timeout)
            if self._news:
                return self._news.popleft()
            return self._sound.popleft() if self._sound and not news_only else None
