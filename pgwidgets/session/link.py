"""A session's end of one browser's connection."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from pgwidgets.protocol.codec import Frame


class Link(ABC):
    """A browser as the session sees it. What moves the bytes implements :meth:`send`.

    Attributes
    ----------
    features : frozenset of str
        What the browser can do beyond the plain protocol.
    sent, answered : int
        Highest id of a message sent to it, and answered by it.
    seq : int
        Number of its last input that was applied.
    silent : bool
        It owes an answer for too long: nobody waits for it until it answers again.
    """

    def __init__(self) -> None:
        self.features: frozenset[str] = frozenset()
        self.sent = 0
        self.answered = 0
        self.seq = 0
        self.silent = False

    @property
    @abstractmethod
    def connection(self) -> object:
        """The connection object, as `session.connections` lists it."""

    @abstractmethod
    def send(self, frames: Iterable[Frame]) -> None:
        """Queue frames. Never blocks; may be called from any thread."""

    def send_later(self, frames: Iterable[Frame]) -> None:
        """Queue frames that may wait some milliseconds, so that others travel with them."""
        self.send(frames)

    @abstractmethod
    def close(self, code: int, reason: str) -> None:
        """Close the connection after what is queued. May be called from any thread."""
