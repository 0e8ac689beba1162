"""The jobs that one browser has caused and that are not done: they are bounded."""

from __future__ import annotations

import threading
from collections.abc import Callable

MOST_JOBS = 100
"""While so many are not done, the browser is listened to no further, and what its user does waits
there. Nobody clicks so often ahead of what he sees."""

MOST_IN_ALL = 10 * MOST_JOBS
"""A browser whose answer somebody waits for is listened to up to so many."""


class Backlog:
    """The jobs of one browser. Any thread may end one."""

    def __init__(self) -> None:
        # how many are not done
        self._count = 0
        # guards that
        self._lock = threading.Lock()
        # wakes who waits for there to be fewer
        self._relieved: Callable[[], None] | None = None

    @property
    def is_full(self) -> bool:
        """Whether there are as many as there may be."""
        return self._count >= MOST_JOBS

    @property
    def is_overfull(self) -> bool:
        """Whether there are more than anybody can have meant."""
        return self._count >= MOST_IN_ALL

    def begin(self) -> None:
        """Count one more."""
        with self._lock:
            self._count += 1

    def end(self) -> None:
        """Count one less: it has run, or never will."""
        with self._lock:
            self._count -= 1
        if self._count < MOST_JOBS:
            self.relieve()

    def call_when_relieved(self, function: Callable[[], None] | None) -> None:
        """Have a function called each time that it may be worth to look again, on any thread."""
        self._relieved = function

    def relieve(self) -> None:
        """Have who waits look again."""
        relieved = self._relieved
        if relieved is not None:
            relieved()
