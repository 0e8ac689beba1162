"""One browser's connection, from the first frame to the last."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame
from pgwidgets.protocol.connection import Connection
from pgwidgets.protocol.events import Event, Hello
from pgwidgets.server.outbox import Outbox
from pgwidgets.session.context import at_end_of_handler
from pgwidgets.session.link import Link

CLOSE_SECONDS = 2.0
"""How long a closing connection may take to hand over what is queued."""


class SocketLink(Link):
    """A link over anything with async `send`, `recv` and `close`.

    Parameters
    ----------
    socket : object
        A WebSocket connection, of `websockets` or of any other library.
    loop : asyncio.AbstractEventLoop
        The loop that the socket belongs to.
    """

    def __init__(self, socket: Any, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._socket = socket
        self._loop = loop
        self._machine = Connection()
        self._outbox = Outbox(loop, socket.send)
        # one and the same object each time, so that a handler's end knows it but once
        self._flush = self._outbox.flush
        self._sender: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        self.heard = loop.time()

    @property
    def connection(self) -> object:
        return self._socket

    def send(self, frames: Iterable[Frame]) -> None:
        # what a handler does travels together when it has ended, or in slices if it takes long
        self._outbox.put(frames, wait=at_end_of_handler(self._flush))

    def send_later(self, frames: Iterable[Frame]) -> None:
        self._outbox.put(frames, wait=True)

    def close(self, code: int, reason: str) -> None:
        if code >= messages.FINAL_CODE:
            self.send([messages.rejected(code, reason)])
        self._outbox.close()
        try:
            self._loop.call_soon_threadsafe(self._begin_closing, code, reason)
        except RuntimeError:
            # the loop was closed, and the connection with it
            return

    def _begin_closing(self, code: int, reason: str) -> None:
        if self._closing is None:
            self._closing = self._loop.create_task(self.finish(code, reason))

    async def finish(self, code: int, reason: str) -> None:
        """Send what is queued, within bounds, and close the connection."""
        self._outbox.close()
        if self._sender is not None:
            await asyncio.wait([self._sender], timeout=CLOSE_SECONDS)
        # 123 bytes is what a close frame holds (RFC 6455, 5.5)
        text = reason.encode()[:123].decode(errors="ignore")
        await self._socket.close(code, text)

    async def greet(self, instance: str, host: str, limit: float) -> Hello:
        """Send `init` and return the browser's answer.

        Raises
        ------
        ProtocolError, TimeoutError
            When it is none, or does not come.
        """
        self._sender = self._loop.create_task(self._outbox.drain())
        self.send([messages.init(instance, host)])
        async with asyncio.timeout(limit):
            while True:
                for event in await self.receive():
                    if isinstance(event, Hello):
                        self.features = event.features & frozenset(messages.FEATURES)
                        return event

    async def receive(self) -> list[Event]:
        """Wait for a frame and return what it says."""
        frame = await self._socket.recv()
        self.heard = self._loop.time()
        return self._machine.receive(frame)

    async def release(self) -> None:
        """Stop sending, once a close that was asked for is done; the connection is gone."""
        # what close() has scheduled begins with the loop's next turn
        await asyncio.sleep(0)
        if self._closing is not None:
            await asyncio.wait([self._closing], timeout=CLOSE_SECONDS)
        self._outbox.close()
        if self._sender is not None:
            self._sender.cancel()
            await asyncio.wait([self._sender])
