"""The thread in which a blocking program's connections are served."""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress

from pgwidgets.server.host import Host

CLOSE_SECONDS = 10.0
"""How long the end of the thread is waited for."""

LEAVE_SECONDS = 1.0
"""How long the end of the process waits for a thread that may be stuck."""


class HostThread:
    """Runs an event loop for a host until it is stopped.

    Parameters
    ----------
    open_host : callable
        Opens the host; called on the loop.
    """

    def __init__(self, open_host: Callable[[], Awaitable[Host]]) -> None:
        # opens what it serves
        self._open_host = open_host
        # set once that is open, or why it is not
        self._opened: concurrent.futures.Future[Host] = concurrent.futures.Future()
        # daemonic, so that no program waits for it
        self._thread = threading.Thread(target=self._run, name="pgwidgets-io", daemon=True)
        # ends the loop
        self._stop: asyncio.Event

    def start(self) -> None:
        """Return when the host is open; raises why it can't be."""
        self._thread.start()
        self._opened.result()
        atexit.register(self._take_leave)

    def stop(self) -> None:
        """Close the host, and wait for that unless this thread itself asks."""
        atexit.unregister(self._take_leave)
        self._opened.result().loop.call_soon_threadsafe(self._stop.set)
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_SECONDS)

    def _take_leave(self) -> None:
        """Tell the browsers that the process ends, where nobody has closed the application."""
        # a child that was forked has no such thread
        if self._thread.is_alive():
            host = self._opened.result()
            with suppress(TimeoutError, RuntimeError):
                leaving = asyncio.run_coroutine_threadsafe(host.take_leave(), host.loop)
                leaving.result(LEAVE_SECONDS)

    def _run(self) -> None:
        try:
            # asyncio.run() does not close its loop once nest-asyncio2 has taken it over
            with asyncio.Runner() as runner:
                runner.run(self._serve())
        except BaseException as error:
            if self._opened.done():
                raise
            # start() waits for it
            self._opened.set_exception(error)

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        host = await self._open_host()
        self._opened.set_result(host)
        await self._stop.wait()
        await host.close()
