"""Browsers that have lost their connection, and may come back to go on where they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from pgwidgets.session.client import Client
from pgwidgets.session.owner import Owner

MOST = 8
"""For so many of a session is kept what they miss."""

SECONDS = 120.0
"""And for so long. Who comes later gets a snapshot."""


class SuspendedClients:
    """The suspended browsers of one session.

    Parameters
    ----------
    owner : Owner
        Its clock ends their time.
    lock : context manager
        The session's lock, which guards them.
    """

    def __init__(self, owner: Owner, lock: AbstractContextManager[Any]) -> None:
        # its clock ends their time
        self._owner = owner
        # taken by what the clock calls; the methods are called with it
        self._lock = lock
        # by name, the longest suspended first: each with a mark of this stay, and its cancel
        self._suspended: dict[str, tuple[Client, object, Callable[[], None]]] = {}

    def __len__(self) -> int:
        return len(self._suspended)

    @property
    def clients(self) -> Iterable[Client]:
        """Those that are suspended."""
        return [client for client, _, _ in self._suspended.values()]

    def put(self, client: Client) -> None:
        """Keep what a browser misses from now on."""
        client.suspend()
        stay = object()
        cancel = self._owner.call_later(SECONDS, lambda: self._expire(client.name, stay))
        self._suspended[client.name] = (client, stay, cancel)
        while len(self._suspended) > MOST:
            self.take(next(iter(self._suspended)))

    def take(self, name: str) -> Client | None:
        """Return a browser that has come back, or is given up."""
        client, _, cancel = self._suspended.pop(name, (None, None, None))
        if cancel is not None:
            cancel()
        return client

    def clear(self) -> None:
        """Give up all."""
        for name in list(self._suspended):
            self.take(name)

    def _expire(self, name: str, stay: object) -> None:
        with self._lock:
            # it may have come back, and been suspended anew, while this call was on its way
            if name in self._suspended and self._suspended[name][1] is stay:
                del self._suspended[name]
