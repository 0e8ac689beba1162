"""The application and its sessions, for programs that block."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from pgwidgets.errors import ApplicationError, EventLoopError
from pgwidgets.notebook import cells, nesting, route
from pgwidgets.notebook.application import ApplicationShell
from pgwidgets.notebook.succession import close_here
from pgwidgets.server.host import Host
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import in_handler
from pgwidgets.session.pending import Pending
from pgwidgets.session.queries import PageQuery
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
from pgwidgets.sync.thread import CLOSE_SECONDS, HostThread

__all__ = ["Application", "Session"]


class Application(ApplicationShell[Session]):
    """Main entry point for a sync pgwidgets application.

    Examples
    --------
    >>> app = Application(max_sessions=4)  # doctest: +SKIP
    """

    def choose_event_loop(self, given: str | None) -> str:
        return "thread" if given is None else given

    def prepare(self) -> None:
        self._thread: HostThread | None = None
        self._queue = SharedQueue()
        self._closed = threading.Event()
        self._start_lock = threading.Lock()
        self._loop_thread: int | None = None

    def build_session(self, session_id: str | int) -> Session:
        return Session(self, session_id)

    def make_dispatcher(self, report: Callable[[BaseException], None]) -> SyncDispatcher:
        mode = self.settings.concurrency_handling
        if mode == "concurrent":
            return ConcurrentDispatcher(report, "pgwidgets-handler")
        if self.settings.event_loop == "kernel":
            loop = self._host.loop if self._host is not None else nesting.kernel_loop()
            return LoopDispatcher(report, loop)
        if mode == "serialized":
            return QueueDispatcher(report, self._queue)
        return ThreadDispatcher(report, "pgwidgets-session")

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        loop = self.host.loop
        handles: list[asyncio.TimerHandle] = []
        cancelled = threading.Event()

        def schedule() -> None:
            if not cancelled.is_set():
                handles.append(loop.call_later(delay, function))

        def stop() -> None:
            for handle in handles:
                handle.cancel()

        def cancel() -> None:
            cancelled.set()
            if not loop.is_closed():
                loop.call_soon_threadsafe(stop)

        loop.call_soon_threadsafe(schedule)
        return cancel

    # -- start and end ---------------------------------------------------------------

    def start(self) -> None:
        """Start the servers and return. Starting twice changes nothing.

        In a notebook it closes the application that an earlier run of the same cell made.

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        with self._start_lock:
            if self._host is not None:
                return
            self.register.open()
            self._closed.clear()
            former = self.take_place()
            if former is not None:
                close_here(former)
            if self.settings.concurrency_handling == "serialized" and cells.here():
                self._run_queued_between_cells()
            if self.settings.event_loop == "kernel":
                self._start_in_kernel()
            else:
                self._start_in_thread()

    def _start_in_thread(self) -> None:
        self._thread = HostThread(self._open)
        self._thread.start()

    async def _open(self) -> Host:
        host = await route.open_host(self)
        self._loop_thread = threading.get_ident()
        self._host = host
        self.settings.logger.info("listening on %s", self.url)
        return host

    def _start_in_kernel(self) -> None:
        nesting.run_nested(self._open())

    def _run_queued_between_cells(self) -> None:
        loop, queue = nesting.kernel_loop(), self._queue

        def run_soon() -> None:
            loop.call_soon_threadsafe(queue.run_queued, 0)

        queue.notify = run_soon

    def run(self) -> None:
        """Start the servers and block until :meth:`close` or Ctrl-C.

        In the concurrency mode "serialized", handlers run here. In a notebook's cell it
        shows the application and returns; the application runs on beside the notebook.
        """
        self.start()
        if cells.here():
            self.show_running()
            return
        try:
            while not self._closed.is_set():
                if self.settings.concurrency_handling == "serialized":
                    self._queue.run_queued(None)
                else:
                    self._closed.wait(HEARTBEAT_SECONDS)
        except KeyboardInterrupt:
            self.settings.logger.info("interrupted")
        finally:
            self.close()

    def process_events(self, timeout: float | None = 0) -> int:
        """Run the handlers that are queued, in the concurrency mode "serialized".

        Parameters
        ----------
        timeout : float or None
            Seconds to wait for the first one; 0 to wait for none, None without limit.

        Returns
        -------
        int
            How many ran.
        """
        if self.settings.concurrency_handling != "serialized":
            raise ApplicationError('process_events() needs concurrency_handling="serialized"')
        return self._queue.run_queued(timeout)

    def close(self) -> None:
        """Shut down all sessions and stop the servers; the ports are free when it returns.

        May be called from a handler. The application can be started again.
        """
        if self._host is None:
            return
        self.register.end()
        host, self._host = self._host, None
        thread, self._thread = self._thread, None
        self.ports = None
        route.close_route(self)
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
        if host is not None and isinstance(session, Session):
            host.loop.call_soon_threadsafe(host.free, session.id)

    # -- waiting ---------------------------------------------------------------------

    def wait_for(self, session: Session, answer: Answer) -> None:
        """Block until an answer is done, or the browsers are given up."""
        if not self._until_done(session, answer, self.settings.answer_timeout):
            session.give_up()

    def wait_for_user(self, session: Session, expected: Expected, timeout: float | None) -> bool:
        """Block until the user has done something; returns False when the time was over."""
        return self._until_done(session, expected, timeout, self._held_up_here())

    def wait_for_page(self, session: Session, query: PageQuery, timeout: float) -> None:
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
        if self.settings.event_loop != "kernel":
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
        session: Session,
        awaited: Pending,
        limit: float | None,
        work: Callable[[float], object] | None = None,
    ) -> bool:
        if not self._is_on_loop():
            return block_until_done(session.lock, awaited, limit, work)
        self._require_reentrance()
        return nesting.run_nested(until_done(session.lock, awaited, limit))
