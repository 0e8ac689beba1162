"""The two ways to wait: blocking a thread, and on an event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from pgwidgets.session.pending import Pending
from pgwidgets.session.signal import Signal

HEARTBEAT_SECONDS = 0.05
"""A wait looks up so often: some systems deliver Ctrl-C to no thread that waits for a lock, and
an event loop runs what an interrupt asks for when it wakes up."""


Lock = AbstractContextManager[Any]
"""What guards the callbacks of the awaited: the session's lock."""


def block_until_done(
    lock: Lock,
    awaited: Pending,
    limit: float | None,
    work: Callable[[float], object] | None = None,
) -> bool:
    """Block the calling thread until something is done.

    Parameters
    ----------
    limit : float or None
        In seconds.
    work : callable, optional
        Called meanwhile, again and again; gets the most seconds that it may wait for work.

    Returns
    -------
    bool
        False when the time was over before.
    """
    signal = Signal()
    with lock:
        awaited.when_done(signal.set)
    pause = signal.wait if work is None else work
    end = None if limit is None else time.monotonic() + limit
    while not signal.is_set():
        rest = HEARTBEAT_SECONDS if end is None else end - time.monotonic()
        if rest <= 0:
            return False
        pause(min(HEARTBEAT_SECONDS, rest))
    return True


async def until_done(lock: Lock, awaited: Pending, limit: float | None) -> bool:
    """Wait on the running loop until something is done; returns False when time was over."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[None] = loop.create_future()

    def finish() -> None:
        if not future.done():
            future.set_result(None)

    with lock:
        awaited.when_done(lambda: loop.call_soon_threadsafe(finish))
    end = None if limit is None else loop.time() + limit
    while not future.done():
        rest = HEARTBEAT_SECONDS if end is None else end - loop.time()
        if rest <= 0:
            return False
        await asyncio.wait([future], timeout=min(HEARTBEAT_SECONDS, rest))
    return True
