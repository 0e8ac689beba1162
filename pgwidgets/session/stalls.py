"""Files of which nothing comes any more: they would take memory for ever."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from pgwidgets.session.client import Client
from pgwidgets.session.owner import Owner

LOOK_SECONDS = 30.0
"""How often it is looked whether anything has come. A browser may let a page that is out of sight
run but once in a minute."""

PATIENCE = 4
"""After so many looks in a row that found nothing, the files are given up. One says little: what
has come may wait yet, as after a cell that kept the loop busy."""

GIVEN_UP = "The files were given up: nothing more of them has come for two minutes."


@dataclass(slots=True, eq=False)
class _Watch:
    """What is known of one browser that sends files.

    Attributes
    ----------
    come : int
        How many pieces had come by the last look.
    idle : int
        How many looks in a row have found no more.
    cancel : callable
        Cancels the next look.
    """

    come: int
    idle: int
    cancel: Callable[[], None]


class Stalls:
    """Looks after the browsers of one session that send files.

    The clock is a browser's, not a transfer's: it may send one after the other.

    Parameters
    ----------
    owner : Owner
        Its clock tells when to look.
    lock : context manager
        The session's lock, which guards them.
    clients : collection of Client
        The browsers that are there.
    """

    def __init__(
        self, owner: Owner, lock: AbstractContextManager[Any], clients: Collection[Client]
    ) -> None:
        # its clock tells when to look
        self._owner = owner
        # taken by what the clock calls; the methods are called with it
        self._lock = lock
        # the browsers that are there
        self._clients = clients
        # those that send files
        self._watches: dict[Client, _Watch] = {}

    def watch(self, client: Client) -> None:
        """Look after a browser from now on, until all its files have come."""
        if client not in self._watches:
            self._wait(client, client.uploads.come, 0)

    def clear(self) -> None:
        """Look after nobody any more."""
        for watch in self._watches.values():
            watch.cancel()
        self._watches.clear()

    def _wait(self, client: Client, come: int, idle: int) -> None:
        watch = _Watch(come, idle, lambda: None)
        self._watches[client] = watch
        watch.cancel = self._owner.call_later(LOOK_SECONDS, lambda: self._look(client, watch))

    def _look(self, client: Client, watch: _Watch) -> None:
        with self._lock:
            # the session may have ended while this call was on its way
            if self._watches.get(client) is not watch:
                return
            del self._watches[client]
            uploads = client.uploads
            if client not in self._clients or not uploads.under_way:
                return
            # while nobody listens to it, nothing can come
            is_idle = uploads.come == watch.come and not client.backlog.is_full
            idle = watch.idle + 1 if is_idle else 0
            if idle < PATIENCE:
                self._wait(client, uploads.come, idle)
                return
            for transfer_id in uploads.under_way:
                uploads.drop(transfer_id)
                client.refuse_files(transfer_id, GIVEN_UP)
