"""The core of an application whose callers block: where it serves, and where handlers run."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from pgwidgets.errors import ApplicationError, EventLoopError
from pgwidgets.notebook import cells, nesting, route, succession
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.checks import check_choice
from pgwidgets.server.host import Host
from pgwidgets.server.settings import EVENT_LOOPS, Settings
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import in_handler
from pgwidgets.session.facade import core_of
from pgwidgets.session.pending import Pending
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.signal import Signal
from pgwidgets.session.waiting import HEARTBEAT_SECONDS, block_until_done, until_done
from pgwidgets.session.waits import Expected
from pgwidgets.sync.dispatch import (
    ConcurrentDispatcher,
    LoopDispatcher,
    QueueDispatcher,
    SharedQueue,
    SyncDispatcher,
    ThreadDispatcher,
)
from pgwidgets.sync.session import Session
from pgwidgets.sync.session_core import BlockingSession
from pgwidgets.sync.thread import CLOSE_SECONDS, HostThread


class BlockingApplication(ApplicationCore):
    """An application that serves on a thread of its own, or on a notebook kernel's loop."""

    def __init__(self, settings: Settings, facade: Any, *, name: str, in_kernel: bool) -> None:
        super().__init__(settings, facade, name=name, in_kernel=in_kernel)
        # where it serves, unless that is the kernel's loop
        self._thread: HostThread | None = None
        # what handlers wait in, in the mode "serialized"
        self._queue = SharedQueue()
        # wakes the thread that is in run()
        self._closed = Signal()
        # held while it starts, as several threads may ask for that
        self._start_lock = threading.Lock()
        # the thread of the loop that it serves on, where nothing may block
        self._loop_thread: int | None = None
        # its end, where that can't be waited for
        self._closing: asyncio.Task[None] | None = None

    def choose_event_loop(self) -> str:
        given = self.settings.event_loop
        return "thread" if given is None else check_choice("event_loop", given, EVENT_LOOPS)

    def build_session(self, session_id: str | int) -> BlockingSession:
        return core_of(Session(self.facade, session_id))

    def make_dispatcher(self, report: Callable[[BaseException], None]) -> SyncDispatcher:
        mode = self.settings.concurrency_handling
        if mode == "concurrent":
            return ConcurrentDispatcher(report, "pgwidgets-handler")
        if self.event_loop == "kernel":
            loop = self._host.loop if self._host is not None else nesting.kernel_loop()
            return LoopDispatcher(report, loop)
        if mode == "serialized":
            return QueueDispatcher(report, self._queue)
        return ThreadDispatcher(report, "pgwidgets-session")

    # -- start and end ---------------------------------------------------------------

    def start(self) -> None:
        """Serve, in place of the application that an earlier run of the same cell made."""
        with self._start_lock:
            if self._host is not None:
                return
            self._closed.clear()
            former = succession.take_place(self)
            if former is not None:
                succession.close_here(former)
            if self.settings.concurrency_handling == "serialized" and cells.here():
                self._run_queued_between_cells()
            if self.event_loop == "kernel":
                nesting.run_nested(self._open())
            else:
                self._thread = HostThread(self._open)
                self._thread.start()

    async def _open(self) -> Host:
        host = await route.open_host(self)
        self._loop_thread = threading.get_ident()
        return host

    def _run_queued_between_cells(self) -> None:
        loop, queue = nesting.kernel_loop(), self._queue

        def run_soon() -> None:
            loop.call_soon_threadsafe(queue.run_queued, 0)

        queue.notify = run_soon

    def serve(self) -> None:
        """Block until it is closed; in the mode "serialized" handlers run here."""
        while not self._closed.is_set():
            if self.settings.concurrency_handling == "serialized":
                self._queue.run_queued(None)
            else:
                self._closed.wait(HEARTBEAT_SECONDS)

    def process_events(self, timeout: float | None) -> int:
        """Run the handlers that are queued; returns how many."""
        if self.settings.concurrency_handling != "serialized":
            raise ApplicationError('process_events() needs concurrency_handling="serialized"')
        return self._queue.run_queued(timeout)

    def close(self) -> None:
        """End the sessions, and serve no longer."""
        host = route.release_host(self)
        if host is None:
            return
        thread, self._thread = self._thread, None
        if thread is None:
            self._close_in_kernel(host)
        else:
            thread.stop()
        self._closed.set()
        self._queue.stop()
        self._queue = SharedQueue()

    def _close_in_kernel(self, host: Host) -> None:
        if threading.get_ident() != self._loop_thread:
            asyncio.run_coroutine_threadsafe(host.close(), host.loop).result(CLOSE_SECONDS)
        elif nesting.is_allowed_here():
            nesting.run_nested(host.close())
        else:
            self._closing = host.loop.create_task(host.close())

    def forget(self, session: object) -> None:
        super().forget(session)
        host = self._host
        if host is not None and isinstance(session, BlockingSession):
            host.loop.call_soon_threadsafe(host.free, session.id)

    # -- waiting ---------------------------------------------------------------------

    def wait_for(self, session: BlockingSession, answer: Answer) -> None:
        """Block until an answer is done, or the browsers are given up."""
        if not self._until_done(session, answer, self.settings.answer_timeout):
            session.give_up()

    def wait_for_user(
        self, session: BlockingSession, expected: Expected, timeout: float | None
    ) -> bool:
        """Block until the user has done something; returns False when the time was over."""
        return self._until_done(session, expected, timeout, self._held_up_here())

    def wait_for_page(self, session: BlockingSession, query: PageQuery, timeout: float) -> None:
        """Block until a question is answered, or the time is over."""
        self._until_done(session, query, timeout)

    def require_waiting(self) -> None:
        """Check that a wait here can end.

        Raises
        ------
        EventLoopError
            When it would hold up the loop that brings what is waited for.
        """
        if self._is_on_loop():
            self._require_reentrance()

    def _is_on_loop(self) -> bool:
        return threading.get_ident() == self._loop_thread and self._host is not None

    def _require_reentrance(self) -> None:
        if self.event_loop != "kernel":
            raise EventLoopError(
                "a blocking wait on the application's own I/O thread would never end; "
                "use session.gui_do() to go to the callback thread"
            )
        nesting.require_here()

    def _held_up_here(self) -> Callable[[float], object] | None:
        """Return what runs the handlers that a wait on this thread would hold up."""
        serialized = self.settings.concurrency_handling == "serialized"
        if serialized and threading.get_ident() == self._queue.owner and not in_handler():
            return self._queue.run_queued
        return None

    def _until_done(
        self,
        session: BlockingSession,
        awaited: Pending,
        limit: float | None,
        work: Callable[[float], object] | None = None,
    ) -> bool:
        if not self._is_on_loop():
            return block_until_done(session.lock, awaited, limit, work)
        self._require_reentrance()
        return nesting.run_nested(until_done(session.lock, awaited, limit))
