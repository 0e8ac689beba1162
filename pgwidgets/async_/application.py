"""The application and its sessions, for programs on asyncio."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pgwidgets.async_.dispatch import AsyncDispatcher, Lane
from pgwidgets.async_.session import Session
from pgwidgets.notebook import cells, environment, route
from pgwidgets.notebook.application import ApplicationShell
from pgwidgets.notebook.succession import close_async

__all__ = ["Application", "Session"]


class Application(ApplicationShell[Session]):
    """Main entry point for an async pgwidgets application.

    Serves on the event loop that :meth:`start` or :meth:`run` is awaited on; in a notebook
    that is the kernel's.

    Examples
    --------
    >>> app = Application(max_sessions=4)  # doctest: +SKIP
    >>> asyncio.run(app.run())  # doctest: +SKIP
    """

    def choose_event_loop(self, given: str | None) -> str:
        if given is not None:
            raise TypeError(
                "an asynchronous application serves on the event loop that it is started on; "
                "event_loop is for pgwidgets.sync"
            )
        return "kernel" if environment.in_kernel() else "thread"

    def prepare(self) -> None:
        self._closed: asyncio.Event | None = None
        self._lane = Lane()
        self._start_lock = asyncio.Lock()

    def build_session(self, session_id: str | int) -> Session:
        return Session(self, session_id)

    def make_dispatcher(self, report: Callable[[BaseException], None]) -> AsyncDispatcher:
        mode = self.settings.concurrency_handling
        lanes = {"serialized": self._lane, "per_session": Lane()}
        return AsyncDispatcher(report, lambda: self.host.loop, lanes.get(mode))

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        return self.host.loop.call_later(delay, function).cancel

    async def start(self) -> None:
        """Start the WebSocket server (and HTTP server if enabled) and return.

        Subclasses can override it to add setup before or after. Starting twice changes
        nothing. In a notebook it closes the application that an earlier run of the same
        cell made.

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        async with self._start_lock:
            if self._host is not None:
                return
            self.register.open()
            former = self.take_place()
            if former is not None:
                await close_async(former)
            host = await route.open_host(self)
            self._host = host
            self._closed = asyncio.Event()
            self.settings.logger.info("listening on %s", self.url)

    async def run(self) -> None:
        """Start servers and run until :meth:`close`, cancellation or Ctrl-C.

        Awaited in a notebook's cell, it shows the application and returns; the application
        runs on beside the notebook.
        """
        await self.start()
        if cells.here():
            self.show_running()
            return
        closed = self._closed
        try:
            if closed is not None:
                with _interrupt_sets(closed):
                    await closed.wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Close all sessions and shut down the application; :meth:`run` returns then.

        May be called from a handler. The application can be started again.
        """
        if self._host is None:
            return
        self.register.end()
        host, self._host = self._host, None
        self.ports = None
        route.close_route(self)
        try:
            await host.close()
        finally:
            if self._closed is not None:
                self._closed.set()

    def forget(self, session: object) -> None:
        super().forget(session)
        if self._host is not None and isinstance(session, Session):
            self._host.free(session.id)


@contextmanager
def _interrupt_sets(event: asyncio.Event) -> Iterator[None]:
    """Have Ctrl-C set an event instead of cancelling the main task of `asyncio.run`."""
    before = signal.getsignal(signal.SIGINT)
    # asyncio's own handler knows the task that it would cancel
    main_task = getattr(before, "keywords", {}).get("main_task")
    if main_task is None or main_task is not asyncio.current_task():
        yield
        return
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(event.set))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
