"""A program that takes its time over what is typed into its table."""

from __future__ import annotations

import threading
from typing import Any


class Shop:
    """Says of one edit after the other whether it takes it: all but worms, in capitals.

    Attributes
    ----------
    asked : threading.Event
        Set once it was asked.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()
        # so many edits it may decide on
        self._allowed = threading.Semaphore(0)

    def decide(self, count: int = 1) -> None:
        """Let it decide on so many edits more."""
        self._allowed.release(count)

    def validate(self, path: list[str], col_key: str, old: Any, new: Any) -> str:
        """Take or refuse an edit once it may be decided on."""
        self.asked.set()
        assert self._allowed.acquire(timeout=30)
        if "worm" in new:
            raise ValueError("Worms are not sold.")
        return str(new).upper()
