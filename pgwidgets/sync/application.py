"""The application and its sessions, for programs that block."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pgwidgets.errors import ApplicationError, EventLoopError, SessionClosedError
from pgwidgets.jupyter import cells, display, environment
from pgwidgets.model.node import Node
from pgwidgets.protocol import messages
from pgwidgets.server.application import HTTP_PORT, WS_PORT, ApplicationCore
from pgwidgets.server.host import Host
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import in_handler
from pgwidgets.session.core import SessionCore
from pgwidgets.session.handlers import single
from pgwidgets.sync.dispatch import (
    ConcurrentDispatcher,
    LoopDispatcher,
    QueueDispatcher,
    SharedQueue,
    SyncDispatcher,
    ThreadDispatcher,
)

if TYPE_CHECKING:
    from pgwidgets.sync.Widgets import Timer, WidgetNamespace

T = TypeVar("T")

CLOSE_SECONDS = 10.0
"""How long the end of the I/O thread is waited for."""


class Session(SessionCore):
    """A session that owns a widget tree and its associated state.

    Sessions persist independently of browser connections: there may be none, or several,
    which all show the same. Make one with :meth:`Application.create_session`, or let a
    browser begin it.

    Parameters
    ----------
    app : Application
        The owning Application.
    session_id : str or int
        Unique session identifier.
    ws : object, optional
        Initial WebSocket connection: anything with async `send`, `recv` and `close`.
    """

    dispatcher: SyncDispatcher

    def __init__(self, app: Application, session_id: str | int, ws: Any = None) -> None:
        super().__init__(
            app, session_id, app.make_dispatcher(self.report_error), app.settings.logger
        )
        self._app = app
        self._batch = threading.local()
        if ws is not None:
            self.add_connection(ws)

    @property
    def app(self) -> Application:
        """The Application this session belongs to."""
        return self._app

    def get_widgets(self) -> WidgetNamespace:
        """Return a namespace with the widget classes bound to this session.

        Examples
        --------
        >>> W = session.get_widgets()  # doctest: +SKIP
        >>> btn = W.Button("Click me")  # doctest: +SKIP
        """
        from pgwidgets.sync.Widgets import WidgetNamespace  # noqa: PLC0415  # it imports this module

        return WidgetNamespace(self)

    def get_url(self) -> str:
        """Return the URL with which a browser joins this session: keep it as a secret."""
        return f"{self._app.url}?session={self.id}&token={self.token}"

    def make_timer(self, duration: float = 0) -> Timer:
        """Create a Timer.

        Parameters
        ----------
        duration : float
            In seconds.
        """
        from pgwidgets.sync.Widgets import Timer  # noqa: PLC0415  # it imports this module

        return Timer(self, duration=duration)

    # -- browsers --------------------------------------------------------------------

    def add_connection(self, ws: Any) -> None:
        """Add a browser connection to this session.

        Parameters
        ----------
        ws : object
            Anything with async `send`, `recv` and `close`, used on the application's loop.
        """
        self._app.host.adopt(self, ws)

    def remove_connection(self, ws: Any) -> None:
        """Close a browser connection of this session."""
        for link in list(self.links):
            if link.connection is ws:
                link.close(messages.ENDED_CODE, "the program closed the connection")

    def reconstruct(self) -> None:
        """Replay the entire widget tree to all connected browsers."""
        self.settle_call(self.rebuild_all())

    def close(self) -> None:
        """Close the connections of all browsers; the session survives."""
        self.disconnect(messages.ENDED_CODE, "the program closed the connection")

    def destroy(self) -> None:
        """Destroy the session completely, and all its widgets."""
        self.end(messages.ENDED_CODE, "the program ended the session")

    def show(self, height: int | None = None) -> None:
        """Show the session in the output of a notebook's cell.

        Parameters
        ----------
        height : int, optional
            In px; by default it follows the content.
        """
        display.show(self, height)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return display.bundle(self, None)

    # -- waiting ---------------------------------------------------------------------

    def flush(self) -> None:
        """Wait until a browser has done everything that was asked of it so far.

        Returns at once when no browser is connected.

        Raises
        ------
        BrowserError
            What a page reported of the calls that it waits for.
        """
        self.wait_for(self.flushed())

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Wait once, at the end, instead of at every call inside.

        Examples
        --------
        >>> with session.batch():  # doctest: +SKIP
        ...     for name in names:
        ...         box.add_widget(W.Label(name), 0)
        """
        outer: list[Answer] | None = getattr(self._batch, "answers", None)
        answers: list[Answer] = []
        self._batch.answers = answers
        try:
            yield
        finally:
            self._batch.answers = outer
        for answer in answers:
            self.settle_call(answer)

    def settle_call(self, answer: Answer) -> None:
        """Wait for the answer to a call, here, later, or not at all."""
        if answer.done and answer.error is None:
            return
        if not self._app.settings.wait_each_call:
            if in_handler():
                return
            answers: list[Answer] | None = getattr(self._batch, "answers", None)
            if answers is not None:
                answer.awaited = True
                answers.append(answer)
                return
            if cells.defer(self, answer):
                return
        self.wait_for(answer)

    def wait_for(self, answer: Answer) -> None:
        """Wait until a browser has answered; raises what it reported."""
        answer.awaited = True
        if not answer.done:
            self._app.wait_for(self, answer)
        if answer.error is not None:
            raise answer.error

    # -- the callback thread ---------------------------------------------------------

    def gui_do(self, func: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Run a function where this session's handlers run; does not wait for it.

        Parameters
        ----------
        func : callable
        *args, **kwargs
            Passed to it.
        """
        self._require_open()
        self.dispatcher.submit(single("gui_do", lambda: func(*args, **kwargs)))

    def gui_call(self, func: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Run a function where this session's handlers run, and return its result.

        Called from there, it runs the function at once.

        Parameters
        ----------
        func : callable
        *args, **kwargs
            Passed to it.

        Raises
        ------
        SessionClosedError
            When the session ends before the function has run.
        """
        self._require_open()
        if in_handler() or self.dispatcher.is_current():
            return func(*args, **kwargs)
        future: concurrent.futures.Future[T] = concurrent.futures.Future()

        def run() -> None:
            try:
                future.set_result(func(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001  # raised where the caller waits
                future.set_exception(error)

        job = single("gui_call", run)
        job.dropped.append(
            lambda: future.set_exception(SessionClosedError("the session ended before the call"))
        )
        self.dispatcher.submit(job)
        return future.result()

    def make_shell(self, node: Node) -> object:
        from pgwidgets.sync import Widgets  # noqa: PLC0415  # it imports this module

        cls = getattr(Widgets, node.kind)
        shell = cls.__new__(cls)
        shell._session = self  # noqa: SLF001  # what its constructor would have done
        shell.node = node
        node.shell = shell
        return shell


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
        self._loop_thread: int | None = None
        cells.install()

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
            return LoopDispatcher(report, environment.kernel_loop())
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

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        if self._host is not None:
            return
        self._closed.clear()
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
        environment.run_nested(self._open())

    def run(self) -> None:
        """Start the servers and block until :meth:`close` or Ctrl-C.

        In the concurrency mode "serialized", handlers run here.
        """
        self.start()
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
            environment.run_nested(host.close())
        else:
            host.loop.call_soon_threadsafe(self._stop.set)
            if threading.current_thread() is not thread:
                thread.join(CLOSE_SECONDS)
        self._closed.set()
        self._queue.stop()
        self._queue = SharedQueue()

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

        environment.run_nested(wait())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return display.bundle(self, None)
