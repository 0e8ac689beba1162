"""One browser's WebSocket, from the first frame to the last."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame
from pgwidgets.protocol.connection import Connection
from pgwidgets.protocol.events import Event, Hello
from pgwidgets.session.context import at_end_of_handler
from pgwidgets.session.link import Line, Link

CLOSE_SECONDS = 2.0
"""How long a closing connection may take to hand over what is queued."""

FAREWELL_SECONDS = 6.0
"""How long it may take to close then, before it is broken off."""

GATHER_SECONDS = 0.008
"""How long frames that may wait do: half of what a screen takes to show a picture."""

BURST = 8
"""So often a line may send within that time; what comes faster is gathered."""


class SocketLine(Line):
    """A line over anything with async `send`, `recv` and `close`.

    Parameters
    ----------
    socket : object
        A WebSocket connection, of `websockets` or of any other library.
    loop : asyncio.AbstractEventLoop
        The loop that the socket belongs to.

    Attributes
    ----------
    features : frozenset of str
        What the browser can do beyond the plain protocol, once it has greeted.
    heard : float
        When it last said something, on the loop's clock.
    """

    def __init__(self, socket: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.features: frozenset[str] = frozenset()
        self.heard = loop.time()
        self._socket = socket
        self._loop = loop
        self._thread = threading.get_ident()
        self._machine = Connection()
        self._link: Link | None = None
        self._said: deque[str] = deque()
        self._last_words: str | None = None
        self._lock = threading.Lock()
        self._ring = asyncio.Event()
        self._is_ringing = False
        self._is_timed = False
        self._closed = False
        self._sent: deque[float] = deque(maxlen=BURST)
        # one and the same object each time, so that a handler's end knows it but once
        self._at_end = self._wake_now
        self._sender: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None

    @property
    def connection(self) -> object:
        return self._socket

    def carry(self, link: Link) -> None:
        """Send what the session has for a browser from now on."""
        self._link = link
        self._wake_now()

    # -- sending ---------------------------------------------------------------------

    def wake(self, *, later: bool = False) -> None:
        # what a handler does travels together when it has ended, or in slices if it takes long
        if not (at_end_of_handler(self._at_end) or later):
            self._wake_now()
            return
        with self._lock:
            if self._closed or self._is_ringing or self._is_timed:
                return
            self._is_timed = True
        self._call(self._loop.call_later, GATHER_SECONDS, self._time_is_up)

    def say(self, frame: str) -> None:
        self._said.append(frame)
        self._wake_now()

    def _wake_now(self) -> None:
        with self._lock:
            if self._closed or self._is_ringing:
                return
            self._is_ringing = True
        self._call(self._ring.set)

    def _time_is_up(self) -> None:
        with self._lock:
            self._is_timed = False
        self._ring.set()

    def _call(self, function: Callable[..., object], *args: Any) -> None:
        if threading.get_ident() == self._thread:
            function(*args)
            return
        try:
            self._loop.call_soon_threadsafe(function, *args)
        except RuntimeError:
            # the loop was closed: nobody is left to send to
            return

    async def _drain(self) -> None:
        """Send what waits, as it comes, until the line is closed."""
        while True:
            await self._ring.wait()
            await self._gather()
            self._ring.clear()
            with self._lock:
                self._is_ringing = False
                closed = self._closed
            while (frame := self._next()) is not None:
                await self._socket.send(frame)
            if closed:
                if self._last_words is not None:
                    await self._socket.send(self._last_words)
                return

    async def _gather(self) -> None:
        """Let more travel together where calls follow each other fast, as in a notebook's cell.

        A small frame costs the loop, and each proxy on the way, as much as a large one.
        """
        if len(self._sent) == BURST:
            rest = self._sent[0] + GATHER_SECONDS - self._loop.time()
            if rest > 0:
                await asyncio.sleep(rest)
        self._sent.append(self._loop.time())

    def _next(self) -> Frame | None:
        if self._said:
            return self._said.popleft()
        link = self._link
        # the browser may have come back on another line
        return link.outbox.take() if link is not None and link.line is self else None

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
        self._end_sending()
        if self._sender is not None:
            await asyncio.wait([self._sender], timeout=CLOSE_SECONDS)
        # 123 bytes is what a close frame holds (RFC 6455, 5.5)
        text = reason.encode()[:123].decode(errors="ignore")
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

    def _end_sending(self) -> None:
        with self._lock:
            self._closed = True
            self._is_ringing = True
        self._ring.set()

    async def release(self) -> None:
        """Stop sending, once a close that was asked for is done; the connection is gone."""
        # what close() has scheduled begins with the loop's next turn
        await asyncio.sleep(0)
        if self._closing is not None:
            await asyncio.wait([self._closing], timeout=CLOSE_SECONDS)
        self._end_sending()
        if self._sender is not None:
            self._sender.cancel()
            await asyncio.wait([self._sender])

    # -- hearing ---------------------------------------------------------------------

    async def greet(self, instance: str, host: str, limit: float) -> Hello:
        """Send `init` and return the browser's answer.

        Raises
        ------
        ProtocolError, TimeoutError
            When it is none, or does not come.
        """
        self._sender = self._loop.create_task(self._drain())
        self.say(messages.init(instance, host))
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
