"""What sends the frames of one connection: at once, or several together."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from websockets.asyncio.connection import Connection
from websockets.asyncio.server import broadcast
from websockets.protocol import State

from pgwidgets.protocol.codec import Frame
from pgwidgets.session.context import at_end

GATHER_SECONDS = 0.016
"""How long frames that may wait do: no longer than a screen takes to show a picture."""

MOST_SECONDS = 0.1
"""Nor do they wait longer than this for a browser that is at what it was sent before."""

MESSAGE_SECONDS = 0.0001
"""A browser takes about so long for a message: of thousands, for each in turn. It lays all out anew
for whatever it has got in between."""

BURST = 8
"""So often it may send within that time; what comes faster is gathered."""


class Sender:
    """Sends what a queue holds, when it is told that there is something.

    Its methods but :meth:`start`, :meth:`drain` and :meth:`cancel` may be called from any thread.

    Parameters
    ----------
    socket : object
        Anything with an async `send`.
    loop : asyncio.AbstractEventLoop
        The loop that the socket belongs to.
    take : callable
        Returns the next frame, or None.
    count : callable
        Returns how many messages were taken so far.
    """

    def __init__(
        self,
        socket: Any,
        loop: asyncio.AbstractEventLoop,
        take: Callable[[], Frame | None],
        count: Callable[[], int] = lambda: 0,
    ) -> None:
        # what the frames go to
        self._socket = socket
        # only this library can send without a turn of the loop
        self._connection = socket if isinstance(socket, Connection) else None
        # where the connection lives, and all sending is done
        self._loop = loop
        # the thread of the loop
        self._thread = threading.get_ident()
        # gives the next frame, or None
        self._take = take
        # tells how many messages it has given
        self._count = count
        # guards the flags that other threads set
        self._lock = threading.Lock()
        # a call is on its way that will send what waits
        self._is_called = False
        # a timer runs that will send what waits
        self._is_timed = False
        # the task is sending: a frame sent past it would overtake
        self._is_busy = False
        # what waits is the last; set once
        self._is_closed = False
        # wakes the task
        self._ring = asyncio.Event()
        # how many messages were taken by then
        self._counted = 0
        # when a browser may be through with what it was sent, on the loop's clock
        self._through = 0.0
        # when the last frames were sent, on the loop's clock
        self._sent: deque[float] = deque(maxlen=BURST)
        # one and the same object each time, so that the end of a handler knows it but once
        self._at_end = self._hurry
        # sends what can't be sent at once; None before the start
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to send, on the loop."""
        self._task = self._loop.create_task(self._run())

    # -- when to send ----------------------------------------------------------------

    def wake(self, *, later: bool = False) -> None:
        """Send what waits.

        Parameters
        ----------
        later : bool
            It may wait some milliseconds, so that more travels with it.
        """
        # what a handler or a batch does travels together at its end, or in slices if it is long
        if not (at_end(self._at_end) or later):
            self.wake_now()
            return
        # each message asks, so without the lock: the timer ends this before it takes what waits
        if self._is_timed:
            return
        try:
            with self._lock:
                if self._is_closed or self._is_called or self._is_timed:
                    return
                self._is_timed = True
            if self._is_here():
                self._begin_to_wait()
            else:
                self._call_soon(self._begin_to_wait)
        except KeyboardInterrupt:
            # it may have come in between: then nobody would ever send what waits
            self._is_timed = False
            raise

    def wake_now(self) -> None:
        """Send what waits, with what else this turn of the loop brings."""
        try:
            with self._lock:
                if self._is_closed or self._is_called:
                    return
                self._is_called = True
            self._call_soon(self._send_called)
        except KeyboardInterrupt:
            # as above
            self._is_called = False
            raise

    def _hurry(self) -> None:
        """Send what a handler did that has ended."""
        if self._is_here():
            self._send()
        else:
            self.wake_now()

    def _is_here(self) -> bool:
        return threading.get_ident() == self._thread

    def _call_soon(self, function: Callable[[], object]) -> None:
        try:
            if self._is_here():
                self._loop.call_soon(function)
            else:
                self._loop.call_soon_threadsafe(function)
        except RuntimeError:
            # the loop was closed: nobody is left to send to
            return

    def _begin_to_wait(self) -> None:
        busy = self._through - self._loop.time()
        self._loop.call_later(max(GATHER_SECONDS, min(busy, MOST_SECONDS)), self._send_timed)

    def _send_timed(self) -> None:
        with self._lock:
            self._is_timed = False
        self._send()

    def _send_called(self) -> None:
        with self._lock:
            self._is_called = False
        self._send()

    # -- sending ---------------------------------------------------------------------

    def _send(self) -> None:
        """Send what waits here and now if that can be, otherwise in the task's next turn."""
        connection = self._connection
        if connection is None or self._is_closed or self._is_busy or self._rest() > 0:
            self._ring.set()
            return
        sent = False
        while _has_room(connection):
            frame = self._take()
            if frame is None:
                break
            broadcast([connection], frame)
            sent = True
        else:
            self._ring.set()
        if sent:
            self._note_sending()

    def _note_sending(self) -> None:
        """Take notice that what waited was sent."""
        now = self._loop.time()
        self._sent.append(now)
        count = self._count()
        # it begins anew where the connection takes over another queue
        fresh = max(0, count - self._counted)
        self._counted = count
        self._through = max(now, self._through) + MESSAGE_SECONDS * fresh

    def _rest(self) -> float:
        """Return for how many seconds what waits is to be gathered.

        A small frame costs the loop, and each proxy on the way, as much as a large one. So more
        travel together where calls follow each other fast, as in a notebook's cell.
        """
        if len(self._sent) < BURST:
            return 0
        return self._sent[0] + GATHER_SECONDS - self._loop.time()

    async def _run(self) -> None:
        """Send what can't be sent at once, until the end."""
        while True:
            await self._ring.wait()
            # if sending fails, nothing is sent any more
            self._is_busy = True
            rest = self._rest()
            if rest > 0 and not self._is_closed:
                await asyncio.sleep(rest)
            self._ring.clear()
            is_last = self._is_closed
            while (frame := self._take()) is not None:
                await self._socket.send(self._known(frame))
                self._note_sending()
            self._is_busy = False
            if is_last:
                return

    def _known(self, frame: Frame) -> Frame:
        """Return a frame as the library of the connection takes it."""
        if self._connection is None and isinstance(frame, memoryview):
            return bytes(frame)
        return frame

    # -- the end ---------------------------------------------------------------------

    async def drain(self, limit: float) -> None:
        """Send what waits, and no more than that, within some seconds."""
        with self._lock:
            self._is_closed = True
        self._ring.set()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=limit)

    async def cancel(self) -> None:
        """Stop; the connection is gone."""
        with self._lock:
            self._is_closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])


def _has_room(connection: Connection) -> bool:
    """Whether the system takes a frame without delay."""
    return (
        connection.state is State.OPEN
        and not connection.transport.is_closing()
        and not connection.transport.get_write_buffer_size()
    )
