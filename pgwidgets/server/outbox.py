"""What waits to be sent to one browser."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from pgwidgets.protocol.codec import Frame, join

FRAME_CHARACTERS = 256 * 1024
"""Texts are joined into one frame until it has this many characters."""


class Outbox:
    """A queue that any thread may fill and one task on the loop empties.

    While a frame is on its way, the texts that come meanwhile gather, and travel together
    as one array.

    Parameters
    ----------
    loop : asyncio.AbstractEventLoop
        Runs :meth:`drain`.
    send : callable
        Coroutine function that sends one frame.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, send: Callable[[Frame], Awaitable[None]]
    ) -> None:
        self._loop = loop
        self._send = send
        self._frames: deque[Frame] = deque()
        self._lock = threading.Lock()
        self._wake = asyncio.Event()
        self._woken = False
        self._closed = False

    def put(self, frames: Iterable[Frame]) -> None:
        """Queue frames; after :meth:`close` they are dropped."""
        with self._lock:
            if self._closed:
                return
            self._frames.extend(frames)
            if self._woken or not self._frames:
                return
            self._woken = True
        self._notify()

    def close(self) -> None:
        """Take no more; :meth:`drain` returns once the queue is empty."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._woken = True
        self._notify()

    def _notify(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._wake.set)
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
            while frame := self._next_frame():
                await self._send(frame)
            if self._closed:
                return

    def _next_frame(self) -> Frame | None:
        texts: list[str] = []
        size = 0
        with self._lock:
            while self._frames and size < FRAME_CHARACTERS:
                frame = self._frames[0]
                if isinstance(frame, bytes):
                    if not texts:
                        return self._frames.popleft()
                    break
                texts.append(frame)
                size += len(frame)
                self._frames.popleft()
        return join(texts) if texts else None
