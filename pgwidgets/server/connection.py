"""A connection at a port or a Unix socket, before it is a WebSocket and after."""

from __future__ import annotations

import asyncio
from typing import Any

from websockets.asyncio.server import ServerConnection

from pgwidgets.server.response import refuse_method


class ListenerConnection(ServerConnection):
    """A connection that must send its request in time, and gets an answer whatever it asks.

    Parameters
    ----------
    peers : set of ListenerConnection
        It is in there while it is open.
    limit : float
        How many seconds it may take to send its request.
    *args, **kwargs
        Those of the base class.

    Attributes
    ----------
    over_unix_socket : bool
        Whether it came by a Unix socket, once its request has come.
    """

    def __init__(
        self, peers: set[ListenerConnection], limit: float, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.over_unix_socket = False
        # the open connections of the listener, this one among them
        self._peers = peers
        # the seconds that the request may take
        self._limit = limit
        # ends the connection unless the request comes in time
        self._timer: asyncio.TimerHandle | None = None
        # whether the next bytes are the first, which name the method
        self._is_first = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._peers.add(self)
        self._timer = self.loop.call_later(self._limit, self.transport.abort)
        if not self.server.is_serving():
            # it was accepted just before the listener closed
            self.transport.abort()

    def request_complete(self) -> None:
        """Note that the request came in time."""
        if self._timer is not None:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        is_first, self._is_first = self._is_first, False
        if is_first and _is_refused(data):
            self.protocol.send_response(refuse_method())
            self.send_data()
            return
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.request_complete()
        self._peers.discard(self)
        super().connection_lost(exc)


def _is_refused(data: bytes) -> bool:
    """Whether a request is neither GET nor HEAD: the library hangs up on these without a word."""
    method, space, _ = data[:16].partition(b" ")
    return bool(space) and method.isalpha() and method not in (b"GET", b"HEAD")
