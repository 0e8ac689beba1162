"""Whom the server turned away: logged with the address that they came from, at a bounded rate."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

WINDOW = 60.0
"""Seconds for which refusals are counted."""

MOST_OF_ONE = 10
"""So many of one address are logged in that time: a page that is refused tries again and again."""

MOST = 100
"""So many of all addresses are."""


def peer_of(connection: Any) -> str:
    """Return where a connection comes from, in words for a log.

    Parameters
    ----------
    connection : object
        Of the listener, or what the program brought.
    """
    if getattr(connection, "over_unix_socket", False):
        return "a Unix socket"
    match getattr(connection, "remote_address", None):
        case (str(address), *_):
            return address
    return "an unknown address"


class Refusals:
    """Logs refusals. Nobody can fill a disk with them, nor hide those of others among them.

    Parameters
    ----------
    logger : logging.Logger
    clock : callable
        Returns seconds.
    """

    def __init__(self, logger: logging.Logger, clock: Callable[[], float] = time.monotonic) -> None:
        # gets the refusals
        self._logger = logger
        # tells when they are counted anew
        self._clock = clock
        # since when they are counted
        self._begun = clock()
        # how many were logged since then, by address
        self._logged: Counter[str] = Counter()
        # how many were not
        self._omitted = 0

    def tell(self, what: str, peer: str, why: object) -> None:
        """Log a refusal, if there were not too many of late.

        Parameters
        ----------
        what : str
            What was refused, without what it said: "a WebSocket".
        peer : str
            Where it came from.
        why : object
            Fit for a log: without tokens, queries and headers.
        """
        if self._has_room(peer):
            self._logger.warning("refused %s from %s: %s", what, peer, why)

    def _has_room(self, peer: str) -> bool:
        """Whether a refusal of this address may be logged; counts it."""
        now = self._clock()
        if now - self._begun >= WINDOW:
            if self._omitted:
                self._logger.warning("%s more refusals were not logged", self._omitted)
            self._begun, self._omitted = now, 0
            self._logged.clear()
        if self._logged[peer] >= MOST_OF_ONE or self._logged.total() >= MOST:
            self._omitted += 1
            return False
        self._logged[peer] += 1
        return True
