"""Browsers that have lost their line, and may come back to go on where they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from pgwidgets.session.link import Link
from pgwidgets.session.owner import Owner

MOST = 8
"""For so many of a session is kept what they miss."""

SECONDS = 120.0
"""And for so long. Who comes later gets a snapshot."""


class Parking:
    """The parked browsers of one session.

    Parameters
    ----------
    owner : Owner
        Its clock ends their time.
    lock : context manager
        The session's lock, which guards them.
    """

    def __init__(self, owner: Owner, lock: AbstractContextManager[Any]) -> None:
        self._owner = owner
        self._lock = lock
        self._parked: dict[str, tuple[Link, object, Callable[[], None]]] = {}

    def __len__(self) -> int:
        return len(self._parked)

    @property
    def links(self) -> Iterable[Link]:
        """Those that are parked."""
        return [link for link, _, _ in self._parked.values()]

    def put(self, link: Link) -> None:
        """Keep what a browser misses from now on."""
        link.park()
        stay = object()
        cancel = self._owner.call_later(SECONDS, lambda: self._expire(link.name, stay))
        self._parked[link.name] = (link, stay, cancel)
        while len(self._parked) > MOST:
            self.take(next(iter(self._parked)))

    def take(self, name: str) -> Link | None:
        """Return a browser that has come back, or is given up."""
        link, _, cancel = self._parked.pop(name, (None, None, None))
        if cancel is not None:
            cancel()
        return link

    def clear(self) -> None:
        """Give up all."""
        for name in list(self._parked):
            self.take(name)

    def _expire(self, name: str, stay: object) -> None:
        with self._lock:
            # it may have come back, and been parked anew, while this call was on its way
            if name in self._parked and self._parked[name][1] is stay:
                del self._parked[name]
