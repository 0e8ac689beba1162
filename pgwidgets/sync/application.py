"""The application and its sessions, for programs that block."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from pgwidgets.errors import ApplicationError, EventLoopError
from pgwidgets.jupyter import cells, display, environment, nesting
from pgwidgets.protocol import messages
from pgwidgets.server.application import HTTP_PORT, WS_PORT, ApplicationCore
from pgwidgets.server.host import Host
from pgwidgets.session.answers import Answer
from pgwidgets.sync.dispatch import (
    ConcurrentDispatcher,
    LoopDispatcher,
    QueueDispatcher,
    SharedQueue,
    SyncDispatcher,
    ThreadDispatcher,
)
from pgwidgets.sync.session import Session

__all__ = ["Application", "Session"]

CLOSE_SECONDS = 10.0
"""How long the end of the I/O thread is waited for."""


class Application(ApplicationCore[Session]):
    """Main entry point for a sync pgwidgets application.

    Parameters
    ----------
    ws_port : int
        WebSocket port; 0 for any free one.
    http_port : int
        HTTP server port; 0 for any free one. Ignored if ``http_server=False``.
    host : str
        Bind address.
    http_server : bool
        Whether to serve the page. Set to False if your own HTTP server does.
    concurrency_handling : {"per_session", "serialized", "concurrent"}
        Where handlers run: in a thread of each session; all on the thread in :meth:`run`;
        each in a thread of its own.
    max_sessions : int or None
        How many sessions may have a browser at a time; None for any number. A browser
        above the limit is held until one leaves.
    logger : logging.Logger or None
        Gets status messages; None for silence. Errors go to :meth:`on_error` in any case.
    event_loop : {"thread", "kernel"}
        Where the server runs: in a thread of its own, or in a notebook kernel's own loop,
        where handlers run between cells.
    allowed_origins : sequence of str
        Origins beyond the server's own whose pages may connect, such as
        ``"https://portal.example"``.
    allowed_hosts : sequence of str
        Names beyond loopback under which browsers may reach the ports directly.
    answer_timeout : float
        Seconds after which a browser that does not answer is no longer waited for.
    handshake_timeout : float
        Seconds that a browser has to greet.
    max_message_size : int
        Most bytes of one message from a browser.
    wait_each_call : bool
        Whether every call waits for a browser, in handlers and cells too: slow, for tests.

    Examples
    --------
    >>> app = Application(max_sessions=4)  # doctest: +SKIP
    """

    def __init__(
        self,
        ws_port: int = WS_PORT,
        http_port: int = HTTP_PORT,
        host: str = "127.0.0.1",
        http_server: bool = True,
        concurrency_handling: str = "per_session",
        max_sessions: int | None = 1,
        logger: logging.Logger | None = None,
        *,
        event_loop: str = "thread",
        allowed_origins: Sequence[str] = (),
        allowed_hosts: Sequence[str] = (),
        answer_timeout: float = 10.0,
        handshake_timeout: float = 10.0,
        max_message_size: int = 1024 * 1024,
        wait_each_call: bool = False,
    ) -> None:
        super().__init__(
            ws_port=ws_port,
            http_port=http_port,
            host=host,
            http_server=http_server,
            concurrency_handling=concurrency_handling,
            max_sessions=max_sessions,
            logger=logger,
            event_loop=event_loop,
            allowed_origins=allowed_origins,
            allowed_hosts=allowed_hosts,
            answer_timeout=answer_timeout,
            handshake_timeout=handshake_timeout,
            max_message_size=max_message_size,
            wait_each_call=wait_each_call,
            in_kernel=environment.in_kernel(),
        )
        self._host: Host | None = None
        self._thread: threading.Thread | None = None
        self._queue = SharedQueue()
        self._closed = threading.Event()
        self._start_lock = threading.Lock()
        self._loop_thread: int | None = None
        cells.install()
        self._place = cells.place()

    @property
    def host(self) -> Host:
        """What serves the connections.

        Raises
        ------
        ApplicationError
            Before the start.
        """
        if self._host is None:
            raise ApplicationError("the application was not started; call start() first")
        return self._host

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
            self._closed.clear()
            former = cells.settle(self._place, self)
            if former is not None:
                former.close()
            if self.settings.concurrency_handling == "serialized" and cells.here():
                self._run_queued_between_cells()
            if self.settings.event_loop == "kernel":
                self._start_in_kernel()
            else:
                self._start_in_thread()

    def _start_in_thread(self) -> None:
        opened: concurrent.futures.Future[None] = concurrent.futures.Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(opened)), name="pgwidgets-io", daemon=True
        )
        self._thread.start()
        opened.result()

    async def _serve(self, opened: concurrent.futures.Future[None]) -> None:
        self._stop = asyncio.Event()
        try:
            host = await self._open()
        except BaseException as error:  # noqa: BLE001  # raised where start() waits
            opened.set_exception(error)
            return
        opened.set_result(None)
        await self._stop.wait()
        await host.close()

    async def _open(self) -> Host:
        host = Host(self)
        self.ports = await host.open()
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
            display.show_running(self)
            return
        try:
            while not self._closed.is_set():
                if self.settings.concurrency_handling == "serialized":
                    self._queue.run_queued(None)
                else:
                    self._closed.wait()
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
        for session in self.sessions.values():
            session.end(messages.GOING_AWAY_CODE, "the application was closed")
        host, self._host = self._host, None
        thread, self._thread = self._thread, None
        self.ports = None
        if thread is None:
            self._close_in_kernel(host)
        else:
            host.loop.call_soon_threadsafe(self._stop.set)
            if threading.current_thread() is not thread:
                thread.join(CLOSE_SECONDS)
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
        if threading.get_ident() == self._loop_thread and self._host is not None:
            self._wait_on_loop(session, answer)
            return
        done = threading.Event()
        with session.lock:
            answer.when_done(done.set)
        if not done.wait(self.settings.answer_timeout):
            session.give_up()

    def _wait_on_loop(self, session: Session, answer: Answer) -> None:
        if self.settings.event_loop != "kernel":
            raise EventLoopError(
                "a blocking wait on the application's own I/O thread would never end; "
                "use session.gui_do() to go to the callback thread"
            )

        async def wait() -> None:
            done = asyncio.Event()
            with session.lock:
                answer.when_done(done.set)
            try:
                async with asyncio.timeout(self.settings.answer_timeout):
                    await done.wait()
            except TimeoutError:
                session.give_up()

        nesting.run_nested(wait())

    def _repr_mimebundle_(self, **_selection: Any) -> dict[str, str]:
        return display.bundle(self, None)
