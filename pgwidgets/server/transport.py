"""One browser's WebSocket, from the first frame to the last."""

from __future__ import annotations

import asyncio
import select
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pgwidgets.model.text import well_formed
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame
from pgwidgets.protocol.connection import Connection
from pgwidgets.protocol.events import Event, Hello
from pgwidgets.protocol.pieces import MESSAGE_BYTES
from pgwidgets.server.sender import Sender
from pgwidgets.session.backlog import Backlog
from pgwidgets.session.client import Client, Transport
from pgwidgets.session.flight import PATIENCE_SECONDS

CLOSE_SECONDS = 2.0
"""How long a closing connection may take to hand over what is queued."""

FAREWELL_SECONDS = 6.0
"""How long it may take to close then, before it is broken off."""

LOOK_SECONDS = 1.0
"""How often it is looked whether a browser is there that nobody listens to."""

HUNG_UP = select.POLLHUP | select.POLLERR | getattr(select, "POLLRDHUP", 0)
"""What the system says of a connection whose other end is gone, read or not; macOS knows less."""


class SocketTransport(Transport):
    """A connection over anything with async `send`, `recv` and `close`.

    Parameters
    ----------
    socket : object
        A WebSocket connection, of `websockets` or of any other library.
    loop : asyncio.AbstractEventLoop
        The loop that the socket belongs to.
    most : int
        The most bytes that a message of the browser may have.

    Attributes
    ----------
    features : frozenset of str
        What the browser can do beyond the plain protocol, once it has greeted.
    heard : float
        When it last said something, on the loop's clock.
    is_paused : bool
        Nobody listens to it for now.
    """

    def __init__(
        self, socket: Any, loop: asyncio.AbstractEventLoop, most: int = MESSAGE_BYTES
    ) -> None:
        self.features: frozenset[str] = frozenset()
        self.heard = loop.time()
        self.is_paused = False
        # the connection
        self._socket = socket
        # the loop that the connection belongs to
        self._loop = loop
        # what the browser has said so far, and what may come next
        self._machine = Connection(most)
        # the session's end of the browser, once it has joined
        self._client: Client | None = None
        # messages about the connection itself, which go first
        self._said: deque[str] = deque()
        # why it is closed, sent behind all that waits
        self._last_words: str | None = None
        # whether nothing is sent any more but what waits
        self._is_finishing = False
        # rings when an answer is late
        self._reminder: asyncio.TimerHandle | None = None
        # what sends
        self._sender = Sender(socket, loop, self._next, self._count)
        # the task that closes it, once somebody has asked
        self._closing: asyncio.Task[None] | None = None

    @property
    def connection(self) -> object:
        return self._socket

    def carry(self, client: Client) -> None:
        """Send what the session has for a browser from now on."""
        self._client = client
        self._sender.wake_now()

    # -- sending ---------------------------------------------------------------------

    def wake(self, *, later: bool = False) -> None:
        self._sender.wake(later=later)

    def say(self, frame: str) -> None:
        self._said.append(frame)
        self._sender.wake_now()

    def _count(self) -> int:
        return 0 if self._client is None else self._client.outbox.taken

    def _next(self) -> Frame | None:
        if self._said:
            return self._said.popleft()
        client = self._client
        # the browser may have come back on another connection
        frame = None
        if client is not None and client.transport is self:
            frame = client.outbox.take(is_last=self._is_finishing)
            if frame is None and client.outbox.is_held:
                self._remind()
        if frame is None:
            frame, self._last_words = self._last_words, None
        return frame

    def _remind(self) -> None:
        """Look again in some time: an answer that is waited for may not come."""
        if self._reminder is None:
            self._reminder = self._loop.call_later(PATIENCE_SECONDS, self._reminded)

    def _reminded(self) -> None:
        self._reminder = None
        self._sender.wake_now()

    # -- the end ---------------------------------------------------------------------

    def close(self, code: int, reason: str) -> None:
        try:
            self._loop.call_soon_threadsafe(self._begin_closing, code, reason)
        except RuntimeError:
            # the loop was closed, and the connection with it
            return

    def _begin_closing(self, code: int, reason: str) -> None:
        if self._closing is None:
            self._closing = self._loop.create_task(self.finish(code, reason))

    async def finish(self, code: int, reason: str) -> None:
        """Send what waits, within bounds, and close the connection."""
        if code >= messages.FINAL_CODE:
            # proxies may drop close codes
            self._last_words = messages.rejected(code, reason)
        self._is_finishing = True
        await self._sender.drain(CLOSE_SECONDS)
        # 123 bytes is what a close frame holds (RFC 6455, 5.5)
        text = well_formed(reason).encode()[:123].decode(errors="ignore")
        try:
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self._socket.close(code, text)
        except TimeoutError:
            self._abort()

    def _abort(self) -> None:
        """End a connection whose other end reads nothing, not even a close frame."""
        transport = getattr(self._socket, "transport", None)
        if transport is not None:
            transport.abort()

    async def release(self) -> None:
        """Stop sending, once a close that was asked for is done; the connection is gone."""
        # what close() has scheduled begins with the loop's next turn
        await asyncio.sleep(0)
        if self._closing is not None:
            await asyncio.wait([self._closing], timeout=CLOSE_SECONDS)
        await self._sender.cancel()
        if self._reminder is not None:
            self._reminder.cancel()

    # -- hearing ---------------------------------------------------------------------

    async def greet(self, host: str, limit: float) -> Hello:
        """Send `init` and return the browser's answer.

        Raises
        ------
        ProtocolError, TimeoutError
            When it is none, or does not come.
        """
        self._sender.start()
        self.say(messages.init(host))
        async with asyncio.timeout(limit):
            while True:
                for event in await self.receive():
                    if isinstance(event, Hello):
                        self.features = event.features & frozenset(messages.FEATURES)
                        return event

    async def pause(self, backlog: Backlog, is_over: Callable[[], bool]) -> bool:
        """Listen to the browser no further until it is over, or its connection.

        Parameters
        ----------
        backlog : Backlog
            Tells when it may be worth to look again.
        is_over : callable

        Returns
        -------
        bool
            Whether the connection lasts.
        """
        relieved = asyncio.Event()
        backlog.call_when_relieved(lambda: self._ring(relieved))
        closed = self._loop.create_task(self._closed())
        self.is_paused = True
        try:
            while not (is_over() or closed.done()):
                if self._has_hung_up():
                    # what it has sent, nobody will read
                    self._abort()
                    return False
                ring = self._loop.create_task(relieved.wait())
                await asyncio.wait(
                    {ring, closed}, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                ring.cancel()
                relieved.clear()
            return not closed.done()
        finally:
            backlog.call_when_relieved(None)
            closed.cancel()
            self.is_paused = False
            self.heard = self._loop.time()

    async def _closed(self) -> None:
        """Return when the connection is closed, if that can be known without listening."""
        wait = getattr(self._socket, "wait_closed", asyncio.Event().wait)
        await wait()

    def _has_hung_up(self) -> bool:
        """Whether the system knows that the other end is gone: who does not read is not told."""
        transport = getattr(self._socket, "transport", None)
        socket = None if transport is None else transport.get_extra_info("socket")
        if socket is None or socket.fileno() < 0:
            return False
        poll = select.poll()
        poll.register(socket, HUNG_UP)
        return bool(poll.poll(0))

    def _ring(self, bell: asyncio.Event) -> None:
        # RuntimeError: the loop was closed, and the connection with it
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(bell.set)

    async def receive(self) -> list[Event]:
        """Wait for a frame and return what it says."""
        frame = await self._socket.recv()
        self.heard = self._loop.time()
        return self._machine.receive(frame)
