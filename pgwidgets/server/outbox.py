"""What waits to be sent to one browser."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from pgwidgets.protocol.codec import Frame, join

FRAME_CHARACTERS = 256 * 1024
"""Texts are joined into one frame until it has this many characters."""

GATHER_SECONDS = 0.008
"""How long frames that may wait do: half of what a screen takes to show a picture."""


class Outbox:
    """A queue that any thread may fill and one task on the loop empties.

    Texts that wait together travel together, as one array.

    Parameters
    ----------
    loop : asyncio.AbstractEventLoop
        Runs :meth:`drain`; the outbox is made on its thread.
    send : callable
        Coroutine function that sends one frame.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, send: Callable[[Frame], Awaitable[None]]
    ) -> None:
        self._loop = loop
        self._thread = threading.get_ident()
        self._send = send
        self._frames: deque[Frame] = deque()
        self._lock = threading.Lock()
        self._wake = asyncio.Event()
        self._woken = False
        self._timed = False
        self._closed = False

    def put(self, frames: Iterable[Frame], *, wait: bool = False) -> None:
        """Queue frames; after :meth:`close` they are dropped.

        Parameters
        ----------
        wait : bool
            Whether they may wait a little for more frames, or for :meth:`flush`.
        """
        with self._lock:
            if self._closed:
                return
            self._frames.extend(frames)
            if self._woken or not self._frames or (wait and self._timed):
                return
            if wait:
                self._timed = True
            else:
                self._woken = True
        if wait:
            self._call(self._loop.call_later, GATHER_SECONDS, self._ring)
        else:
            self._call(self._wake.set)

    def flush(self) -> None:
        """Let nothing wait any longer."""
        self.put(())

    def _ring(self) -> None:
        with self._lock:
            self._timed = False
        self._wake.set()

    def close(self) -> None:
        """Take no more; :meth:`drain` returns once the queue is empty."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._woken = True
        self._call(self._wake.set)

    def _call(self, function: Callable[..., object], *args: Any) -> None:
        if threading.get_ident() == self._thread:
            function(*args)
            return
        try:
            self._loop.call_soon_threadsafe(function, *args)
        except RuntimeError:
            # the loop was closed: nobody is left to send to
            self._frames.clear()

    async def drain(self) -> None:
        """Send what is queued, as it comes, until the outbox is closed."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            with self._lock:
                self._woken = False
                frames, self._frames = self._frames, deque()
                closed = self._closed
            while frames:
                await self._send(_next_frame(frames))
            if closed:
                return


def _next_frame(frames: deque[Frame]) -> Frame:
    texts: list[str] = []
    size = 0
    while frames and size < FRAME_CHARACTERS:
        frame = frames[0]
        if isinstance(frame, bytes):
            return join(texts) if texts else frames.popleft()
        texts.append(frame)
        size += len(frame)
        frames.popleft()
    return join(texts)
