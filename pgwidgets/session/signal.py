"""What a thread waits for that an interrupt may come to at any instant."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue


class Signal:
    """Set by any thread, waited for by one: others notice it when their time is over.

    A wait of `threading.Event`, `threading.Condition` or `concurrent.futures.Future` leaves its
    lock in the wrong hands when Ctrl-C comes at the wrong instant: it ends in a RuntimeError, or
    others wait for ever. A wait for a SimpleQueue is one step for Python.
    """

    def __init__(self) -> None:
        # whether nobody has to wait
        self._is_set = False
        # gets something once it is set
        self._bell: SimpleQueue[None] = SimpleQueue()

    def set(self) -> None:
        """Have nobody wait, now and until it is cleared."""
        if not self._is_set:
            self._is_set = True
            self._bell.put(None)

    def is_set(self) -> bool:
        """Whether nobody has to wait."""
        return self._is_set

    def wait(self, seconds: float) -> bool:
        """Wait until it is set; returns False when the time was over before."""
        if not self._is_set:
            with suppress(Empty):
                self._bell.get(timeout=seconds)
        return self._is_set

    def clear(self) -> None:
        """Have those wait who come next."""
        self._is_set = False
        self._bell = SimpleQueue()
