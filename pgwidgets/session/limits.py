"""What an operator allows each session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one session; None is no limit.

    Attributes
    ----------
    widgets : int or None
        How many it may have at a time.
    connections : int or None
        How many browsers may be connected to it.
    outbox_bytes : int
        How much may wait to be sent to one browser.
    message_bytes : int
        How large a message from a browser may be.
    upload_bytes : int
        How much may be under way from one browser in files.
    chunk_bytes : int
        In pieces of what size they come.
    """

    widgets: int | None
    connections: int | None
    outbox_bytes: int
    message_bytes: int
    upload_bytes: int
    chunk_bytes: int

    def told(self, features: frozenset[str]) -> dict[str, int]:
        """Return what a browser with these features must know, as the protocol names it."""
        told: dict[str, int] = {}
        if "uploads" in features:
            told.update(max_upload_size=self.upload_bytes, chunk_size=self.chunk_bytes)
        if "pieces" in features:
            told.update(max_message_size=self.message_bytes)
        return told
