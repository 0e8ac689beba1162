"""The core of an application whose callers await."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pgwidgets.async_.dispatch import AsyncDispatcher, Lane
from pgwidgets.async_.session import Session
from pgwidgets.async_.session_core import AwaitedSession
from pgwidgets.notebook import route, succession, terminal
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.settings import Settings
from pgwidgets.session.facade import core_of


class AwaitedApplication(ApplicationCore):
    """An application that serves on the event loop that it is started on."""

    def __init__(self, settings: Settings, facade: Any, *, name: str, in_kernel: bool) -> None:
        super().__init__(settings, facade, name=name, in_kernel=in_kernel)
        # wakes who is in run(); made on the loop
        self._closed: asyncio.Event | None = None
        # where all handlers run, in the mode "serialized"
        self._lane = Lane()
        # held while it starts, as several tasks may ask for that
        self._start_lock = asyncio.Lock()

    def choose_event_loop(self) -> str:
        if self.settings.event_loop is not None:
            raise TypeError(
                "an asynchronous application serves on the event loop that it is started on; "
                "event_loop is for pgwidgets.sync"
            )
        return "kernel" if self.in_kernel else "thread"

    def build_session(self, session_id: str | int) -> AwaitedSession:
        return core_of(Session(self.facade, session_id))

    def make_dispatcher(self, report: Callable[[BaseException], None]) -> AsyncDispatcher:
        mode = self.settings.concurrency_handling
        lanes = {"serialized": self._lane, "per_session": Lane()}
        return AsyncDispatcher(report, lambda: self.host.loop, lanes.get(mode))

    # -- start and end ---------------------------------------------------------------

    async def start(self) -> None:
        """Serve, in place of the application that an earlier run of the same cell made."""
        async with self._start_lock:
            if self._host is not None:
                return
            former = succession.take_place(self)
            if former is not None:
                await succession.close_async(former)
            await route.open_host(self)
            self._closed = asyncio.Event()
            terminal.serve_at_prompt()

    async def serve(self) -> None:
        """Wait until it is closed, or for Ctrl-C."""
        closed = self._closed
        if closed is not None:
            with _interrupt_sets(closed):
                await closed.wait()

    async def close(self) -> None:
        """End the sessions, and serve no longer."""
        host = route.release_host(self)
        if host is None:
            return
        try:
            await host.close()
        finally:
            if self._closed is not None:
                self._closed.set()

    def forget(self, session: object) -> None:
        super().forget(session)
        if self._host is not None and isinstance(session, AwaitedSession):
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
